//! Tells what the parameters of a URL or a form are.

use std::sync::Arc;

use super::authorization_response::Way;
use super::{
    Parameters, authorization_request, authorization_response, end_session, front_channel_logout, parameters,
    token_request,
};
use crate::case::{Case, Travel};
use crate::decode::message::Other;
use crate::decode::{Body, Spanned};
use crate::exchange::Exchange;
use crate::span::Span;

/// Parameters of the SAML bindings, which are none of ours.
const SAML: &[&str] = &["SAMLRequest", "SAMLResponse", "SAMLart", "wresult", "samlObject"];

/// Where parameters were found.
pub(super) struct Found<'a> {
    /// All of them.
    pub(super) at: Span,
    /// Where and when they travelled.
    pub(super) travel: &'a Travel,
    /// The Authorization header that came along.
    pub(super) authorization: Option<&'a Spanned<String>>,
    /// The byte in front of them: `?` or `#` in a URL.
    pub(super) before: Option<u8>,
}

/// What a token is that is the whole answer to a request with an access token: the claims of the UserInfo endpoint as a JWT
/// (OpenID Connect Core 1.0, section 5.3.2), which no parameter names.
pub(super) fn answer_to_bearer(case: &Case, at: Span) -> Option<&'static str> {
    let answers =
        |exchange: &&Exchange| exchange.answer.body.as_ref().and_then(|body| body.layer) == Some(at.layer);
    let exchange = case.exchanges().iter().find(answers)?;
    let headers =
        (exchange.answer.headers.first("content-type")?, exchange.request.headers.first("authorization")?);
    let is_jwt = headers
        .0
        .value
        .split(';')
        .next()
        .is_some_and(|media| media.trim().eq_ignore_ascii_case("application/jwt"));
    let scheme = headers.1.value.split(' ').next().unwrap_or_default();
    (is_jwt && ["bearer", "dpop"].iter().any(|name| scheme.eq_ignore_ascii_case(name))).then_some("userinfo")
}

/// Whether parameters are those of a SAML binding; their values, which may be long, are not looked at.
pub(super) fn is_of_saml(bytes: &[u8]) -> bool {
    parameters::names(bytes).any(|name| SAML.iter().any(|saml| saml.as_bytes() == name))
}

/// What parameters are; `None` for those of no message.
pub(super) fn of(parameters: Parameters, found: &Found) -> Option<Body> {
    let at = found.at;
    let sent_to = found.sent_to();
    if token_request::looks_like(&parameters) {
        return Some(Body::TokenRequest(Arc::new(token_request::read(&parameters, at, found))));
    }
    if authorization_request::looks_like(&parameters) {
        let request = authorization_request::read(parameters, at, sent_to);
        return Some(Body::AuthorizationRequest(Arc::new(request)));
    }
    if authorization_response::looks_like(&parameters) {
        let response = authorization_response::read(parameters, at, sent_to, found.way());
        return Some(Body::AuthorizationResponse(Arc::new(response)));
    }
    if asks_elsewhere(&parameters) {
        let looks_like = "a request to sign somebody in on another device (CIBA)".to_owned();
        return Some(Body::Other(Arc::new(Other { looks_like })));
    }
    if end_session::looks_like(&parameters) {
        return Some(Body::EndSessionRequest(Arc::new(end_session::read(&parameters, at))));
    }
    let logout = front_channel_logout::looks_like(&parameters);
    logout.then(|| Body::FrontChannelLogout(Arc::new(front_channel_logout::read(&parameters, at, sent_to))))
}

/// A backchannel authentication request (CIBA Core 1.0, section 7.1): it names a person, and no way back.
fn asks_elsewhere(parameters: &Parameters) -> bool {
    let person = ["login_hint", "login_hint_token", "id_token_hint"];
    parameters.has(&["scope"]) && parameters.has(&person) && !parameters.has(&["redirect_uri"])
}

impl Found<'_> {
    /// The URL that the parameters were sent to, where the capture shows it.
    pub(super) fn sent_to(&self) -> Option<Spanned<String>> {
        self.travel.sent_to.as_ref().map(|(url, at)| Spanned::new(url.clone(), *at))
    }

    fn way(&self) -> Option<Way> {
        match (self.before, self.travel.method.as_deref()) {
            (Some(b'#'), _) => Some(Way::Fragment),
            (Some(b'?'), _) => Some(Way::Query),
            (_, Some("POST")) => Some(Way::FormPost),
            _ => None,
        }
    }
}
