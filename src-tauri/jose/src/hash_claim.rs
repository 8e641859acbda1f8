//! The hashes that bind a token to its companions: at_hash, c_hash, s_hash.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ssoscope_crypto::{Algorithm, Hash, digest};

use crate::Alg;

/// The value that at_hash, c_hash or s_hash should have for an access token, code or state: the left half of the hash
/// that `alg` uses, in base64url (OpenID Connect Core 1.0 section 3.1.3.6; FAPI 1.0 Part 2 section 5.1). Ed25519 hashes
/// with SHA-512. `None` where `alg` fixes no hash.
pub fn hash_claim(alg: &str, value: &str) -> Option<String> {
    let hash = match Alg::from_name(alg).known()?.algorithm {
        Algorithm::RsaPkcs1(hash)
        | Algorithm::RsaPss { hash, .. }
        | Algorithm::Dsa(hash)
        | Algorithm::Ecdsa(hash)
        | Algorithm::Hmac(hash) => hash,
        Algorithm::Ed25519 => Hash::Sha512,
    };
    let digest = digest(hash, value.as_bytes());
    digest.get(..hash.len() / 2).map(|half| URL_SAFE_NO_PAD.encode(half))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// OpenID Connect Core 1.0 appendix A.3 (c_hash is A.4's) with RS256.
    #[test]
    fn the_specifications_own_examples() {
        let token = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";
        assert_eq!(hash_claim("RS256", token).as_deref(), Some("77QmUPtjPfzWtF2AnpK9RQ"));
        let code = "Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk";
        assert_eq!(hash_claim("RS256", code).as_deref(), Some("LDktKdoQak3Pk0cnXxCltA"));
    }

    #[test]
    fn the_length_follows_the_algorithm() {
        let len = |alg| hash_claim(alg, "x").map(|text| text.len());
        assert_eq!([len("ES384"), len("EdDSA"), len("none")], [Some(32), Some(43), None]);
    }
}
