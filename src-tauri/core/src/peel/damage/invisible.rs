//! Spaces that are none: non-breaking and zero-width characters that an office program or a chat put into the text.

use super::setting::{Language, Setting, Settings};
use super::{Repair, blob_after, blob_before, repaired};
use crate::case::{Case, Layer};
use crate::peel::form::{Bid, Form};
use crate::peel::unwrapped::Unwrapped;
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "invisible",
    title: "Non-breaking or zero-width spaces in a message",
    example: "PHNhbWxwOlJlc3Bv\u{a0}bnNlIElEPSJfMSI+",
    surest: 94,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    let text = if layer.holds.has_any(FIRST_BYTES) { layer.text() } else { None }?;
    if unwrap(text, true).is_some() {
        Bid::new(94, "characters that nobody sees stand in a message")
    } else {
        None
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(unwrapped) = case.layer(id).and_then(Layer::text).and_then(|text| unwrap(text, false)) else {
        return Vec::new();
    };
    let says = "Characters that nobody sees, such as non-breaking spaces, stand in it; an office program or a chat puts them \
                in. They were left aside."
        .to_owned();
    repaired(case, id, Repair { id: "invisible", says, at: unwrapped.first, out: unwrapped.out })
}

struct Cleaned {
    first: std::ops::Range<usize>,
    out: Unwrapped,
}

/// What an invisible character is taken for.
fn stands_for(character: char) -> Option<&'static str> {
    match character {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(" "),
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}' => Some(""),
        _ => None,
    }
}

/// The bytes with which the characters begin that `stands_for` knows, in UTF-8.
const FIRST_BYTES: &[u8] = b"\xC2\xE2\xE3\xEF";

/// A text without what is invisible and can't stand where it does; `None` where there is none of it.
///
/// With `only_look`, it stops at the first.
fn unwrap(text: &str, only_look: bool) -> Option<Cleaned> {
    let seen = text.trim_start_matches(|c: char| c.is_whitespace() || stands_for(c).is_some());
    let start = text.len() - seen.len();
    let mut settings = Settings::new(Language::of(seen.as_bytes().first().copied()));
    let mut cleaned: Option<Cleaned> = None;
    let (mut out, mut kept) = (Unwrapped::default(), 0);
    let every_space = took_every_space(text);
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let near = if cleaned.is_some() { 1 } else { NEAR };
        match stands_for(character).filter(|_| {
            at < start || every_space || is_damage(text.as_bytes(), at..end, settings.here(), near)
        }) {
            None if character.is_ascii() => settings.take(character as u8),
            None => {}
            Some(space) => {
                let first = cleaned.map_or(at..end, |cleaned| cleaned.first);
                cleaned = Some(Cleaned { first, out: Unwrapped::default() });
                if only_look {
                    return cleaned;
                }
                out.stretch(text.as_bytes(), kept..at, 0);
                let inside = !every_space
                    && settings.here() == Setting::Text
                    && blob_before(text.as_bytes(), at, 1) > 0
                    && blob_after(text.as_bytes(), end, 1) > 0;
                out.unit(if inside { b"" } else { space.as_bytes() }, at, end - at);
                kept = end;
            }
        }
    }
    out.stretch(text.as_bytes(), kept..text.len(), 0);
    cleaned.map(|cleaned| Cleaned { out, ..cleaned })
}

/// Whether non-breaking spaces stand everywhere in a text, and plain ones nowhere: nobody writes so, programs that copy do.
fn took_every_space(text: &str) -> bool {
    let bytes = text.trim_ascii().as_bytes();
    memchr::memchr(b' ', bytes).is_none() && {
        let between_words = |at: &usize| {
            let next_to = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
            next_to(bytes.get(at.wrapping_sub(1))) && next_to(bytes.get(at + 2))
        };
        let found = memchr::memmem::find_iter(bytes, "\u{a0}".as_bytes()).filter(between_words);
        found.take(EVERYWHERE).count() == EVERYWHERE && words(bytes)
    }
}

/// Whether a text is no blob: a blob has no spaces of its own, and its pieces are long.
fn words(bytes: &[u8]) -> bool {
    let pieces = bytes.split(|byte| !byte.is_ascii_graphic()).filter(|piece| !piece.is_empty()).take(200);
    let (short, all) =
        pieces.fold((0, 0), |(short, all), piece| (short + usize::from(piece.len() < SHORT_WORD), all + 1));
    bytes.first() == Some(&b'<') || bytes.first() == Some(&b'{') || short * 2 > all
}

/// Bytes of a word, fewer than this; most words of a text are that short, even where addresses and tokens stand among them.
const SHORT_WORD: usize = 20;

/// Non-breaking spaces that show that none stands there on purpose.
const EVERYWHERE: usize = 5;

/// Bytes of a blob that show that a character stands inside it, and not between words.
const NEAR: usize = 16;

/// Whether a character can't belong where it stands; once one was found, a blob of `near` bytes beside another will do.
fn is_damage(bytes: &[u8], at: std::ops::Range<usize>, setting: Setting, near: usize) -> bool {
    match setting {
        Setting::Tag | Setting::Syntax => true,
        Setting::Content => false,
        Setting::Text => {
            blob_before(bytes, at.start, near) == near || blob_after(bytes, at.end, near) == near
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> Option<String> {
        unwrap(text, false).map(|cleaned| String::from_utf8(cleaned.out.bytes).unwrap())
    }

    #[test]
    fn spaces_between_words_stay_spaces_beside_a_long_address() {
        let address = format!("https://op.example/{}", "a".repeat(90));
        let text = format!("It failed at {address} with the words invalid nonce");
        assert_eq!(cleaned(&text.replace(' ', "\u{a0}")).unwrap(), text);
    }

    #[test]
    fn only_what_cannot_belong_is_taken_out() {
        assert_eq!(
            cleaned("PHNhbWxwOlJlc3BvbnNl\u{a0}IElEPSJf\u{200b}MSI+").unwrap(),
            "PHNhbWxwOlJlc3BvbnNlIElEPSJfMSI+"
        );
        assert_eq!(cleaned("<a\u{a0}b=\"x\u{a0}y\">x\u{a0}y</a>").unwrap(), "<a b=\"x\u{a0}y\">x\u{a0}y</a>");
        assert_eq!(cleaned("{\"a\":\u{a0}\"x\u{a0}y\"}").unwrap(), "{\"a\": \"x\u{a0}y\"}");
        assert_eq!(cleaned("it\u{a0}does not work, caf\u{e9}"), None);
        assert_eq!(cleaned("<a>x\u{a0}y</a>"), None);
        assert_eq!(
            cleaned("<a\u{a0}b='x\u{a0}y\u{a0}z'\u{a0}c='1'\u{a0}d='2'/>").unwrap(),
            "<a b='x y z' c='1' d='2'/>"
        );
        assert_eq!(
            cleaned("It\u{a0}does\u{a0}not\u{a0}work\u{a0}at\u{a0}all").unwrap(),
            "It does not work at all"
        );
        assert_eq!(cleaned("\u{200b}<a/>").unwrap(), "<a/>");
    }
}
