//! ECDH-ES (RFC 7518 section 4.6, RFC 8037 section 3.2): a key agreed on with the sender's ephemeral one.

use ssoscope_crypto::{Hash, PrivateKey, PublicKey, Secret, agree, concat_kdf};

use super::content_key::KeyError;
use super::{Jwe, Recipient};
use crate::base64url;
use crate::json::Value;
use crate::{Jwk, Material, NoMaterial};

/// The agreed key of `len` bytes. `purpose` is the name of what it is for: of the content encryption, or of the `alg`.
pub(super) fn agreed(
    jwe: &Jwe,
    recipient: &Recipient,
    key: &PrivateKey,
    purpose: &str,
    len: usize,
) -> Result<Secret, KeyError> {
    let epk = jwe.member(recipient, "epk").ok_or(KeyError::Missing("epk"))?;
    let peer = public_key(epk).map_err(|error| KeyError::Ephemeral(error.to_string()))?;
    let shared = agree(key, &peer).map_err(KeyError::Key)?;
    let info = [
        prefixed(purpose.as_bytes()),
        prefixed(&party(jwe, recipient, "apu")),
        prefixed(&party(jwe, recipient, "apv")),
        (len as u32 * 8).to_be_bytes().to_vec(),
    ];
    Ok(concat_kdf(Hash::Sha256, &shared, &info.concat(), len))
}

/// The sender's ephemeral key; X25519, which signs nothing, among them.
fn public_key(epk: &Value) -> Result<PublicKey, NoMaterial> {
    let text = |name: &str| epk.member(name).and_then(Value::text);
    if text("crv").is_some_and(|crv| crv.value == "X25519") {
        let x = text("x").ok_or(NoMaterial::Missing("x"))?;
        let decoded = base64url::decode(x.value.as_bytes(), 0..x.value.len());
        return Ok(PublicKey::x25519(&decoded.bytes)?);
    }
    match Jwk::read(epk).material? {
        Material::Public(key) => Ok(key),
        Material::Shared(_) => Err(NoMaterial::Missing("crv")),
    }
}

/// What a party says about itself (`apu`, `apv`).
fn party(jwe: &Jwe, recipient: &Recipient, name: &str) -> Vec<u8> {
    let text = jwe.text(recipient, name).unwrap_or_default();
    base64url::decode(text.as_bytes(), 0..text.len()).bytes
}

fn prefixed(bytes: &[u8]) -> Vec<u8> {
    [&(bytes.len() as u32).to_be_bytes(), bytes].concat()
}
