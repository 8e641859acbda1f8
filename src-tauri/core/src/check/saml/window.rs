//! Holds a bound of time against the instant, with the tolerance; says so where only the tolerance saves it.

use std::fmt::Write;

use chrono::{DateTime, TimeDelta, Utc};

use crate::check::guide::how;
use crate::check::{Finding, Giving, Look, Need, Verdict};
use crate::decode::{Spanned, Time};
use crate::instant::stamp;

/// Which end of a window a time is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Edge {
    /// The window holds from this instant on.
    Opens,
    /// The window holds before this instant.
    Closes,
}

/// Whether the instant lies on the right side of a bound.
pub(in crate::check) fn edge(look: &Look, name: &str, time: &Spanned<Time>, edge: Edge) -> Verdict {
    let Some(at) = time.value.instant else { return Verdict::fail(malformed(name, time)) };
    let over = match edge {
        Edge::Opens => at - look.now,
        Edge::Closes => look.now - at,
    };
    let (holds, holds_with_skew) = match edge {
        Edge::Opens => (over <= TimeDelta::zero(), over <= look.skew),
        Edge::Closes => (over < TimeDelta::zero(), over < look.skew),
    };
    let finding = finding(look, time, at, edge);
    match (holds, holds_with_skew) {
        (true, _) => Verdict::pass(finding(format!("{name} holds, by {}.", in_words(-over)))),
        (false, true) => Verdict::pass(finding(format!(
            "{name} holds only thanks to the tolerance of {}: it misses by {}.",
            in_words(look.skew),
            in_words(over)
        ))),
        (false, false) if edge == Edge::Closes && look.may_have_held(at) => arrival(look, name, at),
        (false, false) => Verdict::fail(finding(missed(look, name, at, over, edge))),
    }
}

/// What tells whether something held that is over by now, where nothing says when the message arrived.
pub(in crate::check) fn arrival(look: &Look, name: &str, ended: DateTime<Utc>) -> Verdict {
    let earliest = look.arrived_after.filter(|at| *at > DateTime::UNIX_EPOCH).unwrap_or(ended);
    Verdict::needs(Need {
        what: "the time at which the message arrived".to_owned(),
        why: format!(
            "{name} {} is over for {} by the clock of this machine; whether it held when the message arrived, only the time of \
             the sign-in tells.",
            stamp(ended),
            in_words(look.now - ended)
        ),
        how: how(
            "set the instant, or drop the HAR of the sign-in, which has its own time",
            &format!("--at {}, or whenever it was", stamp(earliest)),
        ),
        get: None,
        decides: true,
        give: Giving::Instant,
        key: None,
    })
}

fn missed(look: &Look, name: &str, at: DateTime<Utc>, over: TimeDelta, edge: Edge) -> String {
    let (is, when) = match edge {
        Edge::Opens => ("lies", "ahead of"),
        Edge::Closes => ("lies", "before"),
    };
    let (over, skew) = (in_words(over), in_words(look.skew));
    format!(
        "{name} {} {is} {over} {when} the instant {}, more than the tolerance of {skew}.",
        stamp(at),
        stamp(look.now)
    )
}

fn finding<'t>(
    look: &Look,
    time: &'t Spanned<Time>,
    at: DateTime<Utc>,
    edge: Edge,
) -> impl FnOnce(String) -> Finding + use<'t> {
    let expected = match edge {
        Edge::Opens => format!("not after {} (the instant and the tolerance)", stamp(look.now + look.skew)),
        Edge::Closes => {
            format!("later than {} (the instant without the tolerance)", stamp(look.now - look.skew))
        }
    };
    let odd = time.value.problem;
    move |says| {
        let says = match odd {
            Some(odd) => says + " " + odd,
            None => says,
        };
        Finding::new(says).at(time.at).expected(expected).observed(stamp(at))
    }
}

/// A time that names no instant.
pub(super) fn malformed(name: &str, time: &Spanned<Time>) -> Finding {
    let problem = time.value.problem.unwrap_or("It names no instant.");
    Finding::new(format!("{name} is “{}”. {problem}", super::identify::quoted(&time.value.lexical)))
        .at(time.at)
        .expected("a time such as 2026-01-31T12:00:00Z")
        .observed(time.value.lexical.clone())
}

/// A stretch of time as people say it: its two largest units.
pub(crate) fn in_words(delta: TimeDelta) -> String {
    let seconds = delta.num_seconds().unsigned_abs();
    if seconds == 0 {
        return if delta.is_zero() { "0 s" } else { "less than a second" }.to_owned();
    }
    let units = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")];
    let (mut rest, mut words, mut told) = (seconds, String::new(), 0);
    for (size, unit) in units {
        let count = rest / size;
        rest %= size;
        if count > 0 && told < 2 {
            let between = if told > 0 { " " } else { "" };
            // Writing into a string can't fail.
            let _ = write!(words, "{between}{count} {unit}");
            told += 1;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_largest_units() {
        let words = |seconds| in_words(TimeDelta::seconds(seconds));
        assert_eq!(words(0), "0 s");
        assert_eq!(words(180), "3 min");
        assert_eq!(words(-7_325), "2 h 2 min");
        assert_eq!(words(90_061), "1 d 1 h");
        assert_eq!(in_words(TimeDelta::milliseconds(300)), "less than a second");
    }
}
