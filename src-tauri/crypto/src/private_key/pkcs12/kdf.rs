//! PKCS#12's own key derivation (RFC 7292 appendix B).

use zeroize::Zeroizing;

use crate::derive::TooMuchWork;
use crate::derive::password::bounded;
use crate::{Hash, Hasher, Secret, digest};

/// What the derived bytes are for: the ID byte of appendix B.3.
#[derive(Clone, Copy)]
pub(in crate::private_key) enum Purpose {
    Key = 1,
    Iv = 2,
    Mac = 3,
}

/// A password as this derivation takes it: UTF-16, big-endian, with a zero at the end (appendix B.1).
pub(in crate::private_key) fn encoded(password: &Secret) -> Secret {
    let text = Zeroizing::new(String::from_utf8_lossy(password.expose()).into_owned());
    Secret::new(text.encode_utf16().chain([0]).flat_map(u16::to_be_bytes).collect())
}

/// `len` bytes from an encoded password.
pub(in crate::private_key) fn derive(
    hash: Hash,
    password: &Secret,
    purpose: Purpose,
    salt: &[u8],
    iterations: u64,
    len: usize,
) -> Result<Secret, TooMuchWork> {
    let rounds = bounded(iterations)?.get();
    let block = match hash {
        Hash::Sha1 | Hash::Sha224 | Hash::Sha256 => 64,
        Hash::Sha384 | Hash::Sha512 => 128,
    };
    let mut input = Zeroizing::new(filled(salt, block));
    input.extend(filled(password.expose(), block));
    let mut out = Zeroizing::new(Vec::with_capacity(len + hash.len()));
    while out.len() < len {
        let mut hasher = Hasher::new(hash);
        hasher.update(&vec![purpose as u8; block]);
        hasher.update(&input);
        let mut round = Zeroizing::new(hasher.finish());
        for _ in 1..rounds {
            round = Zeroizing::new(digest(hash, &round));
        }
        out.extend_from_slice(&round);
        let addend = filled(&round, block);
        input.chunks_mut(block).for_each(|chunk| add_with_one(chunk, &addend));
    }
    out.truncate(len);
    Ok(Secret::from(out.as_slice()))
}

/// Bytes repeated until they fill whole blocks.
fn filled(bytes: &[u8], block: usize) -> Vec<u8> {
    let len = bytes.len().div_ceil(block) * block;
    bytes.iter().copied().cycle().take(len).collect()
}

/// `block + addend + 1` as numbers, the highest carry dropped.
fn add_with_one(block: &mut [u8], addend: &[u8]) {
    let mut carry = 1u16;
    for (byte, added) in block.iter_mut().zip(addend).rev() {
        let sum = u16::from(*byte) + u16::from(*added) + carry;
        *byte = sum as u8;
        carry = sum >> 8;
    }
}
