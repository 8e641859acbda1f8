//! The bearer confirmation holds already.

use super::examined::{Examined, each_confirmation};
use super::window::{Edge, edge};
use crate::check::{Check, Look, Verb, Verdict, cite};
use crate::decode::saml::SubjectConfirmation;

/// The bearer confirmation holds already.
pub static CHECK: Check = Check {
    id: "saml/confirmation_not_before",
    title: "The bearer confirmation does not hold yet",
    verb: Verb::Must,
    spec: &[cite("SAML Core 2.0", "2.4.1.2"), cite("SAML Profiles 2.0", "4.1.4.2")],
    why: "A bearer confirmation should have no NotBefore at all. Where it has one that lies ahead, consumers refuse it.",
    remedy_idp: "Leave NotBefore out of SubjectConfirmationData; set the clock by NTP.",
    remedy_sp: "Set the clock by NTP; allow three minutes of tolerance.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_confirmation(look, |examined, confirmation| of(look, examined, confirmation))
}

pub(super) fn of(look: &Look, _: Examined, confirmation: &SubjectConfirmation) -> Verdict {
    let bound = confirmation.data.as_ref().and_then(|data| data.not_before.as_ref());
    bound.map_or(Verdict::Silent, |bound| {
        edge(look, "NotBefore of the bearer confirmation", bound, Edge::Opens)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, at};

    #[test]
    fn silent_without_one_and_failing_ahead_of_one() {
        assert_eq!(at("2026-01-01T12:00:00Z", &CHECK, RESPONSE, &[]), Verdict::Silent);
        let with =
            RESPONSE.replacen("ConfirmationData ", "ConfirmationData NotBefore=\"2026-01-01T12:00:00Z\" ", 1);
        assert!(matches!(at("2026-01-01T12:00:00Z", &CHECK, &with, &[]), Verdict::Pass(_)));
        assert!(at("2026-01-01T11:00:00Z", &CHECK, &with, &[]).failed());
    }
}
