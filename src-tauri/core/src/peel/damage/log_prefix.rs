//! A message that a log wrote over many lines, each with a time and more before it.

use super::{Repair, is_blob_byte, repaired};
use crate::case::{Case, Layer};
use crate::peel::excerpts::is_address_byte;
use crate::peel::form::{Bid, Form};
use crate::peel::unwrapped::Unwrapped;
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "log_prefix",
    title: "A message over several lines of a log, each with a time before it",
    example: "Nov 23 08:02:11 sp1 app: PHNhbWxwOlJlc3Bv\nNov 23 08:02:11 sp1 app: bnNlIElEPSJfMSI+",
    surest: 91,
    needs: b"\n",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    if prefixes(&layer.bytes, LOOKED_AT).is_some() {
        Bid::new(91, "all its lines start alike, with numbers")
    } else {
        None
    }
}

/// Lines that are looked at before it is believed.
const LOOKED_AT: usize = 40;

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let Some(prefixes) = prefixes(&layer.bytes, usize::MAX) else { return Vec::new() };
    let mut out = Unwrapped::default();
    let first = prefixes.first().map_or(0..0, |line| line.start..line.start + line.prefix);
    for line in prefixes {
        out.stretch(&layer.bytes, line.start + line.prefix..line.end, 0);
    }
    let says = "A log put a time and more before each line; that was left aside.".to_owned();
    repaired(case, id, Repair { id: "log-prefix", says, at: first, out })
}

/// A line, and how much of it is prefix.
struct Line {
    start: usize,
    prefix: usize,
    end: usize,
}

/// The lines with their prefixes, where all start alike and what follows is one message.
fn prefixes(bytes: &[u8], most: usize) -> Option<Vec<Line>> {
    let starts =
        bytes.first().is_some_and(|first| first.is_ascii_alphanumeric() || matches!(first, b'[' | b'<'));
    let mut lines = lines(bytes).filter(|(start, end)| !blank(bytes, *start, *end));
    let (first, second) = (lines.next().filter(|_| starts)?, lines.next()?);
    let text = |(start, end): (usize, usize)| bytes.get(start..end).unwrap_or_default();
    let alike = alike(text(first), text(second)).filter(|len| *len >= SHORTEST)?;
    let pattern: Vec<u8> = shape(text(first).get(..alike)?);
    let digits = pattern.iter().filter(|byte| **byte == b'0').count();
    let all = std::iter::once(first).chain(std::iter::once(second)).chain(lines).take(most);
    let cut: Vec<Line> = all
        .map(|(start, end)| Some(Line { start, prefix: matching(text((start, end)), &pattern)?, end }))
        .collect::<Option<_>>()?;
    let fewest = if pattern.ends_with(b"| ") { 2 } else { ALIKE };
    let named = bytes.first().is_some_and(|first| *first != b'<') && cut.len() >= fewest;
    if digits < DIGITS && !named {
        return None;
    }
    let rests = cut.iter().map(|line| text((line.start + line.prefix, line.end)).trim_ascii());
    one_message(rests).then_some(cut)
}

/// Bytes of a prefix, at least, and numbers in it.
const SHORTEST: usize = 8;
const DIGITS: usize = 3;

/// Lines that start alike without numbers, as those of a container's log do, at least.
const ALIKE: usize = 3;

fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        at += length;
        Some((at - length, at))
    })
}

fn blank(bytes: &[u8], start: usize, end: usize) -> bool {
    bytes.get(start..end).unwrap_or_default().trim_ascii().is_empty()
}

/// A text with each number in it written as one 0.
fn shape(text: &[u8]) -> Vec<u8> {
    let mut shape: Vec<u8> = Vec::with_capacity(text.len());
    for byte in text {
        match (byte.is_ascii_digit(), shape.last()) {
            (true, Some(b'0')) => {}
            (true, _) => shape.push(b'0'),
            (false, _) => shape.push(*byte),
        }
    }
    shape
}

/// How much of the first line is a prefix of both: up to a character that ends one.
fn alike(first: &[u8], second: &[u8]) -> Option<usize> {
    let (mut a, mut b) = (0, 0);
    while let (Some(x), Some(y)) = (first.get(a), second.get(b)) {
        match (x.is_ascii_digit(), y.is_ascii_digit()) {
            (true, true) => (a, b) = (past_digits(first, a), past_digits(second, b)),
            (false, false) if x == y => (a, b) = (a + 1, b + 1),
            _ => break,
        }
    }
    let ends = |byte: &u8| matches!(byte, b' ' | b'\t' | b':' | b']' | b'|' | b'>');
    first.get(..a)?.iter().rposition(ends).map(|at| at + 1)
}

fn past_digits(bytes: &[u8], at: usize) -> usize {
    at + bytes.get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// How much of a line the pattern takes.
fn matching(line: &[u8], pattern: &[u8]) -> Option<usize> {
    pattern.iter().try_fold(0, |at, wanted| match line.get(at)? {
        digit if *wanted == b'0' && digit.is_ascii_digit() => Some(past_digits(line, at)),
        byte if byte == wanted => Some(at + 1),
        _ => None,
    })
}

/// Whether the rests of the lines are one base64 text, token, URL, or markup or JSON over several lines.
fn one_message<'a>(mut rests: impl Iterator<Item = &'a [u8]>) -> bool {
    let Some(first) = rests.next() else { return false };
    if first.starts_with(b"<") || first == b"{" || first.starts_with(b"{\"") {
        return rests.next().is_some_and(|second| !second.starts_with(b"{\""));
    }
    if first.starts_with(b"-----BEGIN ") {
        return true;
    }
    if first.starts_with(b"http") {
        return rests
            .all(|rest| !rest.starts_with(b"http") && rest.iter().all(|byte| is_address_byte(*byte)));
    }
    first.len() >= 16
        && std::iter::once(first).chain(rests).all(|rest| rest.iter().all(|byte| is_blob_byte(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rests(text: &str) -> Option<Vec<&str>> {
        let cut = prefixes(text.as_bytes(), usize::MAX)?;
        Some(cut.iter().map(|line| text[line.start + line.prefix..line.end].trim()).collect())
    }

    #[test]
    fn what_all_lines_start_with_is_a_prefix() {
        let log = "Nov 23 08:02:11 sp1 app[911]: DEBUG SAMLResponse(1/2) PHNhbWxwOlJlc3BvbnNl\n\
                   Nov 23 08:02:12 sp1 app[911]: DEBUG SAMLResponse(2/2) PHNhZg==\n";
        assert_eq!(rests(log).unwrap(), ["PHNhbWxwOlJlc3BvbnNl", "PHNhZg=="]);
        let xml = "2026-11-23T08:02:11.001Z DEBUG <a>\n2026-11-23T08:02:11.002Z DEBUG   <b/>\n2026-11-23T08:02:11.002Z DEBUG </a>";
        assert_eq!(rests(xml).unwrap(), ["<a>", "<b/>", "</a>"]);
        assert_eq!(
            rests("2026-11-23 08:02:11 user alice signed in\n2026-11-23 08:02:12 user bob signed in"),
            None
        );
        assert_eq!(rests("<a>\n<a>\n<a>"), None);
    }
}
