//! The thumbprint of a key that stands in a header (RFC 7638).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ssoscope_crypto::{Hash, digest};

use crate::decode::oidc::Object;

/// The members that count, in their order (RFC 7638, section 3.2; RFC 8037, section 2).
fn members(kty: &str) -> &'static [&'static str] {
    match kty {
        "RSA" => &["e", "kty", "n"],
        "EC" => &["crv", "kty", "x", "y"],
        "OKP" => &["crv", "kty", "x"],
        _ => &[],
    }
}

/// The SHA-256 thumbprint of a public key, in base64url; `None` where a member is missing.
pub(super) fn of(jwk: &Object) -> Option<String> {
    let members = members(jwk.text("kty")?);
    let written: Option<Vec<String>> =
        members.iter().map(|name| Some(format!("\"{name}\":\"{}\"", jwk.text(name)?))).collect();
    let written = written.filter(|written| !written.is_empty())?;
    let canonical = format!("{{{}}}", written.join(","));
    Some(URL_SAFE_NO_PAD.encode(digest(Hash::Sha256, canonical.as_bytes())))
}
