//! Messages and assertions were issued, and not in the future.

use super::examined::{Examined, each_message};
use super::window::{Edge, edge};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::{Spanned, Time};
use crate::span::Span;

/// Messages and assertions were issued, and not in the future.
pub static CHECK: Check = Check {
    id: "saml/issue_instant",
    title: "The message comes from the future",
    verb: Verb::Should,
    spec: &[cite("SAML Core 2.0", "3.2.1"), cite("SAML Core 2.0", "3.2.2"), cite("SAML Core 2.0", "2.3.3")],
    why: "IssueInstant tells the issuer's clock. Several consumers refuse one that lies ahead of their own.",
    remedy_idp: "Set the clock by NTP.",
    remedy_sp: "Set the clock by NTP; allow three minutes of tolerance.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_message(look, |examined| of(look, examined))
}

fn of(look: &Look, examined: Examined) -> Verdict {
    let called = examined.saml.called();
    let of_head = examined.saml.head().map(|head| judge(look, called, &head.issue_instant, head.tag));
    let assertions = examined.saml.assertions().iter();
    let of_assertions =
        assertions.map(|assertion| judge(look, "Assertion", &assertion.issue_instant, assertion.tag));
    Verdict::merge(of_head.into_iter().chain(of_assertions))
}

fn judge(look: &Look, of: &str, instant: &Option<Spanned<Time>>, tag: Span) -> Verdict {
    match instant {
        Some(instant) => edge(look, &format!("IssueInstant of the {of}"), instant, Edge::Opens),
        None => Verdict::fail(Finding::new(format!("The {of} names no IssueInstant.")).at(tag)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, at};

    #[test]
    fn a_message_from_the_future_fails() {
        assert!(matches!(at("2026-01-01T12:00:00Z", &CHECK, RESPONSE, &[]), Verdict::Pass(_)));
        assert!(at("2026-01-01T11:00:00Z", &CHECK, RESPONSE, &[]).failed());
    }
}
