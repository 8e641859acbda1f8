//! The assertion holds still.

use super::examined::each_assertion;
use super::examined::each_message;
use super::window::{Edge, edge};
use crate::check::{Check, Look, Verb, Verdict, cite};
use crate::decode::saml::SamlBody;

/// The assertion holds still.
pub static CHECK: Check = Check {
    id: "saml/not_on_or_after",
    title: "The assertion has expired",
    verb: Verb::Must,
    spec: &[cite("SAML Core 2.0", "2.5.1.2"), cite("SAML Core 2.0", "3.7.1"), cite("SAML Core 2.0", "1.3.3")],
    why: "NotOnOrAfter is the first instant at which the assertion holds no more. It fails where clocks differ, where a \
          person took too long, and where an old capture is judged by today's clock.",
    remedy_idp: "Set the clock by NTP; let assertions live for about five minutes.",
    remedy_sp: "Set the clock by NTP; allow three minutes of tolerance.",
    run,
};

fn run(look: &Look) -> Verdict {
    let of_assertions = each_assertion(look, |_, assertion| {
        let bound = assertion.conditions.as_ref().and_then(|conditions| conditions.not_on_or_after.as_ref());
        bound.map_or(Verdict::Silent, |bound| {
            edge(look, "NotOnOrAfter of the Conditions", bound, Edge::Closes)
        })
    });
    let of_logout = each_message(look, |examined| match &examined.saml.body {
        SamlBody::LogoutRequest(request) => {
            let bound = request.not_on_or_after.as_ref();
            bound.map_or(Verdict::Silent, |bound| {
                edge(look, "NotOnOrAfter of the LogoutRequest", bound, Edge::Closes)
            })
        }
        _ => Verdict::Silent,
    });
    Verdict::merge([of_assertions, of_logout])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, at};

    #[test]
    fn it_closes_at_its_instant_and_the_tolerance() {
        let skew = ["saml.sp.skew=60s"];
        assert!(matches!(at("2026-01-01T12:04:59Z", &CHECK, RESPONSE, &skew), Verdict::Pass(_)));
        assert!(matches!(at("2026-01-01T12:05:59Z", &CHECK, RESPONSE, &skew), Verdict::Pass(_)));
        let missed = at("2026-01-01T12:06:00Z", &CHECK, RESPONSE, &skew);
        assert!(missed.failed() && missed.findings()[0].says.contains("1 min"));
    }

    #[test]
    fn a_malformed_time_is_a_fault_with_its_text() {
        let odd = RESPONSE.replacen(
            "NotOnOrAfter=\"2026-01-01T12:05:00Z\"><saml:Aud",
            "NotOnOrAfter=\"soon\"><saml:Aud",
            1,
        );
        let said = at("2026-01-01T12:00:00Z", &CHECK, &odd, &[]);
        assert_eq!(said.findings()[0].observed.as_deref(), Some("soon"));
    }
}
