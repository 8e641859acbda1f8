//! What a step does for a sign-in.

use serde::Serialize;

use crate::decode::oidc::TokenKind;
use crate::decode::saml::SamlBody;
use crate::decode::{Body, Message};

/// What a step does for a sign-in or a sign-out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// The application sends the browser off.
    Start,
    /// The request reaches the identity provider.
    Ask,
    /// The person and the identity provider settle who it is.
    SignIn,
    /// The answer reaches the application.
    Answer,
    /// The application turns a code into tokens.
    Redeem,
    /// The application asks who it is.
    UserInfo,
    /// What follows at the application.
    Land,
    /// A request to sign out reaches the other side.
    AskOut,
    /// The answer to a request to sign out.
    AnswerOut,
    /// Metadata, discovery or keys are fetched.
    Keys,
    /// Nothing that is known.
    Other,
}

impl Deed {
    /// Whether it is one of the steps that the messages themselves make.
    pub fn carries_message(self) -> bool {
        !matches!(self, Deed::Start | Deed::SignIn | Deed::Land | Deed::Other)
    }
}

/// What a message does for a sign-in; nothing for what has no place in one.
pub(super) fn of(message: &Message) -> Option<Deed> {
    match &message.body {
        Body::Saml(saml) => of_saml(&saml.body),
        Body::AuthorizationRequest(_) => Some(Deed::Ask),
        Body::AuthorizationResponse(_) => Some(Deed::Answer),
        Body::TokenRequest(_) | Body::TokenResponse(_) => Some(Deed::Redeem),
        Body::UserInfo(_) => Some(Deed::UserInfo),
        Body::Discovery(_) | Body::Jwks(_) => Some(Deed::Keys),
        Body::Token(token) => of_token(token.purpose.kind),
        Body::EndSessionRequest(_) | Body::FrontChannelLogout(_) => Some(Deed::AskOut),
        _ => None,
    }
}

fn of_saml(body: &SamlBody) -> Option<Deed> {
    match body {
        SamlBody::AuthnRequest(_) => Some(Deed::Ask),
        SamlBody::Assertion(_) | SamlBody::EncryptedAssertion(..) | SamlBody::Response(_) => {
            Some(Deed::Answer)
        }
        SamlBody::LogoutRequest(_) => Some(Deed::AskOut),
        SamlBody::LogoutResponse(_) => Some(Deed::AnswerOut),
        SamlBody::Entity(_) => None,
    }
}

fn of_token(kind: TokenKind) -> Option<Deed> {
    match kind {
        TokenKind::AuthorizationResponse => Some(Deed::Answer),
        TokenKind::IdToken | TokenKind::RefreshToken => Some(Deed::Redeem),
        TokenKind::IdTokenHint | TokenKind::LogoutToken => Some(Deed::AskOut),
        TokenKind::RequestObject => Some(Deed::Ask),
        TokenKind::UserInfo => Some(Deed::UserInfo),
        _ => None,
    }
}
