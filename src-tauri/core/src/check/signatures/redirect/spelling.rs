//! The ways in which programs percent-encode a parameter.

/// A way to write a value.
#[derive(Clone, Copy)]
pub(super) struct Spelling {
    /// What it is called in a sentence.
    pub(super) called: &'static str,
    /// Bytes beside letters, digits and `-._` that stay as they are.
    plain: &'static [u8],
    space_is_plus: bool,
    capitals: bool,
}

const fn spelling(
    called: &'static str,
    plain: &'static [u8],
    space_is_plus: bool,
    capitals: bool,
) -> Spelling {
    Spelling { called, plain, space_is_plus, capitals }
}

/// Those in use.
pub(super) static SPELLINGS: &[Spelling] = &[
    spelling("percent-encoded as RFC 3986 has it", b"~", false, true),
    spelling("percent-encoded with small letters (%2b), as .NET does", b"~", false, false),
    spelling("encoded as a form, with + for spaces", b"~", true, true),
    spelling("encoded as a form with small letters, as older .NET does", b"!()*", true, false),
    spelling("encoded as JavaScript's encodeURIComponent does", b"~!'()*", false, true),
    spelling("encoded as Java's URLEncoder does", b"*", true, true),
    spelling("encoded as PHP's urlencode does", b"", true, true),
    spelling("with / and : left as they are", b"~/:", false, true),
    spelling("not percent-encoded at all", b" !\"#$%&'()*+,/:;<=>?@[\\]^`{|}~", false, true),
];

impl Spelling {
    pub(super) fn write(&self, value: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(value.len() * 3 / 2);
        for byte in value {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' => out.push(*byte),
                b' ' if self.space_is_plus => out.push(b'+'),
                plain if self.plain.contains(plain) => out.push(*plain),
                other if self.capitals => out.extend_from_slice(format!("%{other:02X}").as_bytes()),
                other => out.extend_from_slice(format!("%{other:02x}").as_bytes()),
            }
        }
        out
    }
}

/// The same bytes with the letters of their escapes made large or small.
pub(super) fn with_letters(value: &[u8], capitals: bool) -> Vec<u8> {
    let mut out = value.to_vec();
    let mut at = 0;
    while let Some(escape) = out.get_mut(at..at + 3) {
        let is_escape =
            matches!(escape, [b'%', high, low] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit());
        if !is_escape {
            at += 1;
            continue;
        }
        match capitals {
            true => escape.make_ascii_uppercase(),
            false => escape.make_ascii_lowercase(),
        }
        at += 3;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_escapes_change_their_letters() {
        assert_eq!(with_letters(b"ab%2f%zz%3D", true), b"ab%2F%zz%3D");
        assert_eq!(with_letters(b"AB%2F%3D%", false), b"AB%2f%3d%");
    }

    #[test]
    fn each_spelling_writes_what_its_program_writes() {
        let written: Vec<String> =
            SPELLINGS.iter().map(|spelling| String::from_utf8(spelling.write(b"a+b /~*")).unwrap()).collect();
        assert_eq!(written[0], "a%2Bb%20%2F~%2A");
        assert_eq!(written[3], "a%2bb+%2f%7e*");
        assert_eq!(written[4], "a%2Bb%20%2F~*");
        assert_eq!(written[8], "a+b /~*");
    }
}
