//! The certificate's key can't be computed by others.

use ssoscope_crypto::KeyKind;

use super::relied_on;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::x509::Certificate;

/// The certificate's key can't be computed by others.
pub static CHECK: Check = Check {
    id: "x509/key_strength",
    title: "The signing key is too short",
    verb: Verb::Should,
    spec: &[cite("NIST SP 800-131A", "3"), cite("SAML2Int 2.0", "SDP-ALG02")],
    why: "An RSA key of less than 2048 bits may be computed by those with means; some libraries refuse it.",
    remedy_idp: "Make a key of at least 2048 bits RSA, or on the curve P-256.",
    remedy_sp: "Ask for a longer key.",
    run,
};

const RSA_BITS: usize = 2048;

fn run(look: &Look) -> Verdict {
    relied_on::each(look, of)
}

fn of(certificate: &Certificate) -> Verdict {
    let Ok(key) = &certificate.key else {
        let says = format!("The key of the certificate {} can't be used.", certificate.called());
        return Verdict::fail(Finding::new(says).at(certificate.at).observed(certificate.key_says()));
    };
    let short = key.kind() == KeyKind::Rsa && key.bits().is_some_and(|bits| bits < RSA_BITS);
    let says = format!("The certificate {} holds {}.", certificate.called(), certificate.key_says());
    let finding = Finding::new(says).at(certificate.at);
    match short {
        true => Verdict::fail(finding.expected("2048 bits at least").observed(certificate.key_says())),
        false => Verdict::pass(finding),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{CERTIFICATE, SIGNED_ASSERTION, verdict};
    use crate::decode::x509::from_text;
    use crate::span::{LayerId, Span};

    #[test]
    fn two_thousand_and_forty_eight_bits_will_do() {
        assert!(matches!(verdict(&CHECK, SIGNED_ASSERTION, &[]), Verdict::Pass(_)));
    }

    #[test]
    fn a_shorter_key_fails() {
        let mut certificate = from_text(CERTIFICATE, Span::new(LayerId(0), 0..0)).unwrap();
        let numbers = |bytes: usize| ssoscope_crypto::PublicKey::rsa(&vec![0xff; bytes], &[1, 0, 1]).unwrap();
        certificate.key = Ok(numbers(128));
        assert!(of(&certificate).failed());
        certificate.key = Ok(numbers(256));
        assert!(!of(&certificate).failed());
    }
}
