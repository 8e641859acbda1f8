//! The bearer confirmation holds still.

use super::examined::{Examined, each_confirmation};
use super::window::{Edge, edge};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::SubjectConfirmation;

/// The bearer confirmation holds still.
pub static CHECK: Check = Check {
    id: "saml/confirmation_not_on_or_after",
    title: "The bearer confirmation has expired",
    verb: Verb::Must,
    spec: &[
        cite("SAML Profiles 2.0", "4.1.4.2"),
        cite("SAML Profiles 2.0", "4.1.4.3"),
        cite("SAML Core 2.0", "2.4.1.2"),
    ],
    why: "NotOnOrAfter of the confirmation bounds the time in which the assertion may be delivered; the profile demands it.",
    remedy_idp: "Set the clock by NTP; give a bearer confirmation about five minutes.",
    remedy_sp: "Set the clock by NTP; allow three minutes of tolerance.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_confirmation(look, |examined, confirmation| of(look, examined, confirmation))
}

pub(super) fn of(look: &Look, _: Examined, confirmation: &SubjectConfirmation) -> Verdict {
    let bound = confirmation.data.as_ref().and_then(|data| data.not_on_or_after.as_ref());
    match bound {
        Some(bound) => edge(look, "NotOnOrAfter of the bearer confirmation", bound, Edge::Closes),
        None => {
            let says = "The bearer confirmation names no NotOnOrAfter: it would hold for ever.";
            Verdict::fail(Finding::new(says).at(confirmation.at).expected("NotOnOrAfter"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, at};

    #[test]
    fn it_has_to_be_there_and_ahead() {
        assert!(matches!(at("2026-01-01T12:00:00Z", &CHECK, RESPONSE, &[]), Verdict::Pass(_)));
        assert!(at("2026-01-01T13:00:00Z", &CHECK, RESPONSE, &[]).failed());
        let without = RESPONSE.replace(" NotOnOrAfter=\"2026-01-01T12:05:00Z\" Recipient", " Recipient");
        assert!(at("2026-01-01T12:00:00Z", &CHECK, &without, &[]).failed());
    }
}
