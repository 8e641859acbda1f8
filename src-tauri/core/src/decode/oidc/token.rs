//! A token: a JWS or JWE, its header and its claims.

use ssoscope_jose::{Compact, Jws};

use super::{AuthorizationRequest, AuthorizationResponse, Dialect, Object, Problem, TokenKind};
use crate::decode::{Opening, Spanned, Time};
use crate::span::{LayerId, Span};

/// A JWS or JWE, in compact form or, of a JWS, one signature of it in JSON.
///
/// The spans of the header's members lie in a layer "header", those of the claims in a layer "claims", which both stand
/// over the token's text.
pub struct Token {
    /// The token's text.
    pub at: Span,
    /// What it is, and why that is thought.
    pub purpose: Purpose,
    /// The parameter or member that held it.
    pub travelled_as: Option<String>,
    /// Its header, where that is a JSON object.
    pub header: Option<Object>,
    /// The typed members of the header.
    pub jose: JoseHeader,
    /// All claims, where the payload is a JSON object.
    pub claims: Option<Object>,
    /// The typed claims.
    pub claimed: Claimed,
    /// The request that a request object holds (RFC 9101, section 4).
    pub request: Option<Box<AuthorizationRequest>>,
    /// The answer that a JARM response holds (JARM, section 2.1).
    pub response: Option<Box<AuthorizationResponse>>,
    /// Whose dialect it is in, where members tell.
    pub dialect: Option<Dialect>,
    /// The token that is its payload, if there is one.
    pub inner: Option<Span>,
    /// What is wrong with its form.
    pub problems: Vec<Problem>,
    /// Its parts, to verify it with; absent where a viewer shows its header and claims, and not the token.
    pub compact: Option<Compact>,
    /// What became of opening it, where it is encrypted.
    pub opening: Option<Opening>,
    /// The encrypted token that it lay in.
    pub decrypted_from: Option<Span>,
}

/// What a token is, by where it travelled and by what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purpose {
    /// What it is taken for: by its place where that tells, else by its content.
    pub kind: TokenKind,
    /// By the parameter, member or header that held it.
    pub by_place: Option<TokenKind>,
    /// By its own header and claims.
    pub by_content: Option<TokenKind>,
    /// Whether its content says so in so many words, and is not guessed at.
    pub certain: bool,
    /// Why, in a sentence.
    pub why: String,
    /// The bytes that tell.
    pub at: Option<Span>,
}

/// The registered members of a header (RFC 7515, section 4.1; RFC 7516, section 4.1).
#[derive(Clone, Default)]
#[allow(missing_docs)] // the specification says what each holds
pub struct JoseHeader {
    pub alg: Option<Spanned<String>>,
    pub enc: Option<Spanned<String>>,
    pub kid: Option<Spanned<String>>,
    pub typ: Option<Spanned<String>>,
    pub cty: Option<Spanned<String>>,
    pub jku: Option<Spanned<String>>,
    pub x5u: Option<Spanned<String>>,
    pub x5t: Option<Spanned<String>>,
    pub x5t_s256: Option<Spanned<String>>,
    pub x5c: Vec<Spanned<String>>,
    pub crit: Vec<Spanned<String>>,
}

/// The claims that checks ask for (OpenID Connect Core 1.0, section 2; RFC 7519, section 4.1).
#[derive(Clone, Default)]
#[allow(missing_docs)] // the specification says what each holds
pub struct Claimed {
    pub iss: Option<Spanned<String>>,
    pub sub: Option<Spanned<String>>,
    pub aud: Vec<Spanned<String>>,
    pub azp: Option<Spanned<String>>,
    pub exp: Option<Spanned<Time>>,
    pub nbf: Option<Spanned<Time>>,
    pub iat: Option<Spanned<Time>>,
    pub auth_time: Option<Spanned<Time>>,
    pub nonce: Option<Spanned<String>>,
    pub acr: Option<Spanned<String>>,
    pub amr: Vec<Spanned<String>>,
    pub at_hash: Option<Spanned<String>>,
    pub c_hash: Option<Spanned<String>>,
    pub s_hash: Option<Spanned<String>>,
    pub sid: Option<Spanned<String>>,
    pub jti: Option<Spanned<String>>,
    pub email: Option<Spanned<String>>,
    pub name: Option<Spanned<String>>,
    pub preferred_username: Option<Spanned<String>>,
    pub scope: Option<Spanned<String>>,
    pub client_id: Option<Spanned<String>>,
    /// Of a JARM response (JARM, section 2.1).
    pub state: Option<Spanned<String>>,
    /// Of a JARM response.
    pub code: Option<Spanned<String>>,
    /// Of a JARM response.
    pub error: Option<Spanned<String>>,
    /// Of a JARM response.
    pub error_description: Option<Spanned<String>>,
}

impl Purpose {
    /// Takes over what the token inside is for, where nothing else tells: the two are one answer.
    pub(super) fn follow(&mut self, inner: &Purpose) {
        if self.kind == TokenKind::Unknown && inner.kind != TokenKind::Unknown {
            self.kind = inner.kind;
            self.why = format!("The token inside it is the {}.", inner.kind.name());
        }
    }
}

impl Token {
    /// Whether it tells an application that somebody signed in or out, so that it is accepted or refused.
    pub fn is_answer(&self) -> bool {
        matches!(self.purpose.kind, TokenKind::IdToken | TokenKind::LogoutToken)
    }

    /// Whether the provider made it for the application, which then has to verify it.
    pub fn is_for_client(&self) -> bool {
        use TokenKind::{AuthorizationResponse, IdToken, LogoutToken, UserInfo};
        matches!(self.purpose.kind, IdToken | LogoutToken | AuthorizationResponse | UserInfo)
    }

    /// Whether it is an ID token that signs somebody in, and can be read.
    pub fn is_id_token(&self) -> bool {
        self.purpose.kind == TokenKind::IdToken
    }

    /// Whether a viewer took it apart, so that there is no signature to verify.
    pub fn is_shown_decoded(&self) -> bool {
        self.compact.is_none()
    }

    /// Whether it is encrypted.
    pub fn is_encrypted(&self) -> bool {
        matches!(self.compact, Some(Compact::Jwe(_)))
    }

    /// What was inside, where it was encrypted and opened: a layer of its own.
    pub fn opened(&self) -> Option<LayerId> {
        match self.opening {
            Some(Opening::Opened { layer, .. }) => Some(layer),
            _ => None,
        }
    }

    /// Its parts, where it is a signed token.
    pub fn jws(&self) -> Option<&Jws> {
        match &self.compact {
            Some(Compact::Jws(jws)) => Some(jws),
            Some(Compact::Jwe(_) | Compact::Other(_)) | None => None,
        }
    }

    /// Where its signature stands, also an empty one.
    pub fn signature_at(&self) -> Option<Span> {
        let part = &self.jws()?.signature.at;
        Some(Span::new(self.at.layer, self.at.start + part.start..self.at.start + part.end))
    }

    /// Where its claims stand; the token's text where they can't be read.
    pub fn claims_at(&self) -> Span {
        self.claims.as_ref().map_or(self.at, |claims| claims.at)
    }
}
