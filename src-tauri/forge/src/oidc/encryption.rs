//! Encrypts a token for its client: RSA-OAEP and A256GCM in compact form (RFC 7516, section 3.1).

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};

use crate::encryption::{Sealed, seal};
use crate::json::Json;
use crate::keys::KeyPair;

/// A JWE whose tag does not fit what it is around.
pub(crate) fn changed(token: &str, kid: &'static str, key: &KeyPair) -> String {
    let sealed = encrypted(token, kid, key);
    let at = sealed.len() - 20;
    let other = if sealed[at..].starts_with('A') { "B" } else { "A" };
    format!("{}{other}{}", &sealed[..at], &sealed[at + 1..])
}

/// A JWE around a signed token.
pub(crate) fn encrypted(token: &str, kid: &'static str, key: &KeyPair) -> String {
    let header = Json::Object(vec![
        ("alg", "RSA-OAEP".into()),
        ("enc", "A256GCM".into()),
        ("cty", "JWT".into()),
        ("kid", kid.into()),
    ]);
    let header = BASE64_URL_SAFE_NO_PAD.encode(header.compact());
    let Sealed { wrapped_key, nonce, cipher_text, tag } = seal(kid, token.as_bytes(), header.as_bytes(), key);
    let parts =
        [wrapped_key.as_slice(), &nonce, &cipher_text, &tag].map(|part| BASE64_URL_SAFE_NO_PAD.encode(part));
    format!("{header}.{}", parts.join("."))
}
