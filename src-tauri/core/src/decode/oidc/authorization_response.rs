//! What comes back through the browser: by query, by fragment, by form, or as a token (JARM).

use crate::decode::Spanned;
use crate::span::Span;

use super::{Object, Parameters};

/// An authorization response: a code, tokens, or an error (OpenID Connect Core 1.0, sections 3.1.2.5, 3.2.2.5 and 3.3.2.5).
///
/// The values of codes and tokens are kept to compare hashes, and enter no report.
#[allow(missing_docs)] // the specification says what each holds
pub struct AuthorizationResponse {
    /// All of its parameters.
    pub at: Span,
    /// Every parameter.
    pub parameters: Parameters,
    /// The URL that it was sent to, where the capture shows it.
    pub sent_to: Option<Spanned<String>>,
    /// The way that it took, where the capture shows it.
    pub way: Option<Way>,
    pub code: Option<Spanned<String>>,
    pub state: Option<Spanned<String>>,
    pub iss: Option<Spanned<String>>,
    pub id_token: Option<Spanned<String>>,
    pub access_token: Option<Spanned<String>>,
    pub token_type: Option<Spanned<String>>,
    pub expires_in: Option<Spanned<String>>,
    pub scope: Option<Spanned<String>>,
    pub session_state: Option<Spanned<String>>,
    /// A JARM response.
    pub response: Option<Spanned<String>>,
    pub error: Option<Spanned<String>>,
    pub error_description: Option<Spanned<String>>,
    pub error_uri: Option<Spanned<String>>,
}

/// How a response travelled (OAuth 2.0 Multiple Response Types, section 2.1; OAuth 2.0 Form Post Response Mode).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Behind `?`.
    Query,
    /// Behind `#`, which no server sees.
    Fragment,
    /// In the body of a POST.
    FormPost,
}

impl Way {
    /// The value of `response_mode` that asks for it.
    pub fn mode(self) -> &'static str {
        match self {
            Way::Query => "query",
            Way::Fragment => "fragment",
            Way::FormPost => "form_post",
        }
    }
}

/// Whether parameters are an answer. A code alone may be anything, such as the second factor that a person types; beside a
/// state it is an answer.
pub(super) fn looks_like(parameters: &Parameters) -> bool {
    let beside = parameters.has(&["state", "iss", "session_state", "scope", "error_description"]);
    let alone = parameters.pairs.len() == 1;
    let token = ["id_token", "response"]
        .iter()
        .any(|name| parameters.first(name).is_some_and(|value| value.value.starts_with("eyJ")));
    let bearer = parameters.has(&["access_token"]) && parameters.has(&["token_type", "state"]);
    token || bearer || parameters.has(&["code", "error"]) && (beside || alone)
}

/// Reads the parameters of a response.
pub(super) fn read(
    parameters: Parameters,
    at: Span,
    sent_to: Option<Spanned<String>>,
    way: Option<Way>,
) -> AuthorizationResponse {
    let first = |name| parameters.first(name);
    AuthorizationResponse {
        at,
        sent_to,
        way,
        code: first("code"),
        state: first("state"),
        iss: first("iss"),
        id_token: first("id_token"),
        access_token: first("access_token"),
        token_type: first("token_type"),
        expires_in: first("expires_in"),
        scope: first("scope"),
        session_state: first("session_state"),
        response: first("response"),
        error: first("error"),
        error_description: first("error_description"),
        error_uri: first("error_uri"),
        parameters,
    }
}

/// Reads the response that a token holds (JARM, section 2.1).
pub(super) fn of_object(claims: &Object) -> AuthorizationResponse {
    read(Parameters::of_members(claims), claims.at, None, None)
}

impl AuthorizationResponse {
    /// What it brings, by the words of a response type.
    pub fn brings(&self) -> Vec<&'static str> {
        let parts = [("code", &self.code), ("id_token", &self.id_token), ("token", &self.access_token)];
        parts.into_iter().filter(|(_, value)| value.is_some()).map(|(name, _)| name).collect()
    }
}
