//! The lines of a mail reply, each with `> ` before it.

use super::form::{Bid, Form};
use super::unwrapped::Unwrapped;
use crate::case::{Case, Layer, LayerKind};
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "mail_quote",
    title: "Lines of a mail reply",
    example: "> PHNhbWxwOlJlc3BvbnNl\n> IElEPSJfMSI+",
    surest: 92,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    if layer.holds.has(b'>') {
        by_angles(&layer.bytes)
    } else if layer.holds.has(b'|') && is_barred(&layer.bytes) {
        Bid::new(92, "its lines start with |")
    } else {
        None
    }
}

fn by_angles(bytes: &[u8]) -> Option<Bid> {
    if bytes.first() != Some(&b'>') && memchr::memmem::find(bytes, b"\n>").is_none() {
        return None;
    }
    let (quoted, all) = lines(bytes)
        .fold((0, 0), |(quoted, all), line| (quoted + usize::from(line.first() == Some(&b'>')), all + 1));
    if quoted > 0 && quoted * 10 >= all * 9 {
        return Bid::new(92, "its lines start with >");
    }
    let words = bytes.trim_ascii_start().first().is_some_and(u8::is_ascii_alphanumeric);
    if quoted >= 2 && words { Bid::new(16, "some of its lines start with >") } else { None }
}

/// Lines that hold anything.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty())
}

/// Whether all lines start with a bar, and none ends with one, as the rows of a table do.
fn is_barred(bytes: &[u8]) -> bool {
    bytes.first() == Some(&b'|')
        && lines(bytes).nth(1).is_some()
        && lines(bytes).all(|line| line.first() == Some(&b'|') && line.trim_ascii_end().last() != Some(&b'|'))
}

/// What stands before each quoted line: so many marks, each with a space behind it or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Marks {
    mark: u8,
    depth: usize,
    spaced: bool,
}

impl Marks {
    /// What all quoted lines have in common: a line may start with further marks or spaces of its own.
    fn of(bytes: &[u8]) -> Marks {
        let mark = if lines(bytes).any(|line| line.first() == Some(&b'>')) { b'>' } else { b'|' };
        let quoted = || lines(bytes).filter(move |line| line.first() == Some(&mark));
        let depth = quoted().map(|line| depth(line, mark)).min().unwrap_or(0);
        let bare = Marks { mark, depth, spaced: false };
        let spaced = quoted().all(|line| {
            let rest = line.get(bare.len(line)..).unwrap_or_default();
            matches!(rest.trim_ascii_end(), [] | [b' ', ..])
        });
        Marks { spaced, ..bare }
    }

    /// How many bytes of a line they are.
    fn len(self, line: &[u8]) -> usize {
        let mut at = 0;
        for taken in 0..self.depth {
            let skipped = if taken > 0 && line.get(at) == Some(&b' ') { 1 } else { 0 };
            if line.get(at + skipped) != Some(&self.mark) {
                break;
            }
            at += skipped + 1;
        }
        at + usize::from(self.spaced && at > 0 && line.get(at) == Some(&b' '))
    }
}

/// How many marks a line starts with, each with at most one space before it.
fn depth(line: &[u8], mark: u8) -> usize {
    let (mut at, mut depth) = (0, 0);
    while line.get(at) == Some(&mark) {
        depth += 1;
        at += 1;
        if line.get(at..at + 2) == Some(&[b' ', mark]) {
            at += 1;
        }
    }
    depth
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let (span, name) = (layer.span(), layer.name.clone());
    let marks = Marks::of(&layer.bytes);
    let mut out = Unwrapped::default();
    let mut at = 0;
    for line in layer.bytes.split_inclusive(|byte| *byte == b'\n') {
        out.stretch(line, marks.len(line)..line.len(), at);
        at += line.len();
    }
    let says = format!(
        "Its lines start with {}, as in a mail reply; the marks were left aside.",
        char::from(marks.mark)
    );
    case.crack(span, "mail-quote", says);
    case.add_layer(LayerKind::Repaired, &name, span, out.bytes, out.map).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unquoted(text: &str) -> Option<String> {
        FORM.opened(text)
    }

    #[test]
    fn only_the_marks_are_taken_off() {
        assert_eq!(unquoted("> a\n>  b\n> >c\n>\n").unwrap(), "a\n b\n>c\n\n");
        assert_eq!(unquoted("> > a\n> > b").unwrap(), "a\nb");
        assert_eq!(unquoted(">>a\r\n>>b\r\n").unwrap(), "a\r\nb\r\n");
        assert_eq!(unquoted("| a\n| b").unwrap(), "a\nb");
        assert_eq!(unquoted("| a | b |\n| c | d |"), None);
        assert_eq!(unquoted("see\n> a\n> b").unwrap(), "see\na\nb");
    }
}
