//! The certificate is valid at the instant.

use super::relied_on;
use crate::check::saml::window::arrival;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::x509::Certificate;
use crate::instant::stamp;

/// The certificate is valid at the instant.
pub static CHECK: Check = Check {
    id: "x509/valid_at_instant",
    title: "The signing certificate is outside of its validity",
    verb: Verb::Should,
    spec: &[cite("RFC 5280", "4.1.2.5"), cite("SAML Metadata Interoperability 1.0", "2.6.1")],
    why: "SAML takes the key and lets the dates be, and most applications do so too. Some refuse an expired \
          certificate, and then nobody signs in from one second to the next.",
    remedy_idp: "Make a new signing certificate, announce it in the metadata, then switch.",
    remedy_sp: "Load the new certificate as soon as it is announced, beside the old one.",
    run,
};

fn run(look: &Look) -> Verdict {
    relied_on::each(look, |certificate| of(look, certificate))
}

/// Both ends belong to the validity; the tolerance for clocks counts here too.
fn of(look: &Look, certificate: &Certificate) -> Verdict {
    let (from, until) = (stamp(certificate.not_before), stamp(certificate.not_after));
    let finding = |says: String| {
        Finding::new(says).at(certificate.at).expected(format!("{from} to {until}")).observed(stamp(look.now))
    };
    let called = certificate.called();
    if look.now + look.skew < certificate.not_before {
        return Verdict::fail(finding(format!("The certificate {called} is valid only from {from} on.")));
    }
    if look.now - look.skew > certificate.not_after {
        if look.may_have_held(certificate.not_after) {
            return arrival(look, &format!("The certificate {called}, good until"), certificate.not_after);
        }
        return Verdict::fail(finding(format!("The certificate {called} expired at {until}.")));
    }
    Verdict::pass(finding(format!("The certificate {called} is valid until {until}.")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{SIGNED_ASSERTION, at};

    #[test]
    fn before_within_and_after() {
        assert!(at("2026-01-01T12:00:00Z", &CHECK, SIGNED_ASSERTION, &[]).failed());
        assert!(matches!(at("2027-01-01T12:00:00Z", &CHECK, SIGNED_ASSERTION, &[]), Verdict::Pass(_)));
        assert!(at("2099-01-01T12:00:00Z", &CHECK, SIGNED_ASSERTION, &[]).failed());
    }
}
