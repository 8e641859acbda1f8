//! Reads a ZIP file (PKWARE's APPNOTE): its central directory, and entries that are stored or deflated.

use std::io::Read;
use std::ops::Range;

use crate::limits::Limits;
use crate::peel::sift::Sieve;

/// An entry of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its name as it is written, with the folders.
    pub(super) name: String,
    /// Where its compressed bytes stand.
    pub(super) data: Range<usize>,
    /// How it is compressed: 0 stored, 8 deflated.
    method: u16,
    /// Whether a password is wanted.
    pub(super) encrypted: bool,
}

impl Entry {
    /// Whether it is a folder, or what a system puts beside the files.
    pub(super) fn is_of_no_use(&self) -> bool {
        self.name.ends_with('/') || self.name.starts_with("__MACOSX/") || self.name.ends_with(".DS_Store")
    }

    /// Whether its name leads out of the folder that it would be unpacked into.
    pub(super) fn leads_out(&self) -> bool {
        let parts = || self.name.split(['/', '\\']);
        parts().any(|part| part == "..")
            || self.name.starts_with(['/', '\\'])
            || self.name.get(1..2) == Some(":")
    }

    /// The last part of its name.
    pub(super) fn file_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }

    /// Whether its bytes stand as they are.
    pub(super) fn is_stored(&self) -> bool {
        self.method == 0
    }

    /// Lets its bytes through a sieve, `most` of them at most, and no more than may be held of one entry. How many they
    /// were, and whether there are more; nothing where they can't be unpacked.
    pub(super) fn unpack(&self, archive: &[u8], most: usize, sieve: &mut Sieve) -> Option<(usize, bool)> {
        let packed = archive.get(self.data.clone())?;
        match self.method {
            0 => Some(through(packed, most, sieve)),
            8 => Some(through(flate2::read::DeflateDecoder::new(packed), most, sieve)),
            _ => None,
        }
    }
}

/// What could be read of a damaged entry is kept.
fn through(mut from: impl Read, most: usize, sieve: &mut Sieve) -> (usize, bool) {
    let mut piece = [0; 32 << 10];
    let mut done = 0;
    while let Ok(len @ 1..) = from.read(&mut piece) {
        let room = (most - done).min(Limits::ARCHIVE_ENTRY_BYTES.saturating_sub(sieve.held()));
        sieve.take(piece.get(..len.min(room)).unwrap_or_default());
        done += len.min(room);
        if len > room {
            return (done, true);
        }
    }
    (done, false)
}

const DIRECTORY: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
const LOCAL: &[u8] = b"PK\x03\x04";

/// Whether bytes start like a ZIP file.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(LOCAL) && memchr::memmem::rfind(tail(bytes), END).is_some()
}

/// The end, in which the directory's own record stands.
fn tail(bytes: &[u8]) -> &[u8] {
    bytes.get(bytes.len().saturating_sub(66_000)..).unwrap_or_default()
}

/// The entries in the order of the directory, as many as are opened; and whether there are more.
pub(super) fn entries(bytes: &[u8]) -> Option<(Vec<Entry>, bool)> {
    let end = memchr::memmem::rfind(tail(bytes), END)? + bytes.len() - tail(bytes).len();
    let count = usize::from(u16_at(bytes, end + 10)?);
    let mut at = u32_at(bytes, end + 16)? as usize;
    let mut found = Vec::new();
    for _ in 0..count.min(Limits::EXCERPTS) {
        let Some((entry, next)) = entry(bytes, at) else { break };
        found.push(entry);
        at = next;
    }
    let more = found.len() < count;
    Some((found, more))
}

fn entry(bytes: &[u8], at: usize) -> Option<(Entry, usize)> {
    bytes.get(at..)?.starts_with(DIRECTORY).then_some(())?;
    let lengths = [28, 30, 32].map(|offset| u16_at(bytes, at + offset).map(usize::from));
    let [Some(name), Some(extra), Some(comment)] = lengths else { return None };
    let written = bytes.get(at + 46..at + 46 + name)?;
    let local = u32_at(bytes, at + 42)? as usize;
    let packed = u32_at(bytes, at + 20)? as usize;
    let start =
        local + 30 + usize::from(u16_at(bytes, local + 26)?) + usize::from(u16_at(bytes, local + 28)?);
    bytes.get(local..)?.starts_with(LOCAL).then_some(())?;
    let entry = Entry {
        name: String::from_utf8_lossy(written).into_owned(),
        data: start..(start + packed).min(bytes.len()).max(start),
        method: u16_at(bytes, at + 10)?,
        encrypted: u16_at(bytes, at + 8)? & 1 == 1,
    };
    Some((entry, at + 46 + name + extra + comment))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bomb_is_cut() {
        let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut deflate, &vec![b' '; 4 << 20]).unwrap();
        let packed = deflate.finish().unwrap();
        let entry = Entry { name: String::new(), data: 0..packed.len(), method: 8, encrypted: false };
        assert!(packed.len() < 10_000);
        let mut sieve = Sieve::new("bomb", crate::Role::Capture);
        assert_eq!(entry.unpack(&packed, 1 << 20, &mut sieve), Some((1 << 20, true)));
        assert_eq!(sieve.held(), 1 << 20);
    }

    #[test]
    fn names_that_lead_out() {
        let named = |name: &str| Entry { name: name.to_owned(), data: 0..0, method: 0, encrypted: false };
        for name in ["../a", "a/../../b", "/etc/passwd", "C:\\a", "..\\b"] {
            assert!(named(name).leads_out(), "{name}");
        }
        assert!(!named("folder/a..b.xml").leads_out());
        assert_eq!(named("../../etc/passwd").file_name(), "passwd");
        assert!(!is_zip(b"PK\x03\x04 and no end"));
    }
}
