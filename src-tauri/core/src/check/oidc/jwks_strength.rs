//! The keys of a set are strong enough.

use ssoscope_crypto::KeyKind;
use ssoscope_jose::Material;

use super::key_sets::{KeySet, each_set};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::Jwk;

/// The keys of a set are strong enough.
pub static CHECK: Check = Check {
    id: "oidc/jwks_strength",
    title: "A key of the set is too short",
    verb: Verb::Should,
    spec: &[cite("RFC 7518", "3.3"), cite("RFC 7518", "3.2"), cite("RFC 8725", "3.5")],
    why: "An RSA key of less than 2048 bits may be computed by those with means, and strict readers refuse it.",
    remedy_idp: "Make RSA keys of 2048 to 4096 bits, or keys on the curve P-256.",
    remedy_sp: "Ask the provider for a longer key.",
    run,
};

/// The least RSA key, in bits (RFC 7518, section 3.3).
const LEAST: usize = 2048;
/// From here on a verification takes so long that readers refuse the key.
const MOST: usize = 8192;
/// The least secret, in bytes: as many as SHA-256 has (RFC 7518, section 3.2).
const SECRET: usize = 32;

fn run(look: &Look) -> Verdict {
    each_set(look, of)
}

fn of(set: KeySet) -> Verdict {
    let findings: Vec<Finding> = set.set.keys.iter().filter_map(weakness).collect();
    let usable = set.set.keys.iter().any(|key| key.material.is_ok());
    match (findings.is_empty(), usable) {
        (false, _) => Verdict::fail_all(findings),
        (true, true) => Verdict::pass(Finding::new("None of its keys is too short.").at(set.set.at)),
        (true, false) => Verdict::Silent,
    }
}

fn weakness(key: &Jwk) -> Option<Finding> {
    let called = key.called();
    let says = match key.material.as_ref().ok()? {
        Material::Public(public) if public.kind() == KeyKind::Rsa => match public.bits()? {
            bits if bits < LEAST => format!("Of RSA, {called} has {bits} bits; {LEAST} are the least."),
            bits if bits > MOST => {
                format!("Of RSA, {called} has {bits} bits; beyond {MOST} readers refuse to compute with it.")
            }
            _ => return None,
        },
        Material::Public(_) => return None,
        Material::Shared(secret) if secret.len() < SECRET => {
            format!("The secret {called} has {} bytes; {SECRET} are the least for HS256.", secret.len())
        }
        Material::Shared(_) => return None,
    };
    Some(Finding::new(says).at(key.at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{JWKS, SIGNERS, of_pastes};

    /// A key set with an RSA key of so many bytes.
    fn rsa(bytes: usize) -> String {
        use base64::Engine;
        let n = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(vec![0xff; bytes]);
        format!("{{\"keys\":[{{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"{n}\",\"e\":\"AQAB\"}}]}}")
    }

    #[test]
    fn the_length_decides() {
        let said = |text: &str| of_pastes(&CHECK, &[Paste::support("jwks.json", text)], &[]);
        assert!(matches!(said(JWKS), Verdict::Pass(_)));
        assert!(matches!(said(SIGNERS), Verdict::Pass(_)));
        assert!(said(&rsa(64)).failed() && said(&rsa(128)).failed() && said(&rsa(2048)).failed());
    }
}
