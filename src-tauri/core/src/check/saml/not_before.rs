//! The assertion holds already.

use super::examined::each_assertion;
use super::window::{Edge, edge};
use crate::check::{Check, Look, Verb, Verdict, cite};

/// The assertion holds already.
pub static CHECK: Check = Check {
    id: "saml/not_before",
    title: "The assertion does not hold yet",
    verb: Verb::Must,
    spec: &[cite("SAML Core 2.0", "2.5.1.2"), cite("SAML Core 2.0", "1.3.3")],
    why: "Conditions open at NotBefore. Where the two clocks differ by more than the tolerance, every sign-in fails.",
    remedy_idp: "Set the clock by NTP; where the product allows it, let NotBefore start a minute or two early.",
    remedy_sp: "Set the clock by NTP; allow three minutes of tolerance.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_assertion(look, |_, assertion| {
        let bound = assertion.conditions.as_ref().and_then(|conditions| conditions.not_before.as_ref());
        bound.map_or(Verdict::Silent, |bound| edge(look, "NotBefore of the Conditions", bound, Edge::Opens))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, at};

    #[test]
    fn it_opens_at_its_instant_less_the_tolerance() {
        let skew = ["saml.sp.skew=60s"];
        assert!(matches!(at("2026-01-01T12:00:00Z", &CHECK, RESPONSE, &skew), Verdict::Pass(_)));
        let saved = at("2026-01-01T11:59:00Z", &CHECK, RESPONSE, &skew);
        assert!(saved.findings()[0].says.contains("only thanks to the tolerance"));
        assert!(at("2026-01-01T11:58:59Z", &CHECK, RESPONSE, &skew).failed());
    }
}
