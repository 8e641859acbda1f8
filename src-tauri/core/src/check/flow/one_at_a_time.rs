//! An answer is for the sign-in that was started last.

use super::journey::{Seen, answer, seen, sign_ins};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::flow::{Deed, Flow, host};

/// An answer is for the sign-in that was started last.
pub static CHECK: Check = Check {
    id: "flow/one_at_a_time",
    title: "A second sign-in was started before the first was answered",
    verb: Verb::Should,
    spec: &[cite("SAML Profiles 2.0", "4.1.4.3"), cite("RFC 6749", "10.12")],
    why: "Many applications remember only the sign-in that they started last. Two tabs, or a page that was loaded twice, and \
          the answer to the first one finds nothing that waits for it.",
    remedy_idp: "Nothing is wrong here.",
    remedy_sp: "Keep every open sign-in by its request ID or state, one for each tab.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(sign_ins(look).map(|flow| of(look, flow)))
}

fn of(look: &Look, flow: &Flow) -> Verdict {
    let asked = seen(look, flow).find(|seen| seen.deed == Deed::Ask);
    let Some((asked, answered)) = asked.zip(answer(look, flow)) else { return Verdict::Silent };
    let newer = sign_ins(look)
        .filter_map(|other| seen(look, other).find(|seen| seen.deed == Deed::Ask))
        .filter(|other| (asked.step + 1..answered.step).contains(&other.step))
        .filter(|other| same_sides(look, *other, asked))
        .last();
    match newer {
        Some(newer) => {
            let says = "The answer is for a sign-in that was not the last one: another one was started before it came.";
            let finding = Finding::new(says).at(answered.exchange.url.at);
            let finding = finding.also(asked.exchange.url.at, "the request that it answers");
            Verdict::fail(finding.also(newer.exchange.url.at, "the request that was made after it"))
        }
        None => Verdict::pass(
            Finding::new("No other sign-in was started before the answer came.").at(asked.exchange.url.at),
        ),
    }
}

/// Whether two requests go from the same application to the same provider.
fn same_sides(look: &Look, one: Seen, other: Seen) -> bool {
    let from = |seen: Seen| {
        let lead = look.traffic.steps.get(seen.step)?.from?;
        host(&look.traffic.exchange(look.case, lead.step)?.url.value)
    };
    host(&one.exchange.url.value) == host(&other.exchange.url.value) && from(one) == from(other)
}
