//! The character classes of XML 1.0 (fifth edition): Char (§2.2), NameStartChar and NameChar (§2.3), white space.

/// `S`: space, tab, line feed, carriage return.
pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// `Char`: what a document may contain at all.
pub(crate) fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// The first character that is no `Char`, with its byte offset.
pub(crate) fn first_forbidden(text: &str) -> Option<(usize, char)> {
    if !any(text, |byte| is_control(byte) | (byte == 0xEF)) {
        return None;
    }
    text.char_indices().find(|(_, c)| !is_char(*c))
}

fn is_control(byte: u8) -> bool {
    (byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != b'\r')
}

/// Whether any byte is of that kind. Blocks are looked at as a whole, which compiles to a few vector instructions; the last one
/// overlaps the one before.
#[inline]
pub(crate) fn any(text: &str, is: impl Fn(u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    match bytes.len() {
        0..8 => bytes.iter().any(|byte| is(*byte)),
        8..16 => at_ends::<8>(bytes, &is),
        16..32 => at_ends::<16>(bytes, &is),
        _ => bytes.as_chunks::<32>().0.iter().any(|block| within(block, &is)) || at_ends::<32>(bytes, &is),
    }
}

#[inline(always)]
fn within<const N: usize>(block: &[u8; N], is: impl Fn(u8) -> bool) -> bool {
    block.iter().fold(0u8, |found, byte| found | u8::from(is(*byte))) != 0
}

#[inline(always)]
fn at_ends<const N: usize>(bytes: &[u8], is: impl Fn(u8) -> bool) -> bool {
    let blocks = [bytes.first_chunk::<N>(), bytes.last_chunk::<N>()];
    blocks.into_iter().flatten().any(|block| within(block, &is))
}

/// What an ASCII byte may be in a name; no other byte has any of these.
const NAME_START: u8 = 1;
const NAME: u8 = 2;
/// It ends what is taken as a name within a tag, right or wrong.
const NAME_ENDS: u8 = 4;

const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        let b = byte as u8;
        if b.is_ascii_alphabetic() || b == b'_' {
            classes[byte] |= NAME_START;
        }
        if b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.') {
            classes[byte] |= NAME;
        }
        if matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b'=' | b'/' | b'"' | b'\'' | b'<' | b'>') {
            classes[byte] |= NAME_ENDS;
        }
        byte += 1;
    }
    classes
};

fn is(byte: u8, class: u8) -> bool {
    CLASSES.get(byte as usize).is_some_and(|classes| classes & class != 0)
}

/// How many bytes at the start of `text` are taken as a name within a tag, right or wrong.
pub(crate) fn name_token(text: &str) -> usize {
    text.bytes().position(|byte| is(byte, NAME_ENDS)).unwrap_or(text.len())
}

/// How many bytes at the start of `text` form an `NCName` (a name without a colon); 0 if none.
pub(crate) fn ncname_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ascii = bytes.iter().take_while(|b| is(**b, NAME)).count();
    let starts = bytes.first().is_some_and(|b| is(*b, NAME_START));
    match bytes.get(ascii) {
        Some(b) if !b.is_ascii() => ncname_length_of_any(text),
        _ if starts => ascii,
        _ => 0,
    }
}

fn ncname_length_of_any(text: &str) -> usize {
    let mut chars = text.char_indices();
    match chars.next() {
        Some((_, c)) if is_name_start(c) => {}
        _ => return 0,
    }
    chars.find(|(_, c)| !is_name_char(*c)).map_or(text.len(), |(at, _)| at)
}

fn is_name_start(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '_' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

fn is_name_char(c: char) -> bool {
    is_name_start(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}
