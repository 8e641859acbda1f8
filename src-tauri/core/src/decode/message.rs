//! A message: what it is, where it is, and its typed body.

use std::sync::Arc;

use serde::Serialize;

use crate::case::Role;
use crate::span::Span;
pub use crate::span::Spanned;

use super::{oidc, record, saml, settings, x509};

/// The number of a message in its case, in the order of appearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(transparent)]
pub struct MessageId(pub u32);

/// One decoded message; a copy shares its body.
#[derive(Clone)]
pub struct Message {
    /// Its number.
    pub id: MessageId,
    /// Whether it is examined or vouched for.
    pub role: Role,
    /// All of its bytes.
    pub at: Span,
    /// What it is.
    pub body: Body,
}

/// What a message is.
#[derive(Clone)]
pub enum Body {
    /// A SAML message, assertion or metadata, with the XML document that it stands in.
    Saml(Arc<saml::SamlMessage>),
    /// A JWS or JWE: ID token, access token, or one whose use is unknown.
    Token(Arc<oidc::Token>),
    /// The answer of a token endpoint.
    TokenResponse(Arc<oidc::TokenResponse>),
    /// Provider metadata: discovery.
    Discovery(Arc<oidc::Discovery>),
    /// A set of keys.
    Jwks(Arc<oidc::Jwks>),
    /// An authorization request's parameters.
    AuthorizationRequest(Arc<oidc::AuthorizationRequest>),
    /// An authorization response's parameters.
    AuthorizationResponse(Arc<oidc::AuthorizationResponse>),
    /// A request to the token endpoint.
    TokenRequest(Arc<oidc::TokenRequest>),
    /// The answer to a pushed authorization request.
    PushedRequest(Arc<oidc::PushedRequest>),
    /// A page by which a provider or an application says that the sign-in failed.
    ErrorPage(Arc<oidc::ErrorPage>),
    /// A request to end the session at the provider.
    EndSessionRequest(Arc<oidc::EndSessionRequest>),
    /// The provider has the browser open the application's logout page.
    FrontChannelLogout(Arc<oidc::FrontChannelLogout>),
    /// An application as its provider knows it.
    Registration(Arc<oidc::Registration>),
    /// The answer of an introspection endpoint.
    Introspection(Arc<oidc::Introspection>),
    /// The answer that starts a sign-in on another device.
    DeviceAuthorization(Arc<oidc::DeviceAuthorization>),
    /// The answer of a UserInfo endpoint.
    UserInfo(Arc<oidc::UserInfo>),
    /// A certificate.
    Certificate(Arc<x509::Certificate>),
    /// A public key that stands alone.
    PublicKey(Arc<x509::LooseKey>),
    /// Something that tells of a sign-in without being a message of it: an entry of a log, an error text, a fingerprint.
    Record(Arc<record::Record>),
    /// The configuration of an application or a provider.
    Settings(Arc<settings::Settings>),
    /// JSON that is none of these, named as far as possible.
    Other(Arc<Other>),
}

/// Something well-formed that carries no message that SSOscope knows.
pub struct Other {
    /// What it looks like, in a few words.
    pub looks_like: String,
}
