//! JSON that is no message of a sign-in: what it looks like all the same.

use super::{Json, Object};
use crate::decode::Spanned;

/// What a header looks like that stands alone.
pub(super) const HEADER_ALONE: &str = "the header of a token without the token; paste the token itself";

/// Whether an object is the header of a token (RFC 7515, section 4.1).
pub(super) fn is_header(object: &Object) -> bool {
    object.text("alg").is_some()
        && ["kid", "typ", "x5t"].iter().any(|name| object.has(name))
        && !object.has("kty")
}

/// What a JSON document looks like, in a few words.
pub(super) fn looks_like(json: &Spanned<Json>) -> &'static str {
    match &json.value {
        Json::Object(object) => object_like(object),
        Json::Array(_) => "a JSON array",
        _ => "a single JSON value",
    }
}

fn object_like(object: &Object) -> &'static str {
    let has = |names: &[&str]| names.iter().all(|name| object.has(name));
    if has(&["log"]) {
        "a HAR file"
    } else if has(&["ciphertext"]) {
        "a JWE in JSON form; the compact form, with four dots, is read"
    } else if has(&["iss", "aud"]) {
        "the claims of a token without the token; paste the token itself, for without its signature nothing can be verified"
    } else if is_header(object) {
        HEADER_ALONE
    } else if has(&["credential_issuer"]) {
        "metadata of an issuer of credentials (OpenID4VCI)"
    } else {
        "a JSON object"
    }
}
