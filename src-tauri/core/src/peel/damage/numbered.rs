//! A message whose lines an editor or a terminal numbered.

use std::ops::Range;

use super::{Repair, repaired};
use crate::case::{Case, Layer};
use crate::peel::form::{Bid, Form};
use crate::peel::unwrapped::Unwrapped;
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "numbered",
    title: "A message whose lines are numbered",
    example: "     1\tPHNhbWxwOlJlc3BvbnNl\n     2\tIElEPSJfMSI+",
    surest: 91,
    needs: b"\n",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    if numbers(&layer.bytes, LOOKED_AT).is_some() {
        Bid::new(91, "its lines are numbered one by one")
    } else {
        None
    }
}

/// Lines that are looked at before it is believed, and that it takes.
const LOOKED_AT: usize = 40;
const FEWEST: usize = 3;

/// Where the number of each line stands, with what follows it, where each is one more than the one before.
fn numbers(bytes: &[u8], most: usize) -> Option<Vec<Range<usize>>> {
    let first = *bytes.trim_ascii_start().first()?;
    if !first.is_ascii_digit() {
        return None;
    }
    let (mut at, mut next, mut found) = (0, None, Vec::new());
    for line in bytes.split_inclusive(|byte| *byte == b'\n').take(most) {
        if !line.trim_ascii().is_empty() {
            let (number, len) = number(line)?;
            if next.is_some_and(|next| next != number) {
                return None;
            }
            next = Some(number + 1);
            found.push(at..at + len);
        }
        at += line.len();
    }
    (found.len() >= FEWEST).then_some(found)
}

/// The number that a line starts with, and how long it is with what stands around it.
fn number(line: &[u8]) -> Option<(u32, usize)> {
    let lead = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let digits = line.get(lead..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = std::str::from_utf8(line.get(lead..lead + digits)?).ok()?.parse().ok()?;
    let rest = line.get(lead + digits..)?;
    let behind = match rest {
        [b'\t', ..] => 1,
        [b':' | b'.' | b')' | b'|', b' ' | b'\t', ..] => 2,
        [b' ', b'|', b' ', ..] => 3,
        [b' ', ..] => rest.iter().take_while(|byte| **byte == b' ').count(),
        _ => return None,
    };
    Some((number, lead + digits + behind))
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let Some(numbers) = numbers(&layer.bytes, usize::MAX) else { return Vec::new() };
    let first = numbers.first().cloned().unwrap_or(0..0);
    let (mut out, mut kept) = (Unwrapped::default(), 0);
    for number in numbers {
        out.stretch(&layer.bytes, kept..number.start, 0);
        kept = number.end;
    }
    out.stretch(&layer.bytes, kept..layer.bytes.len(), 0);
    let says = "Its lines are numbered, as an editor shows them; the numbers were left aside.".to_owned();
    repaired(case, id, Repair { id: "numbered", says, at: first, out })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_is_one_more() {
        assert_eq!(numbers(b"  9\tPHN\n 10\tabc\n 11\tx", 9).unwrap(), [0..4, 8..12, 16..20]);
        assert_eq!(numbers(b"1: a\n2: b\n4: c", 9), None);
        assert_eq!(numbers(b"2026-11-23 a\n2026-11-23 b\n2026-11-23 c", 9), None);
        assert_eq!(numbers(b"1 a\n2 b", 9), None);
    }
}
