//! What a token is for: told by where it travelled, else guessed from what it holds.

use serde::Serialize;

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TokenKind {
    /// Tells the application who signed in (OpenID Connect Core 1.0, section 2).
    IdToken,
    /// An ID token that the application sends back to the provider as a hint.
    IdTokenHint,
    /// Opens an API; the application itself is not its reader (RFC 9068).
    AccessToken,
    /// Ends a session (OpenID Connect Back-Channel Logout 1.0, section 2.4).
    LogoutToken,
    /// An authorization response as a JWT (JARM).
    AuthorizationResponse,
    /// Claims of the UserInfo endpoint as a JWT (OpenID Connect Core 1.0, section 5.3.2).
    UserInfo,
    /// The application shows who it is (RFC 7523, section 2.2).
    ClientAssertion,
    /// An authorization request as a JWT (RFC 9101).
    RequestObject,
    /// A proof of possession (RFC 9449).
    DpopProof,
    /// What a provider says of another token (RFC 9701).
    Introspection,
    /// A credential whose holder shows parts of it (SD-JWT).
    SdJwt,
    /// Signs a body that travels beside it (RFC 7515, appendix F).
    BodySignature,
    /// Renews other tokens; nobody but its issuer reads it.
    RefreshToken,
    /// Nothing tells.
    Unknown,
}

impl TokenKind {
    /// What to call it in a sentence: "ID token".
    pub fn name(self) -> &'static str {
        match self {
            TokenKind::IdToken => "ID token",
            TokenKind::IdTokenHint => "ID token sent back as a hint",
            TokenKind::AccessToken => "access token",
            TokenKind::LogoutToken => "logout token",
            TokenKind::AuthorizationResponse => "authorization response in a token",
            TokenKind::UserInfo => "UserInfo answer in a token",
            TokenKind::ClientAssertion => "client assertion",
            TokenKind::RequestObject => "request object",
            TokenKind::DpopProof => "DPoP proof",
            TokenKind::Introspection => "introspection answer in a token",
            TokenKind::SdJwt => "credential with selective disclosure (SD-JWT)",
            TokenKind::BodySignature => "signature of a body that travels beside it",
            TokenKind::RefreshToken => "refresh token",
            TokenKind::Unknown => "token of unknown use",
        }
    }
}
