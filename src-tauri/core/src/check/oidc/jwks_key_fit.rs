//! The key that verifies the token is meant for that, and strong enough.

use ssoscope_crypto::KeyKind;
use ssoscope_jose::{Alg, Material, Objection};

use super::examined::each_signature;
use super::needs;
use crate::check::known::oidc::KnownKey;
use crate::check::signatures::jws::{Attempt, JwsSignature};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};

/// The key that verifies the token is meant for that, and strong enough.
pub static CHECK: Check = Check {
    id: "oidc/jwks_key_fit",
    title: "The key doesn't fit the token",
    verb: Verb::Must,
    spec: &[
        cite("RFC 7517", "4.2"),
        cite("RFC 7517", "4.3"),
        cite("RFC 7517", "4.4"),
        cite("RFC 7518", "3.2"),
        cite("RFC 7518", "3.3"),
        cite("OpenID Connect Core 1.0", "10.1"),
    ],
    why: "A key says what it is for. One for encryption or for another algorithm is left aside by a careful reader, and a \
          short one can be broken.",
    remedy_idp: "Publish the signing key with use sig and its alg, an RSA key of at least 2048 bits, and never its private part.",
    remedy_sp: "Use the present JWKS; with HS256 have a client secret of at least 32 bytes issued.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_signature(look, |_, signature| of(look, signature))
}

fn of(look: &Look, signature: &JwsSignature) -> Verdict {
    let keys = look.known.oidc.keys.iter().filter(|key| is_meant(key, signature));
    let judged = keys.map(|key| {
        if let Some(why) = key.material.as_ref().err().filter(|why| why.is_beyond()) {
            return Verdict::needs(needs::signature_support(&why.to_string()));
        }
        let findings = faults(key, signature);
        if findings.is_empty() { Verdict::pass(fits(key)) } else { Verdict::Fail(findings) }
    });
    Verdict::merge(judged)
}

/// Whether the token means this key: by its name, or because it verifies.
fn is_meant(key: &KnownKey, signature: &JwsSignature) -> bool {
    match (&signature.kid, &key.kid) {
        (Some(wanted), Some(kid)) => wanted.value == *kid,
        _ => attempt(key, signature)
            .is_some_and(|attempt| attempt.outcome == ssoscope_jose::AttemptOutcome::Valid),
    }
}

fn attempt<'s>(key: &KnownKey, signature: &'s JwsSignature) -> Option<&'s Attempt> {
    signature
        .attempts
        .iter()
        .find(|attempt| attempt.vouched && attempt.key.kid == key.kid && attempt.key.origin == key.origin)
}

fn fits(key: &KnownKey) -> Finding {
    Finding::new(format!("The key{} may verify it, by its own word.", named(key))).at(key.origin.at)
}

fn named(key: &KnownKey) -> String {
    key.kid.as_ref().map_or(String::new(), |kid| format!(" “{kid}”"))
}

fn faults(key: &KnownKey, signature: &JwsSignature) -> Vec<Finding> {
    let finding = |says: String| {
        Finding::new(says).at(key.origin.at).also(signature.alg.as_ref().map(|alg| alg.at), "the token's alg")
    };
    let material = match &key.material {
        Ok(material) => material,
        Err(why) => return vec![finding(format!("The key{} can't be used: {why}.", named(key)))],
    };
    let objections = attempt(key, signature).map(|attempt| attempt.objections.as_slice()).unwrap_or_default();
    let by_own_word =
        objections.iter().map(|objection| finding(format!("The key{} {}.", named(key), against(objection))));
    by_own_word.chain(weak(material, signature).map(finding)).collect()
}

fn against(objection: &Objection) -> String {
    match objection {
        Objection::Alg(alg) => format!("is for {alg}, by its own word"),
        Objection::Use(usage) => format!("is for “{usage}”, by its own word, and not for signatures"),
        Objection::KeyOps(ops) => {
            format!("is for {}, by its own word, and not for verifying", ops.join(", "))
        }
    }
}

/// The least RSA key, in bits (RFC 7518, section 3.3).
const RSA_BITS: usize = 2048;

fn weak(material: &Material, signature: &JwsSignature) -> Option<String> {
    match material {
        Material::Public(key) if key.kind() == KeyKind::Rsa => {
            let bits = key.bits().filter(|bits| *bits < RSA_BITS)?;
            Some(format!("The RSA key has {bits} bits; {RSA_BITS} are the least."))
        }
        Material::Public(_) => None,
        Material::Shared(secret) => {
            let alg = Alg::from_name(&signature.alg.as_ref()?.value);
            let wanted = hash_bytes(alg)?;
            let says = format!(
                "The secret has {} bytes; the hash of the algorithm has {wanted}, which is the least.",
                secret.len()
            );
            (secret.len() < wanted).then_some(says)
        }
    }
}

/// The least secret has as many bytes as the hash (RFC 7518, section 3.2).
fn hash_bytes(alg: Alg) -> Option<usize> {
    match alg.known()?.algorithm {
        ssoscope_crypto::Algorithm::Hmac(hash) => Some(hash.len()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{CLAIMS, HEADER, JWKS, SIGNED, SIGNERS, of_pastes, token};

    fn said(jwks: &str) -> Verdict {
        of_pastes(&CHECK, &[Paste::support("jwks.json", jwks), Paste::capture("id_token.jwt", SIGNED)], &[])
    }

    #[test]
    fn a_keys_own_word_counts() {
        assert!(matches!(said(SIGNERS), Verdict::Pass(_)));
        let word = |member: &str| said(&SIGNERS.replace("\"kid\"", &format!("{member},\"kid\"")));
        assert!(matches!(word(r#""use":"sig","alg":"ES256""#), Verdict::Pass(_)));
        for member in [r#""use":"enc""#, r#""alg":"ES384""#, r#""key_ops":["encrypt"]"#] {
            assert!(word(member).failed(), "{member}");
        }
    }

    #[test]
    fn a_named_key_that_cannot_be_used_is_told() {
        let pastes = [
            Paste::support("jwks.json", JWKS.replace("\"e\":\"AQAB\"", "\"e\":\"AQAA\"")),
            Paste::capture("t", token(HEADER, CLAIMS)),
        ];
        let odd = of_pastes(&CHECK, &pastes, &[]);
        assert!(odd.failed() && odd.findings()[0].says.contains("can't be used"));
    }
}
