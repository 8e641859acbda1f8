//! A sign-in comes to an end, and does not start over by itself.

use super::journey::{Seen, seen};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::flow::{Deed, FlowKind};

/// A sign-in comes to an end, and does not start over by itself.
pub static CHECK: Check = Check {
    id: "flow/no_loop",
    title: "The sign-in goes round in circles",
    verb: Verb::Must,
    spec: &[cite("RFC 9110", "15.4")],
    why: "The application takes the answer, forgets it, and asks again; browsers stop after some twenty redirects.",
    remedy_idp: "Nothing is wrong here: it answers each time.",
    remedy_sp: "Find out why the session does not survive the redirect after the answer: its cookie, its host name, its store.",
    run,
};

/// So many sign-ins one right after the other are no person's doing.
const ROUNDS: usize = 3;
/// Seconds in which a person would not have started the next one.
const AT_ONCE: i64 = 5;

fn run(look: &Look) -> Verdict {
    let answered: Vec<(Seen, Seen)> = look
        .traffic
        .flows
        .iter()
        .filter(|flow| flow.kind == FlowKind::SignIn)
        .filter_map(|flow| {
            let asked = seen(look, flow).find(|seen| seen.deed == Deed::Ask)?;
            let answered = seen(look, flow).find(|seen| seen.deed == Deed::Answer)?;
            Some((asked, answered))
        })
        .collect();
    let Some((first, _)) = answered.first() else { return Verdict::Silent };
    let rounds = longest(&answered);
    if rounds.len() < ROUNDS {
        return Verdict::pass(
            Finding::new("No sign-in was started by the end of the one before.").at(first.exchange.url.at),
        );
    }
    let says = format!(
        "{} sign-ins follow one another at once: each answer reached the application, and it asked again.",
        rounds.len()
    );
    let rest = rounds.iter().skip(1).take(4);
    let finding = Finding::new(says).at(rounds.first().map(|seen| seen.exchange.url.at));
    Verdict::fail(rest.fold(finding, |finding, seen| finding.also(seen.exchange.url.at, "asked again")))
}

/// The longest row of sign-ins of which each starts where the one before was answered.
fn longest<'a>(answered: &[(Seen<'a>, Seen<'a>)]) -> Vec<Seen<'a>> {
    let (mut best, mut row): (Vec<Seen>, Vec<Seen>) = (Vec::new(), Vec::new());
    let mut ended = None;
    for (asked, answer) in answered {
        let follows =
            ended.zip(asked.exchange.start()).is_some_and(|(ended, start): (chrono::DateTime<_>, _)| {
                (0..AT_ONCE).contains(&(start - ended).num_seconds())
            });
        if !follows {
            row.clear();
        }
        row.push(*asked);
        ended = answer.exchange.end();
        if row.len() > best.len() {
            best.clone_from(&row);
        }
    }
    best
}
