//! Quotation marks and dashes that an office program made out of the plain ones.

use std::ops::Range;

use super::setting::{Language, Setting, Settings};
use super::{Repair, blob_after, blob_before, repaired};
use crate::case::{Case, Layer};
use crate::peel::form::{Bid, Form};
use crate::peel::unwrapped::Unwrapped;
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "typographic",
    title: "Typographic quotation marks or dashes where plain ones belong",
    example: "<samlp:Response ID=“_1” Version=“2.0”>",
    surest: 94,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    let text = if layer.holds.has_any(FIRST_BYTES) { layer.text() } else { None }?;
    if unwrap(text, true).is_some() {
        Bid::new(94, "typographic quotation marks stand around values")
    } else {
        None
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some((first, out)) = case.layer(id).and_then(Layer::text).and_then(|text| unwrap(text, false)) else {
        return Vec::new();
    };
    let says = "An office program made typographic quotation marks or dashes out of the plain ones; they were read as the \
                plain ones."
        .to_owned();
    repaired(case, id, Repair { id: "typographic", says, at: first, out })
}

/// The bytes with which the characters begin that are looked for, in UTF-8.
const FIRST_BYTES: &[u8] = b"\xC2\xE2";

/// The plain mark that a typographic one was made of.
fn plain(character: char) -> Option<u8> {
    match character {
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => Some(b'"'),
        '‘' | '’' | '‚' | '‛' | '′' | '‹' | '›' => Some(b'\''),
        _ => None,
    }
}

fn is_dash(character: char) -> bool {
    matches!(character, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The text with plain marks, and where the first of the others stood; `None` where there is none to put right.
fn unwrap(text: &str, only_look: bool) -> Option<(Range<usize>, Unwrapped)> {
    let mut settings = Settings::new(Language::of(text.trim_start().as_bytes().first().copied()));
    let (mut first, mut out, mut kept) = (None, Unwrapped::default(), 0);
    let mut open: Option<u8> = None;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        if at < kept {
            continue;
        }
        let Some((mark, until)) = replacement(text, at, character, settings.here(), open) else {
            if character.is_ascii() {
                settings.take(character as u8);
            }
            continue;
        };
        first.get_or_insert(at..end);
        if only_look {
            break;
        }
        out.stretch(text.as_bytes(), kept..at, 0);
        out.unit(mark.as_bytes(), at, until - at);
        if let [quote] = mark.as_bytes() {
            open = if open.is_some() { None } else { Some(*quote) };
            settings.take(*quote);
        }
        kept = until;
    }
    out.stretch(text.as_bytes(), kept..text.len(), 0);
    first.map(|first| (first, out))
}

/// What a character at `at` is read as, and where what it replaces ends.
fn replacement(
    text: &str,
    at: usize,
    character: char,
    setting: Setting,
    open: Option<u8>,
) -> Option<(&'static str, usize)> {
    if is_dash(character) {
        return armour(text, at);
    }
    let mark = plain(character)?;
    let end = at + character.len_utf8();
    let belongs = match (setting, open) {
        (Setting::Tag | Setting::Syntax, _) => true,
        // A value that a typographic mark opened ends with one; a mark of the other kind belongs to the value.
        (Setting::Content, Some(open)) => mark == open,
        (Setting::Content, None) => false,
        (Setting::Text, _) => around_a_blob(text.as_bytes(), at..end),
    };
    let mark = if mark == b'"' { "\"" } else { "'" };
    belongs.then_some((mark, end))
}

/// Bytes that show that a mark stands at the edge of a message and not of a word.
const NEAR: usize = 24;

fn around_a_blob(bytes: &[u8], at: Range<usize>) -> bool {
    let opens = matches!(bytes.get(at.end), Some(b'<' | b'{'))
        || matches!(bytes.get(at.start.wrapping_sub(1)), Some(b'>' | b'}'));
    let address =
        bytes.get(at.end..).is_some_and(|rest| rest.starts_with(b"http://") || rest.starts_with(b"https://"));
    opens || address || blob_before(bytes, at.start, NEAR) == NEAR || blob_after(bytes, at.end, NEAR) == NEAR
}

/// The dashes around a PEM label, of which an office program made fewer and longer ones.
fn armour(text: &str, at: usize) -> Option<(&'static str, usize)> {
    let dashes = |c: char| is_dash(c) || c == '-';
    let rest = text.get(at..)?;
    let after = rest.trim_start_matches(dashes);
    let before = text.get(..at)?.trim_end_matches(dashes);
    let opens = after.starts_with("BEGIN ") || after.starts_with("END ");
    let label =
        before.rsplit('\n').next().is_some_and(|line| line.contains("BEGIN ") || line.contains("END "));
    // What plain dashes stand before is kept, so that only the first of a group speaks.
    let first = before.len() == at;
    (first && (opens || label)).then_some(("-----", at + rest.len() - after.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        unwrap(text, false).map(|(_, out)| String::from_utf8(out.bytes).unwrap())
    }

    #[test]
    fn marks_at_the_edge_of_values_are_plain_ones() {
        assert_eq!(read("<a b=“x’y” c=‘1’>“no”</a>").unwrap(), "<a b=\"x’y\" c='1'>“no”</a>");
        assert_eq!(read("{“a”: “b”}").unwrap(), "{\"a\": \"b\"}");
        assert_eq!(
            read("“eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.e30.c2ln”").unwrap(),
            "\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.e30.c2ln\""
        );
        assert_eq!(read("It’s “broken”"), None);
        assert_eq!(read("<a b=\"x’y\">it’s</a>"), None);
    }

    #[test]
    fn dashes_around_a_label() {
        let text = "—–BEGIN CERTIFICATE—–\nMIIC\n—–END CERTIFICATE—–";
        assert_eq!(read(text).unwrap(), "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----");
    }
}
