//! The paddings of RFC 8017 for the cases that aws-lc does not cover: EMSA-PKCS1-v1_5, EMSA-PSS, EME-OAEP, EME-PKCS1-v1_5.

use crate::{Algorithm, Hash, Hasher, digest};

/// The DER of a DigestInfo up to the digest itself (RFC 8017 section 9.2, notes).
fn digest_info(hash: Hash) -> &'static [u8] {
    match hash {
        Hash::Sha1 => &[0x30, 0x21, 0x30, 0x09, 6, 5, 0x2b, 0x0e, 3, 2, 0x1a, 5, 0, 4, 0x14],
        Hash::Sha224 => &[0x30, 0x2d, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 4, 5, 0, 4, 0x1c],
        Hash::Sha256 => &[0x30, 0x31, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5, 0, 4, 0x20],
        Hash::Sha384 => &[0x30, 0x41, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2, 5, 0, 4, 0x30],
        Hash::Sha512 => &[0x30, 0x51, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3, 5, 0, 4, 0x40],
    }
}

/// EMSA-PKCS1-v1_5-ENCODE (section 9.2) of a digest, `len` bytes long; `None` where it does not fit.
pub(crate) fn pkcs1_encoded(hash: Hash, digest: &[u8], len: usize) -> Option<Vec<u8>> {
    let info = digest_info(hash);
    let filler = len.checked_sub(info.len() + digest.len() + 3).filter(|filler| *filler >= 8)?;
    let mut block = vec![0, 1];
    block.resize(2 + filler, 0xff);
    block.push(0);
    block.extend_from_slice(info);
    block.extend_from_slice(digest);
    Some(block)
}

/// The hash and the digest inside an EMSA-PKCS1-v1_5 block; `None` where it is no such block, to the last byte.
pub(crate) fn pkcs1_hash(block: &[u8]) -> Option<(Hash, &[u8])> {
    Hash::ALL.into_iter().find_map(|hash| {
        let digest = block.get(block.len().checked_sub(hash.len())?..)?;
        (pkcs1_encoded(hash, digest, block.len())? == block).then_some((hash, digest))
    })
}

/// MGF1 (appendix B.2.1): xors the mask that `seed` makes onto `block`.
fn mgf1_xor(hash: Hash, seed: &[u8], block: &mut [u8]) {
    for (counter, chunk) in (0u32..).zip(block.chunks_mut(hash.len())) {
        let mut hasher = Hasher::new(hash);
        hasher.update(seed);
        hasher.update(&counter.to_be_bytes());
        chunk.iter_mut().zip(hasher.finish()).for_each(|(byte, mask)| *byte ^= mask);
    }
}

/// EMSA-PSS-VERIFY (section 9.1.2). `block` is as long as the modulus of `bits` bits; with `salt` `None` any length fits.
pub(crate) fn pss_matches(
    hash: Hash,
    mgf: Hash,
    salt: Option<usize>,
    digest_of_message: &[u8],
    block: &[u8],
    bits: usize,
) -> bool {
    let Some(found) = pss_unmasked(hash, mgf, block, bits) else { return false };
    salt.is_none_or(|salt| salt == found.salt.len()) && found.is_over_digest(digest_of_message)
}

/// The hash and the salt of an EMSA-PSS block, its mask taken off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PssBlock {
    hash: Hash,
    salt: Vec<u8>,
    h: Vec<u8>,
}

impl PssBlock {
    /// Whether it was made over this message.
    pub fn is_over(&self, message: &[u8]) -> bool {
        self.is_over_digest(&digest(self.hash, message))
    }

    /// The algorithm that it was made with.
    pub fn algorithm(&self) -> Algorithm {
        Algorithm::RsaPss { hash: self.hash, mgf: self.hash, salt: Some(self.salt.len()) }
    }

    fn is_over_digest(&self, digest_of_message: &[u8]) -> bool {
        digest(self.hash, &[&[0; 8], digest_of_message, &self.salt].concat()) == self.h
    }
}

/// A block whose hash is `hash` and whose salt is of a length that is in use: as long as the hash, or none.
pub(crate) fn pss_opened(hash: Hash, block: &[u8], bits: usize) -> Option<PssBlock> {
    let found = pss_unmasked(hash, hash, block, bits)?;
    (found.salt.is_empty() || found.salt.len() == hash.len()).then_some(found)
}

/// EMSA-PSS-VERIFY (section 9.1.2), steps 3 to 11: what the padding holds, where it is one.
fn pss_unmasked(hash: Hash, mgf: Hash, block: &[u8], bits: usize) -> Option<PssBlock> {
    let encoded = pss_block(block, bits)?;
    let (masked, rest) = encoded.split_at_checked(encoded.len().checked_sub(hash.len() + 1)?)?;
    let (h, [0xbc]) = rest.split_at_checked(hash.len())? else { return None };
    let unused = 8 * encoded.len() - (bits - 1);
    if masked.first().is_none_or(|top| u32::from(*top) << unused > 0xff) {
        return None;
    }
    let mut db = masked.to_vec();
    mgf1_xor(mgf, h, &mut db);
    if let Some(top) = db.first_mut() {
        *top &= 0xff >> unused;
    }
    Some(PssBlock { hash, salt: pss_salt(&db)?.to_vec(), h: h.to_vec() })
}

/// The encoded message: one byte shorter than the modulus where bits - 1 is a multiple of eight.
fn pss_block(block: &[u8], bits: usize) -> Option<&[u8]> {
    let len = (bits - 1).div_ceil(8);
    let (zeros, encoded) = block.split_at_checked(block.len().checked_sub(len)?)?;
    zeros.iter().all(|byte| *byte == 0).then_some(encoded)
}

/// The salt behind zeros and a one.
fn pss_salt(db: &[u8]) -> Option<&[u8]> {
    let one = db.iter().position(|byte| *byte != 0)?;
    db.get(one..)?.strip_prefix(&[1])
}

/// EME-OAEP-DECODE (section 7.1.2 step 3): the message, where label and both hashes fit.
pub(crate) fn oaep_decoded(hash: Hash, mgf: Hash, label: &[u8], block: &mut [u8]) -> Option<Vec<u8>> {
    let (zero, rest) = block.split_first_mut()?;
    let (seed, db) = rest.split_at_mut_checked(hash.len())?;
    mgf1_xor(mgf, db, seed);
    mgf1_xor(mgf, seed, db);
    let (label_hash, padded) = db.split_at_checked(hash.len())?;
    let one = padded.iter().position(|byte| *byte != 0)?;
    let fits = *zero == 0 && label_hash == digest(hash, label);
    padded.get(one..)?.strip_prefix(&[1]).filter(|_| fits).map(<[u8]>::to_vec)
}

/// EME-PKCS1-v1_5 decoding (section 7.2.2 step 3).
pub(crate) fn pkcs1_decoded(block: &[u8]) -> Option<Vec<u8>> {
    let padded = block.strip_prefix(&[0, 2])?;
    let end = padded.iter().position(|byte| *byte == 0).filter(|end| *end >= 8)?;
    padded.get(end + 1..).map(<[u8]>::to_vec)
}
