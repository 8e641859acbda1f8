//! What travelled with a token: the access token and the code that its hashes were taken over.

use std::collections::BTreeMap;

use crate::case::Case;
use crate::check::known::Expected;
use crate::decode::{Body, Message, MessageId, Spanned};
use crate::span::Span;

/// What travelled with a token. Secret values: compared, never shown.
#[derive(Default)]
pub struct Companions {
    /// The access token of the same answer.
    pub access_token: Option<Expected>,
    /// The code of the same answer.
    pub code: Option<Expected>,
    /// The state of the same answer.
    pub state: Option<Expected>,
    /// Whether it came from the authorization endpoint, through the browser.
    pub from_browser: bool,
    /// Whether it came from the token endpoint.
    pub from_token_endpoint: bool,
}

pub(super) fn gather(case: &Case, messages: &[Message]) -> BTreeMap<MessageId, Companions> {
    let tokens = messages.iter().filter(|message| matches!(message.body, Body::Token(_)));
    tokens.filter_map(|token| Some((token.id, of(case, token, messages)?))).collect()
}

fn of(case: &Case, token: &Message, messages: &[Message]) -> Option<Companions> {
    messages.iter().filter(|answer| holds(case, answer.at, token.at)).find_map(|answer| match &answer.body {
        Body::TokenResponse(response) => Some(Companions {
            access_token: expected(&response.access_token, "the same token response"),
            from_token_endpoint: true,
            ..Companions::default()
        }),
        Body::AuthorizationResponse(response) => Some(Companions {
            access_token: expected(&response.access_token, "the same authorization response"),
            code: expected(&response.code, "the same authorization response"),
            state: expected(&response.state, "the same authorization response"),
            from_browser: true,
            ..Companions::default()
        }),
        _ => None,
    })
}

fn expected(value: &Option<Spanned<String>>, says: &str) -> Option<Expected> {
    value.as_ref().map(|value| Expected::found(value.value.clone(), says, value.at))
}

/// Whether the layer of `inner` came out of `outer`.
fn holds(case: &Case, outer: Span, inner: Span) -> bool {
    case.beneath_all(inner.layer).filter_map(|layer| layer.from).any(|from| outer.covers(from))
}
