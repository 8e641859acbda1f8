//! Holds a NumericDate of a token against the instant, with the tolerance.

use super::needs;
use crate::check::saml::identify::quoted;
use crate::check::saml::window::{self, Edge};
use crate::check::{Finding, Look, Verdict};
use crate::decode::oidc::Token;
use crate::decode::{Spanned, Time};
use crate::span::Span;

/// Whether the instant lies on the right side of a time.
pub(super) fn edge(look: &Look, name: &str, time: &Spanned<Time>, edge: Edge) -> Verdict {
    match unfit(name, time) {
        Some(finding) => Verdict::fail(finding),
        None => window::edge(look, name, time, edge),
    }
}

/// Whether a time from which a token holds has come; of claims that a viewer shows it can't be told by a clock that stands in.
pub(super) fn opens(look: &Look, token: &Token, name: &str, time: &Spanned<Time>) -> Verdict {
    let verdict = edge(look, name, time, Edge::Opens);
    let undated = token.is_shown_decoded() && look.arrived_after.is_some() && unfit(name, time).is_none();
    if undated && verdict.failed() { Verdict::needs(needs::whole_token()) } else { verdict }
}

/// What is wrong with the way a time is written: no number, or milliseconds.
pub(super) fn unfit(name: &str, time: &Spanned<Time>) -> Option<Finding> {
    let problem = time.value.problem?;
    let says = format!("{name} is {}. {problem}", quoted(&time.value.lexical));
    Some(
        Finding::new(says)
            .at(time.at)
            .expected("seconds since 1970 (NumericDate)")
            .observed(time.value.lexical.clone()),
    )
}

/// A time that has to be there and is not.
pub(super) fn missing(name: &str, at: Span) -> Verdict {
    Verdict::fail(Finding::new(format!("The token has no {name}.")).at(at).expected(name))
}
