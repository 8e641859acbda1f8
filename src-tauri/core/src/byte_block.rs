//! Many bytes of a text looked at together, so that nothing is decided byte by byte: it is as quick where words are short.

use std::ops::Range;

/// Bytes that are looked at together.
pub const BLOCK: usize = u64::BITS as usize;

/// A set of bytes by its ranges; the first and the last byte of each are in it.
pub type Ranges<const N: usize> = [(u8, u8); N];

/// The same set, asked of one byte after another.
pub struct ByteTable([bool; 256]);

impl ByteTable {
    /// Of the bytes in these ranges.
    pub const fn of<const N: usize>(ranges: Ranges<N>) -> Self {
        let mut table = [false; 256];
        let mut number = 0;
        while number < N {
            let (mut byte, last) = (ranges[number].0 as usize, ranges[number].1 as usize);
            while byte <= last {
                table[byte] = true;
                byte += 1;
            }
            number += 1;
        }
        ByteTable(table)
    }

    /// Whether a byte is in it.
    pub fn has(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)).is_some_and(|is_in| *is_in)
    }
}

/// A bit for each byte of a block of `BLOCK` at most, from the lowest: whether it is in these ranges.
pub fn bits<const N: usize>(block: &[u8], ranges: Ranges<N>) -> u64 {
    match block.first_chunk() {
        Some(whole) => of_block(whole, ranges),
        None => of_block(&padded(block), ranges) & low(block.len()),
    }
}

fn of_block<const N: usize>(block: &[u8; BLOCK], ranges: Ranges<N>) -> u64 {
    /// Brings the lowest bits of eight bytes together in the highest byte.
    const TOGETHER: u64 = 0x0102_0408_1020_4080;
    let mut is_in = [[0; 8]; BLOCK / 8];
    for (first, last) in ranges {
        for (is_in, byte) in is_in.as_flattened_mut().iter_mut().zip(block) {
            *is_in |= u8::from(byte.wrapping_sub(first) <= last.wrapping_sub(first));
        }
    }
    let eights = is_in.map(|eight| u64::from_le_bytes(eight).wrapping_mul(TOGETHER) >> 56);
    eights.iter().rev().fold(0, |bits, eight| bits << 8 | eight)
}

/// The places in a text that `mark` gives a bit to, which is asked block by block, in order; bits behind the end mark nothing.
pub fn marked<'t>(text: &'t [u8], mark: impl FnMut(&'t [u8]) -> u64) -> impl Iterator<Item = usize> {
    Marked { blocks: text.chunks(BLOCK), mark, next: 0, bits: 0 }
}

struct Marked<'t, F> {
    blocks: std::slice::Chunks<'t, u8>,
    mark: F,
    /// Where the next block starts.
    next: usize,
    /// Those of this block that are still to come.
    bits: u64,
}

impl<'t, F: FnMut(&'t [u8]) -> u64> Iterator for Marked<'t, F> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            let block = self.blocks.next()?;
            self.next += BLOCK;
            self.bits = (self.mark)(block) & low(block.len());
        }
        let at = self.next - BLOCK + self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(at)
    }
}

/// The longest stretches of a text whose bytes are all in these ranges.
pub fn runs<const N: usize>(text: &[u8], ranges: Ranges<N>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut within = 0;
    let mut edges = marked(text, move |block| {
        let is_in = bits(block, ranges);
        let edges = is_in ^ (is_in << 1 | within);
        within = is_in >> (BLOCK - 1);
        edges
    });
    std::iter::from_fn(move || Some(edges.next()?..edges.next().unwrap_or(text.len())))
}

/// The bytes of a text that one number holds, the same for small letters and large ones. What the number holds more is empty.
pub fn start(text: &[u8]) -> u64 {
    u64::from_le_bytes(text.first_chunk().copied().unwrap_or_else(|| padded(text))) | 0x2020_2020_2020_2020
}

/// The bits of so many bytes of a start.
pub fn of_bytes(bytes: usize) -> u64 {
    low(8 * bytes)
}

/// So many bits of a number that is made of a start; neighbours come to lie far apart.
pub fn spread(start: u64, bits: u32) -> usize {
    /// 2⁶⁴ by the golden ratio (Knuth, The Art of Computer Programming, section 6.4).
    const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
    (start.wrapping_mul(GOLDEN) >> (u64::BITS - bits)) as usize
}

/// The lowest bits, so many.
fn low(bits: usize) -> u64 {
    u64::MAX.checked_shr(u64::BITS.saturating_sub(bits as u32)).unwrap_or(0)
}

fn padded<const N: usize>(bytes: &[u8]) -> [u8; N] {
    let mut padded = [0; N];
    padded.iter_mut().zip(bytes).for_each(|(padded, byte)| *padded = *byte);
    padded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_has_a_bit_for_each_of_its_bytes() {
        let places = [0, 7, 8, 40, 63];
        let block: Vec<u8> = (0..64).map(|at| if places.contains(&at) { b'b' } else { b'd' }).collect();
        let letters = [(b'a', b'c'), (b'z', b'z')];
        assert!(marked(&block, |block| bits(block, letters)).eq(places));
        let (all, letter) = ([(0, 255)], [(b'b', b'b')]);
        assert_eq!((bits(b"ba", letter), bits(b"", letter), bits(b"ba", all)), (1, 0, 3));
        assert_eq!(bits(&block, all), u64::MAX);
    }

    #[test]
    fn a_table_holds_its_bytes_and_nothing_else() {
        let table = ByteTable::of([(b'a', b'c'), (0, 0), (255, 255)]);
        let held: Vec<u8> = (0..=255).filter(|byte| table.has(*byte)).collect();
        assert_eq!(held, [0, b'a', b'b', b'c', 255]);
    }

    #[test]
    fn runs_go_on_over_blocks_and_to_the_end() {
        let text = format!("a,{},bc,,d", "e".repeat(150));
        let found: Vec<&str> = runs(text.as_bytes(), [(b'a', b'z')]).map(|run| &text[run]).collect();
        assert_eq!(found, text.split(',').filter(|run| !run.is_empty()).collect::<Vec<_>>());
        assert!(runs(b"", [(b'a', b'z')]).next().is_none());
        assert!(runs(&[b'a'; 64], [(b'a', b'z')]).eq(std::iter::once(0..64)));
    }

    #[test]
    fn starts_are_compared_as_far_as_they_go() {
        assert_eq!(start(b"Invalid signature"), start(b"invalid Signature"));
        assert_eq!(start(b"jwt expired") & of_bytes(3), start(b"JWT") & of_bytes(3));
        assert_ne!(start(b"jwt"), start(b"jws"));
        assert_eq!((of_bytes(0), of_bytes(1), of_bytes(8), of_bytes(9)), (0, 0xFF, u64::MAX, u64::MAX));
    }
}
