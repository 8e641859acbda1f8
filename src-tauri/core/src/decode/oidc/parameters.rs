//! Parameters of a query, a fragment or a form body, each with the bytes of its encoded value.

use super::{Member, Object};
use crate::decode::Spanned;
use crate::span::Span;

/// Parameters, in the order of the text.
pub struct Parameters {
    /// Name and decoded value; each span covers the encoded text.
    pub pairs: Vec<(Spanned<String>, Spanned<String>)>,
}

impl Parameters {
    /// The members of an object that stand for parameters; those that hold others are left out.
    pub(super) fn of_members(object: &Object) -> Self {
        let pair = |member: &Member| {
            let value = member.value.value.scalar().map(str::to_owned)?;
            Some((member.name.clone(), Spanned::new(value, member.value.at)))
        };
        Parameters { pairs: object.members.iter().filter_map(pair).collect() }
    }

    /// The first parameter of a name.
    pub fn first(&self, name: &str) -> Option<Spanned<String>> {
        self.pairs.iter().find(|(known, _)| known.value == name).map(|(_, value)| value.clone())
    }

    /// Whether there is one of these names.
    pub fn has(&self, names: &[&str]) -> bool {
        self.pairs.iter().any(|(name, _)| names.contains(&name.value.as_str()))
    }

    /// Where a parameter stands, its value left unread.
    pub fn place(&self, name: &str) -> Option<Span> {
        self.pairs.iter().find(|(known, _)| known.value == name).map(|(_, value)| value.at)
    }
}

/// The names of the parameters that stand in `bytes`, still encoded.
pub(super) fn names(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    parts(bytes).filter_map(|(_, text)| text.split(|byte| *byte == b'=').next())
}

/// The pairs that stand in `bytes`, a stretch that starts at `at.start` of its layer.
pub(super) fn read(bytes: &[u8], at: Span) -> Parameters {
    Parameters {
        pairs: parts(bytes).map(|(start, text)| pair(text, at.start as usize + start, at)).collect(),
    }
}

/// What stands between the separators, each with its place. A URL copied out of HTML writes `&amp;` for `&`.
fn parts(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let ends = memchr::memchr_iter(b'&', bytes).chain(std::iter::once(bytes.len()));
    let mut from = 0;
    ends.filter_map(move |end| {
        let part = bytes.get(from..end)?;
        let skipped = if part.starts_with(b"amp;") { 4 } else { 0 };
        let start = from + skipped;
        from = end + 1;
        part.get(skipped..).filter(|text| !text.is_empty()).map(|text| (start, text))
    })
}

fn pair(text: &[u8], start: usize, at: Span) -> (Spanned<String>, Spanned<String>) {
    let split = memchr::memchr(b'=', text).unwrap_or(text.len());
    let name = text.get(..split).unwrap_or_default();
    let value = text.get(split + 1..).unwrap_or_default();
    let behind = (start + split + 1).min(start + text.len());
    let spanned = |bytes: &[u8], from: usize| {
        Spanned::new(decoded(bytes), Span::new(at.layer, from as u32..(from + bytes.len()) as u32))
    };
    (spanned(name, start), spanned(value, behind))
}

/// Percent-encoding taken off, `+` read as a space (WHATWG URL, application/x-www-form-urlencoded).
fn decoded(bytes: &[u8]) -> String {
    let decoded = crate::peel::form_decoded(bytes);
    String::from_utf8(decoded)
        .unwrap_or_else(|broken| String::from_utf8_lossy(broken.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::LayerId;

    #[test]
    fn values_are_decoded_and_point_at_their_encoded_text() {
        let text = b"?a=x%20y+z&amp;b=&c";
        let read = read(&text[1..], Span::new(LayerId(3), 1..text.len() as u32));
        let shown: Vec<_> = read.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(shown, [("a", "x y z"), ("b", ""), ("c", "")]);
        let value = &read.pairs[0].1;
        assert_eq!(&text[value.at.range()], b"x%20y+z");
        assert_eq!(&text[read.pairs[1].0.at.range()], b"b");
    }
}
