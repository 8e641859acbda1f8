//! Exchanges that two captures of one case tell of: they happened once, and the fuller account counts.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::case::Case;
use crate::exchange::{Exchange, Part};

/// What two accounts of one exchange agree on.
type Likeness<'c> = (&'c str, &'c str, DateTime<Utc>);

/// For each exchange the one that counts: itself, or a fuller account of it in another capture.
///
/// Of several alike in one capture the first is that of the first in another, and so on.
pub(super) fn counted(case: &Case) -> Vec<usize> {
    let mut counted: Vec<usize> = (0..case.exchanges().len()).collect();
    for alike in alike(case.exchanges()).into_values().filter(|alike| alike.len() > 1) {
        for turn in turns(case.exchanges(), &alike) {
            let full = |place: &usize| case.exchanges().get(*place).map_or(0, fullness);
            // Of equally full ones the first.
            let Some(fullest) = turn.iter().copied().rev().max_by_key(full) else { continue };
            for place in turn {
                if let Some(counts) = counted.get_mut(place) {
                    *counts = fullest;
                }
            }
        }
    }
    counted
}

fn alike(exchanges: &[Exchange]) -> HashMap<Likeness<'_>, Vec<usize>> {
    let mut alike: HashMap<Likeness, Vec<usize>> = HashMap::new();
    for (place, exchange) in exchanges.iter().enumerate() {
        let Some(start) = exchange.start() else { continue };
        let url = exchange.url.value.split('#').next().unwrap_or_default();
        alike.entry((exchange.method(), url, start)).or_default().push(place);
    }
    alike
}

/// The first of each capture, the second of each …
fn turns(exchanges: &[Exchange], alike: &[usize]) -> Vec<Vec<usize>> {
    let mut seen: HashMap<_, usize> = HashMap::new();
    let mut turns: Vec<Vec<usize>> = Vec::new();
    for place in alike {
        let Some(exchange) = exchanges.get(*place) else { continue };
        let turn = seen.entry(exchange.at.layer).or_default();
        if turns.len() <= *turn {
            turns.push(Vec::new());
        }
        if let Some(turn) = turns.get_mut(*turn) {
            turn.push(*place);
        }
        *turn += 1;
    }
    turns
}

/// How much an account tells.
fn fullness(exchange: &Exchange) -> u64 {
    let of = |part: &Part| {
        let body = part.body.as_ref().and_then(|body| body.at).map_or(0, |at| at.len());
        part.headers.bytes + u64::from(body)
    };
    of(&exchange.request) + of(&exchange.answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Paste, peel};

    fn har(headers: &str) -> String {
        let entry = |start: &str| {
            format!(
                r#"{{"startedDateTime":"{start}","request":{{"method":"GET","url":"https://a.example/","headers":[{headers}]}},"response":{{"status":200}}}}"#
            )
        };
        let (first, second) = (entry("2026-03-10T08:15:30Z"), entry("2026-03-10T08:15:31Z"));
        format!(r#"{{"log":{{"entries":[{first},{first},{second}]}}}}"#)
    }

    #[test]
    fn the_fuller_of_two_accounts_counts_and_what_one_capture_tells_twice_is_two() {
        let full = har(r#"{"name":"Cookie","value":"a=b"}"#);
        let case = peel::peel(vec![Paste::capture("a.har", har("")), Paste::capture("b.har", full)]);
        assert_eq!(counted(&case), [3, 4, 5, 3, 4, 5]);
        let alone = peel::peel(vec![Paste::capture("a.har", har(""))]);
        assert_eq!(counted(&alone), [0, 1, 2]);
    }
}
