//! The certificate that a key brings along is within its dates.

use super::key_sets::{certified, each_set};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::Jwk;

/// The certificate that a key brings along is within its dates.
pub static CHECK: Check = Check {
    id: "oidc/jwks_certificate_dates",
    title: "The certificate of a key is outside its dates",
    verb: Verb::Advice,
    spec: &[cite("RFC 7517", "4.7"), cite("RFC 5280", "4.1.2.5")],
    why: "A key of a set lives as long as it is published, whatever its certificate says; but some readers take the certificate \
          and refuse what is past its end.",
    remedy_idp: "Issue a new certificate for the key, or leave x5c out of the key set.",
    remedy_sp: "Verify with the key's own numbers, which the provider vouches for by publishing them.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_set(look, |set| Verdict::merge(certified(look, set).into_iter().map(|key| of(look, key))))
}

fn of(look: &Look, key: &Jwk) -> Verdict {
    let Some(Ok(certificate)) = key.certificate() else { return Verdict::Silent };
    let (from, until) = (certificate.not_before, certificate.not_after);
    let called = key.called();
    let dates = format!("{} to {}", from.format("%Y-%m-%d"), until.format("%Y-%m-%d"));
    match look.now < from || look.now > until {
        true => {
            let says = format!("The certificate of {called} is good from {dates}.");
            Verdict::fail(Finding::new(says).at(certificate.at).observed(dates))
        }
        false => {
            let says = format!("The certificate of {called} is within its dates, {dates}.");
            Verdict::pass(Finding::new(says).at(certificate.at))
        }
    }
}
