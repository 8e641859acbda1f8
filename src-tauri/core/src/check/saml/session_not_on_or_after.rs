//! The session at the identity provider goes on.

use super::examined::each_assertion;
use super::window::{Edge, edge};
use crate::check::{Check, Look, Verb, Verdict, cite};

/// The session at the identity provider goes on.
pub static CHECK: Check = Check {
    id: "saml/session_not_on_or_after",
    title: "The session at the identity provider is over",
    verb: Verb::Must,
    spec: &[cite("SAML Core 2.0", "2.7.2"), cite("SAML Profiles 2.0", "4.1.4.3")],
    why: "From SessionNotOnOrAfter on the application has to send the person to sign in anew; where that lies in the past \
          already, they go round in circles.",
    remedy_idp: "Let the session end hours after the sign-in, not with the assertion.",
    remedy_sp: "Set the clock by NTP.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_assertion(look, |_, assertion| {
        let bounds = assertion
            .authn_statements
            .iter()
            .filter_map(|statement| statement.session_not_on_or_after.as_ref());
        Verdict::merge(bounds.map(|bound| edge(look, "SessionNotOnOrAfter", bound, Edge::Closes)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, at};

    #[test]
    fn a_session_that_is_over_fails() {
        assert!(matches!(at("2026-01-01T12:00:00Z", &CHECK, RESPONSE, &[]), Verdict::Pass(_)));
        assert!(at("2026-01-01T21:00:00Z", &CHECK, RESPONSE, &[]).failed());
    }
}
