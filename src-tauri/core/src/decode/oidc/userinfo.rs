//! The answer of a UserInfo endpoint (OpenID Connect Core 1.0, section 5.3.2).

use super::Object;
use crate::decode::Spanned;
use crate::span::Span;

/// Claims of the person, fetched with the access token.
pub struct UserInfo {
    /// All of it.
    pub at: Span,
    /// Every claim.
    pub claims: Object,
    /// Whose claims they are.
    pub sub: Option<Spanned<String>>,
}

/// Whether an object looks like the answer of a UserInfo endpoint.
pub(super) fn looks_like(object: &Object) -> bool {
    let of_token = ["iss", "aud", "exp", "active"].iter().any(|name| object.has(name));
    object.text("sub").is_some() && !of_token
}

/// Reads the answer of a UserInfo endpoint.
pub(super) fn read(claims: Object) -> UserInfo {
    let sub = claims.member("sub").map(|sub| sub.at).zip(claims.text("sub"));
    UserInfo { at: claims.at, sub: sub.map(|(at, text)| Spanned::new(text.to_owned(), at)), claims }
}
