//! Holds a NumericDate of a token against the instant, with the tolerance.

use crate::check::saml::identify::quoted;
use crate::check::saml::window::{self, Edge};
use crate::check::{Finding, Look, Verdict};
use crate::decode::{Spanned, Time};
use crate::span::Span;

/// Whether the instant lies on the right side of a time.
pub(super) fn edge(look: &Look, name: &str, time: &Spanned<Time>, edge: Edge) -> Verdict {
    match unfit(name, time) {
        Some(finding) => Verdict::fail(finding),
        None => window::edge(look, name, time, edge),
    }
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
