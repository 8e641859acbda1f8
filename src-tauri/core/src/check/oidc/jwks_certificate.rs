//! The certificate that a key brings along holds that key, and its thumbprints are those of the certificate.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ssoscope_crypto::{Hash, digest};
use ssoscope_jose::Material;

use super::key_sets::{certified, each_set};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Spanned;
use crate::decode::oidc::Jwk;
use crate::decode::x509::Certificate;

/// The certificate that a key brings along holds that key, and its thumbprints are those of the certificate.
pub static CHECK: Check = Check {
    id: "oidc/jwks_certificate",
    title: "The key and its certificate are not of one piece",
    verb: Verb::Must,
    spec: &[cite("RFC 7517", "4.7"), cite("RFC 7517", "4.8"), cite("RFC 7517", "4.9")],
    why: "Some readers verify with the numbers of a key and others with its certificate; where the two differ, the same token is \
          accepted here and refused there.",
    remedy_idp: "Write x5c, x5t and x5t#S256 anew when a key is changed, or leave them out.",
    remedy_sp: "Verify with the numbers n and e, or x and y, and ask the provider to put its key set right.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_set(look, |set| Verdict::merge(certified(look, set).into_iter().map(of)))
}

fn of(key: &Jwk) -> Verdict {
    let at = key.x5c.first().map(|text| text.at);
    let fail = |says: String| Verdict::fail(Finding::new(says).at(at).also(key.at, "the key"));
    let called = key.called();
    let certificate = match key.certificate() {
        None => return Verdict::Silent,
        Some(Err(why)) => return fail(format!("The certificate of {called} can't be read: {why}.")),
        Some(Ok(certificate)) => certificate,
    };
    match (&certificate.key, &key.material) {
        (Ok(of_certificate), Ok(Material::Public(own))) if of_certificate != own => {
            let says = format!(
                "The certificate of {called}, {}, holds another key than its own members make.",
                certificate.called()
            );
            return fail(says);
        }
        _ => {}
    }
    let thumbprints = [("x5t", &key.x5t, Hash::Sha1), ("x5t#S256", &key.x5t_s256, Hash::Sha256)];
    let wrong: Vec<Finding> = thumbprints
        .into_iter()
        .filter_map(|(name, value, hash)| differs(name, value.as_ref()?, hash, &certificate))
        .collect();
    match wrong.is_empty() {
        true => Verdict::pass(Finding::new(format!("The certificate of {called} holds that key.")).at(at)),
        false => Verdict::Fail(wrong),
    }
}

fn differs(name: &str, value: &Spanned<String>, hash: Hash, certificate: &Certificate) -> Option<Finding> {
    let expected = URL_SAFE_NO_PAD.encode(digest(hash, &certificate.der));
    // Padding is a matter of form.
    if value.value.trim_end_matches('=') == expected {
        return None;
    }
    let says = format!("{name} is not the thumbprint of the certificate that stands beside it.");
    Some(Finding::new(says).at(value.at).expected(expected).observed(value.value.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::of_pastes;
    use crate::decode::x509::from_text;
    use crate::span::{LayerId, Span};

    /// A certificate on Ed25519.
    const PEM: &str = include_str!("../../decode/x509/test.crt");

    /// A key set whose only key is that of the certificate, with more members.
    fn set(members: &str) -> String {
        let certificate = from_text(PEM, Span::new(LayerId(0), 0..0)).unwrap();
        let spki = certificate.key.unwrap().spki().to_vec();
        let x = URL_SAFE_NO_PAD.encode(&spki[spki.len() - 32..]);
        let x5c: String = PEM.lines().filter(|line| !line.starts_with("-----")).collect();
        format!(
            "{{\"keys\":[{{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"k\",\"x\":\"{x}\",\"x5c\":[\"{x5c}\"]{members}}}]}}"
        )
    }

    fn said(text: &str) -> Verdict {
        of_pastes(&CHECK, &[Paste::support("jwks.json", text)], &[])
    }

    #[test]
    fn key_certificate_and_thumbprints_belong_together() {
        assert!(matches!(said(&set("")), Verdict::Pass(_)));
        let certificate = from_text(PEM, Span::new(LayerId(0), 0..0)).unwrap();
        let right = URL_SAFE_NO_PAD.encode(digest(Hash::Sha256, &certificate.der));
        assert!(matches!(said(&set(&format!(",\"x5t#S256\":\"{right}\""))), Verdict::Pass(_)));
        let wrong = said(&set(",\"x5t\":\"AAAA\""));
        assert!(wrong.failed() && wrong.findings()[0].says.contains("x5t"));
        let other = set("")
            .replace("\"x\":\"", "\"y\":\"")
            .replace("\"kid\"", "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\",\"kid\"");
        assert!(said(&other).findings()[0].says.contains("another key"));
    }
}
