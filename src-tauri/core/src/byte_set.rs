//! Which bytes occur in a text: asked once, so that a form need not search for what is not there.

/// A set of bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ByteSet([u64; 4]);

impl ByteSet {
    /// Texts longer than this are not looked through: any byte may occur in them.
    const LONGEST: usize = 1 << 20;

    /// The bytes that occur in a text.
    pub fn of(text: &[u8]) -> Self {
        if text.len() > Self::LONGEST {
            return ByteSet([u64::MAX; 4]);
        }
        let mut seen = [false; 256];
        for byte in text {
            if let Some(seen) = seen.get_mut(usize::from(*byte)) {
                *seen = true;
            }
        }
        let mut set = ByteSet::default();
        for (word, seen) in set.0.iter_mut().zip(seen.chunks(64)) {
            *word = seen.iter().rev().fold(0, |word, seen| word << 1 | u64::from(*seen));
        }
        set
    }

    /// Whether a byte may occur.
    pub fn has(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte >> 6)).is_some_and(|word| word >> (byte & 63) & 1 == 1)
    }

    /// Whether all of these may occur.
    pub fn has_all(&self, bytes: &[u8]) -> bool {
        bytes.iter().all(|byte| self.has(*byte))
    }

    /// Whether any of these may occur.
    pub fn has_any(&self, bytes: &[u8]) -> bool {
        bytes.iter().any(|byte| self.has(*byte))
    }

    /// Whether nothing can occur but the ASCII characters that XML holds (XML 1.0, section 2.2).
    pub fn is_plain_text(&self) -> bool {
        const CONTROLS: u64 = (1 << b' ') - 1 - (1 << b'\t') - (1 << b'\n') - (1 << b'\r');
        matches!(self.0, [low, _, 0, 0] if low & CONTROLS == 0)
    }

    /// Whether nothing but ASCII can occur.
    pub fn is_ascii(&self) -> bool {
        matches!(self.0, [_, _, 0, 0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_what_occurs_and_nothing_else() {
        let set = ByteSet::of("a\0ÿ~".as_bytes());
        let held: Vec<u8> = (0..=255).filter(|byte| set.has(*byte)).collect();
        assert_eq!(held, [0, b'a', b'~', 0xBF, 0xC3]);
        assert!(!set.is_ascii() && ByteSet::of(b"plain\n").is_ascii());
        assert!(!ByteSet::of(b"a\0").is_plain_text() && ByteSet::of(b"\t<a>\r\n</a>~").is_plain_text());
        assert!(set.has_all(b"a~") && !set.has_all(b"ab") && set.has_any(b"ba") && !set.has_any(b"bc"));
    }

    #[test]
    fn a_long_text_may_hold_anything() {
        assert!(ByteSet::of(&vec![b'a'; ByteSet::LONGEST + 1]).has_all(b"xyz"));
    }
}
