//! Attributes as a start tag writes them: the grammar of §3.1, and the normalisation of values (§3.3.3).

use super::Reading;
use super::characters::{any, is_space, name_token};
use super::decode::Decoding;
use super::reference::shortened;
use super::start_tag::Form;
use crate::problem::ProblemKind;
use crate::tree::Value;
use std::ops::Range;

/// Where one attribute and its parts stand; the value without its quotes.
pub(super) struct Found {
    pub(super) whole: Range<usize>,
    pub(super) name: Range<usize>,
    pub(super) value: Range<usize>,
}

impl Reading<'_> {
    /// The next attribute from `at`, which moves past it; what is no attribute is reported and passed over.
    pub(super) fn next_attribute(&mut self, at: &mut usize, end: usize, form: Form) -> Option<Found> {
        while !self.stopped {
            let before = *at;
            *at += self.spaces(*at, end);
            if *at >= end {
                return None;
            }
            let start = *at;
            let length = name_token(self.raw(start..end));
            if length == 0 {
                self.report_stray(start, end, form);
                *at = self.after_stray(start, end);
                continue;
            }
            if before == start {
                self.report_missing_space(start);
            }
            match self.attribute_at(start, start + length, end) {
                Some(found) => {
                    *at = found.whole.end;
                    return Some(found);
                }
                // What the text ends within is no attribute yet.
                None if form == Form::Cut => return None,
                None => *at = self.bad_attribute(start, start + length, end),
            }
        }
        None
    }

    fn attribute_at(&self, start: usize, name_end: usize, end: usize) -> Option<Found> {
        let equals = name_end + self.spaces(name_end, end);
        let has_equals = self.raw(equals..end).starts_with('=');
        let open = equals + 1 + self.spaces(equals + 1, end);
        let quote = self.raw(open..end).bytes().next().filter(|b| matches!(b, b'"' | b'\''));
        let length = quote.and_then(|quote| memchr::memchr(quote, self.raw(open + 1..end).as_bytes()));
        let (true, Some(length)) = (has_equals, length) else { return None };
        let value = open + 1..open + 1 + length;
        Some(Found { whole: start..value.end + 1, name: start..name_end, value })
    }

    /// The normalised value: references resolved, each line end and tab a space.
    pub(super) fn attribute_value(&mut self, at: Range<usize>) -> Value {
        let raw = self.raw(at.clone());
        if !any(raw, |b| (b == b'&') | (b == b'<') | (b == b'\t') | (b == b'\n') | (b == b'\r')) {
            return Value::plain(at.start, at.end);
        }
        let decoding = Decoding::begin(&self.document, at.start);
        let mut from = 0;
        while let Some(rest) = raw.get(from..).filter(|rest| !rest.is_empty()) {
            let plain = rest.bytes().position(|b| matches!(b, b'&' | b'<' | b'\t' | b'\n' | b'\r'));
            let plain = plain.unwrap_or(rest.len());
            decoding.copy(&mut self.document, rest.get(..plain).unwrap_or(""));
            from += plain;
            from += self.special(decoding, rest.get(plain..).unwrap_or(""), at.start + from);
        }
        decoding.finish(&self.document, at.end)
    }

    /// Decodes the character at the start of `rest` that does not stand for itself; how many bytes it took.
    fn special(&mut self, decoding: Decoding, rest: &str, at: usize) -> usize {
        match rest.as_bytes() {
            [] => 0,
            [b'&', ..] => self.reference_in_value(decoding, rest, at),
            [b'<', ..] => {
                let says = "A < stands in an attribute's value, where XML wants &lt;.".to_owned();
                self.report(ProblemKind::LessThanInAttribute, at..at + 1, says);
                decoding.copy(&mut self.document, "<");
                1
            }
            [b'\r', b'\n', ..] => {
                decoding.unit(&mut self.document, ' ', 2);
                2
            }
            _ => {
                decoding.unit(&mut self.document, ' ', 1);
                1
            }
        }
    }

    fn reference_in_value(&mut self, decoding: Decoding, rest: &str, at: usize) -> usize {
        let stop = rest.bytes().skip(1).position(|b| matches!(b, b';' | b'&' | b'<') || is_space(b));
        let raw = stop.and_then(|stop| rest.get(..stop + 2)).filter(|raw| raw.ends_with(';'));
        let Some(raw) = raw else {
            let says = "An & starts no reference: in a value it must be written &amp;.".to_owned();
            self.report(ProblemKind::BadReference, at..at + 1, says);
            decoding.copy(&mut self.document, "&");
            return 1;
        };
        match self.resolve(raw, at..at + raw.len()) {
            Some(c) => decoding.unit(&mut self.document, c, raw.len()),
            None => decoding.copy(&mut self.document, raw),
        }
        raw.len()
    }

    fn report_stray(&mut self, start: usize, end: usize, form: Form) {
        if form == Form::Cut {
            return;
        }
        let stray = shortened(self.raw(start..self.after_stray(start, end)));
        let says = format!("“{stray}” does not belong in a tag here.");
        self.report(ProblemKind::BadTag, start..start + 1, says);
    }

    /// Past a quoted string with the `=` before it, or past one character that can start no name.
    fn after_stray(&self, start: usize, end: usize) -> usize {
        let equals = usize::from(self.raw(start..end).starts_with('='));
        let open = start + equals + if equals > 0 { self.spaces(start + equals, end) } else { 0 };
        let rest = self.raw(open..end);
        let quoted = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let closing = quoted.and_then(|quote| rest.get(1..).and_then(|inner| inner.find(quote)));
        closing.map_or(start + 1, |length| open + length + 2)
    }

    fn report_missing_space(&mut self, at: usize) {
        let says = "White space is missing before this attribute.".to_owned();
        self.report(ProblemKind::MissingSpace, at..at, says);
    }

    /// Reports an attribute without a quoted value; where to go on, past an unquoted one.
    fn bad_attribute(&mut self, start: usize, name_end: usize, end: usize) -> usize {
        let says = format!("The attribute {} has no quoted value.", shortened(self.raw(start..name_end)));
        self.report(ProblemKind::BadAttribute, start..name_end, says);
        let equals = name_end + self.spaces(name_end, end);
        if !self.raw(equals..end).starts_with('=') {
            return name_end;
        }
        let value = equals + 1 + self.spaces(equals + 1, end);
        value + name_token(self.raw(value..end))
    }

    fn spaces(&self, from: usize, end: usize) -> usize {
        self.raw(from..end.max(from)).bytes().take_while(|b| is_space(*b)).count()
    }
}
