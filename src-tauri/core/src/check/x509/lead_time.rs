//! The certificate has some time left.

use chrono::TimeDelta;

use super::relied_on;
use crate::check::saml::window::in_words;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::x509::Certificate;
use crate::instant::stamp;

/// The certificate has some time left.
pub static CHECK: Check = Check {
    id: "x509/lead_time",
    title: "The signing certificate expires soon",
    verb: Verb::Advice,
    spec: &[cite("RFC 5280", "4.1.2.5")],
    why: "A change of certificates takes both sides, and weeks. One that comes as a surprise stops every sign-in.",
    remedy_idp: "Make the next certificate now and announce it in the metadata.",
    remedy_sp: "Ask for the next certificate, and load it beside the old one.",
    run,
};

/// What two sides need to change a certificate without haste, where the playbook does not say.
const LEAD: TimeDelta = TimeDelta::days(30);

fn run(look: &Look) -> Verdict {
    relied_on::each(look, |certificate| of(look, certificate))
}

/// One that is over already is spoken of by x509/valid_at_instant.
fn of(look: &Look, certificate: &Certificate) -> Verdict {
    let left = certificate.not_after - look.now;
    if left < TimeDelta::zero() {
        return Verdict::Silent;
    }
    let says = format!("The certificate {} has {} left.", certificate.called(), in_words(left));
    let finding = Finding::new(says).at(certificate.at).observed(stamp(certificate.not_after));
    let lead = look.expect.playbook.time.certificate_lead.unwrap_or(LEAD);
    match left < lead {
        true => Verdict::fail(finding.expected(format!("{} days at least", lead.num_days()))),
        false => Verdict::pass(finding),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{SIGNED_ASSERTION, at};

    /// The certificate ends on 2036-11-21.
    #[test]
    fn thirty_days_are_the_limit() {
        assert!(matches!(at("2036-10-01T00:00:00Z", &CHECK, SIGNED_ASSERTION, &[]), Verdict::Pass(_)));
        assert!(at("2036-11-10T00:00:00Z", &CHECK, SIGNED_ASSERTION, &[]).failed());
        assert_eq!(at("2037-01-01T00:00:00Z", &CHECK, SIGNED_ASSERTION, &[]), Verdict::Silent);
    }
}
