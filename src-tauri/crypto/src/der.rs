//! The little of DER (X.690) that keys and ECDSA signatures need: reading and writing tag-length-value.

use zeroize::Zeroizing;

/// Where and why bytes are not the DER structure that was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{wanted} was expected at byte {at}")]
pub struct DerError {
    /// Byte offset from the start of the structure that was being read.
    pub at: usize,
    /// What should have stood there.
    pub wanted: &'static str,
}

pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const NULL: u8 = 0x05;
pub(crate) const OID: u8 = 0x06;
pub(crate) const SEQUENCE: u8 = 0x30;
const CONSTRUCTED: u8 = 0x20;

/// A reader over the contents of one constructed value.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { bytes, at: 0 }
    }

    pub(crate) fn is_done(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// The tag of the next value, if there is one.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The contents of the next value, which must have this tag; `wanted` names it in the error.
    pub(crate) fn take(&mut self, tag: u8, wanted: &'static str) -> Result<&'a [u8], DerError> {
        let error = DerError { at: self.at, wanted };
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let (head, len) = header(rest).filter(|_| rest.first() == Some(&tag)).ok_or(error)?;
        let end = head.checked_add(len).ok_or(error)?;
        let contents = rest.get(head..end).ok_or(error)?;
        self.at += end;
        Ok(contents)
    }

    /// A reader over the contents of the next SEQUENCE.
    pub(crate) fn sequence(&mut self, wanted: &'static str) -> Result<Reader<'a>, DerError> {
        self.take(SEQUENCE, wanted).map(Reader::new)
    }

    /// The magnitude of the next INTEGER without leading zeros; a negative number is an error.
    pub(crate) fn unsigned(&mut self, wanted: &'static str) -> Result<&'a [u8], DerError> {
        let error = DerError { at: self.at, wanted };
        let contents = self.take(INTEGER, wanted)?;
        match contents.first() {
            Some(byte) if byte & 0x80 == 0 => Ok(trim_zeros(contents)),
            _ => Err(error),
        }
    }

    /// The next BIT STRING, whose length must be a whole number of bytes.
    pub(crate) fn bits(&mut self, wanted: &'static str) -> Result<&'a [u8], DerError> {
        let error = DerError { at: self.at, wanted };
        match self.take(BIT_STRING, wanted)?.split_first() {
            Some((0, bytes)) => Ok(bytes),
            _ => Err(error),
        }
    }

    /// The next OBJECT IDENTIFIER, dotted.
    pub(crate) fn oid(&mut self, wanted: &'static str) -> Result<String, DerError> {
        let error = DerError { at: self.at, wanted };
        dotted(self.take(OID, wanted)?).ok_or(error)
    }

    /// Nothing may follow.
    pub(crate) fn end(&self, wanted: &'static str) -> Result<(), DerError> {
        if self.is_done() { Ok(()) } else { Err(DerError { at: self.at, wanted }) }
    }
}

/// Length of the header of the first value in `bytes`, also of one whose length is indefinite.
pub(crate) fn header_len(bytes: &[u8]) -> Option<usize> {
    match bytes.get(1)? {
        0x80 => Some(2),
        _ => header(bytes).map(|(head, _)| head),
    }
}

/// BER as DER: definite lengths, and strings in one piece. Some software writes containers in the freer form.
pub(crate) fn definite(bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, DerError> {
    let mut out = Zeroizing::new(Vec::with_capacity(bytes.len()));
    one_definite(bytes, 0, MAX_DEPTH, &mut out)
        .map(|_| out)
        .ok_or(DerError { at: 0, wanted: "a structure in BER" })
}

/// Values inside one another in a container.
const MAX_DEPTH: usize = 32;

/// Copies the value at `at`; gives where the next one starts.
fn one_definite(bytes: &[u8], at: usize, depth: usize, out: &mut Vec<u8>) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let tag = *rest.first()?;
    if tag & CONSTRUCTED == 0 {
        let (head, len) = header(rest)?;
        out.extend_from_slice(rest.get(..head.checked_add(len)?)?);
        return Some(at + head + len);
    }
    let (head, end) = match rest.get(1)? {
        0x80 => (2, None),
        _ => {
            let (head, len) = header(rest)?;
            (head, Some(at.checked_add(head)?.checked_add(len)?))
        }
    };
    let mut inner = Zeroizing::new(Vec::new());
    let next = children(bytes, at + head, end, depth.checked_sub(1)?, &mut inner)?;
    match tag == CONSTRUCTED | OCTET_STRING {
        true => out.extend(value(OCTET_STRING, &joined(&inner)?)),
        false => out.extend(value(tag, &inner)),
    }
    Some(next)
}

fn children(
    bytes: &[u8],
    mut at: usize,
    end: Option<usize>,
    depth: usize,
    out: &mut Vec<u8>,
) -> Option<usize> {
    loop {
        match end {
            Some(end) if at == end => return Some(at),
            Some(end) if at > end => return None,
            None if bytes.get(at..at + 2)? == [0, 0] => return Some(at + 2),
            _ => at = one_definite(bytes, at, depth, out)?,
        }
    }
}

/// The contents of OCTET STRINGs one after the other, as one.
pub(crate) fn joined(pieces: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut whole = Zeroizing::new(Vec::with_capacity(pieces.len()));
    let mut pieces = Reader::new(pieces);
    while !pieces.is_done() {
        whole.extend_from_slice(pieces.take(OCTET_STRING, "a piece of a string").ok()?);
    }
    Some(whole)
}

/// Length of the header and of the contents that follow it. Indefinite and over-long lengths are not DER.
fn header(bytes: &[u8]) -> Option<(usize, usize)> {
    let first = usize::from(*bytes.get(1)?);
    if first < 0x80 {
        return Some((2, first));
    }
    let count = first & 0x7f;
    if count == 0 || count > 4 {
        return None;
    }
    let len = bytes.get(2..2 + count)?.iter().fold(0, |len, byte| len << 8 | usize::from(*byte));
    Some((2 + count, len))
}

pub(crate) fn trim_zeros(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    bytes.get(zeros..).unwrap_or_default()
}

fn dotted(bytes: &[u8]) -> Option<String> {
    let mut arcs: Vec<u64> = Vec::new();
    let mut arc: u64 = 0;
    for byte in bytes {
        arc = arc.checked_mul(128)? + u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            arcs.push(std::mem::take(&mut arc));
        }
    }
    if bytes.last()? & 0x80 != 0 {
        return None;
    }
    let (first, rest) = arcs.split_first()?;
    let top = (*first / 40).min(2);
    let mut text = format!("{top}.{}", first - 40 * top);
    rest.iter().for_each(|arc| text.push_str(&format!(".{arc}")));
    Some(text)
}

/// One value: tag, length, contents.
pub(crate) fn value(tag: u8, contents: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    let len = contents.len().to_be_bytes();
    let len = trim_zeros(&len);
    match len {
        [] => out.push(0),
        [short] if *short < 0x80 => out.push(*short),
        long => {
            out.push(0x80 | u8::try_from(long.len()).unwrap_or(0x7f));
            out.extend_from_slice(long);
        }
    }
    out.extend_from_slice(contents);
    out
}

/// A SEQUENCE of values that are already encoded.
pub(crate) fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    value(SEQUENCE, &parts.concat())
}

/// A non-negative INTEGER from its big-endian magnitude.
pub(crate) fn integer(magnitude: &[u8]) -> Vec<u8> {
    let mut contents = trim_zeros(magnitude).to_vec();
    if contents.first().is_none_or(|byte| byte & 0x80 != 0) {
        contents.insert(0, 0);
    }
    value(INTEGER, &contents)
}

/// A BIT STRING of whole bytes.
pub(crate) fn bit_string(bytes: &[u8]) -> Vec<u8> {
    value(BIT_STRING, &[&[0], bytes].concat())
}

/// An OBJECT IDENTIFIER from its dotted form; only for identifiers written in this crate.
pub(crate) fn oid(dotted: &str) -> Vec<u8> {
    let arcs: Vec<u64> = dotted.split('.').filter_map(|arc| arc.parse().ok()).collect();
    let mut contents = Vec::new();
    if let [first, second, rest @ ..] = arcs.as_slice() {
        push_arc(&mut contents, first * 40 + second);
        rest.iter().for_each(|arc| push_arc(&mut contents, *arc));
    }
    value(OID, &contents)
}

fn push_arc(out: &mut Vec<u8>, arc: u64) {
    let groups = (64 - arc.leading_zeros()).div_ceil(7).max(1);
    for group in (0..groups).rev() {
        let more = if group == 0 { 0 } else { 0x80 };
        out.push((arc >> (7 * group) & 0x7f) as u8 | more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_survive_a_round_trip() {
        for text in ["1.2.840.113549.1.1.1", "1.3.132.0.34", "2.16.840.1.101.3.4.2.1", "1.3.101.112"] {
            assert_eq!(Reader::new(&oid(text)).oid("").unwrap(), text);
        }
        assert_eq!(oid("1.2.840.113549.1.1.1"), [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1]);
    }

    #[test]
    fn lengths_cross_their_boundaries() {
        for len in [0usize, 1, 127, 128, 255, 256, 65535, 65536] {
            let encoded = value(OCTET_STRING, &vec![7; len]);
            let mut reader = Reader::new(&encoded);
            assert_eq!(reader.take(OCTET_STRING, "").unwrap().len(), len);
            assert!(reader.is_done());
        }
    }

    #[test]
    fn truncation_is_an_error_with_a_place() {
        let encoded = sequence(&[&integer(&[1, 2, 3])]);
        for end in 0..encoded.len() {
            assert_eq!(Reader::new(&encoded[..end]).sequence("a key").err().map(|e| e.at), Some(0));
        }
    }

    #[test]
    fn integers_are_never_negative() {
        assert_eq!(integer(&[0x80]), [2, 2, 0, 0x80]);
        assert_eq!(integer(&[]), [2, 1, 0]);
        assert!(Reader::new(&[2, 1, 0x80]).unsigned("").is_err());
    }
}
