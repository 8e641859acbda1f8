//! Compressed content: `zip` DEF (RFC 7516 section 4.1.3; RFC 1951), bounded.

use std::io::Read;

use flate2::read::DeflateDecoder;
use ssoscope_crypto::Secret;
use zeroize::Zeroizing;

/// Why content was not inflated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Uninflated {
    /// It becomes more than the limit.
    TooMuch,
    /// It is not DEFLATE.
    Broken,
}

/// Inflates raw DEFLATE to at most `limit` bytes.
pub(super) fn inflate(compressed: &[u8], limit: usize) -> Result<Secret, Uninflated> {
    let mut out = Zeroizing::new(Vec::new());
    let most = limit as u64 + 1;
    DeflateDecoder::new(compressed).take(most).read_to_end(&mut out).map_err(|_| Uninflated::Broken)?;
    if out.len() > limit {
        return Err(Uninflated::TooMuch);
    }
    Ok(Secret::from(out.as_slice()))
}
