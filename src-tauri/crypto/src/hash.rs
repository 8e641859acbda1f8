//! Hash functions: SHA-1 and the SHA-2 family.

use aws_lc_rs::digest as aws;

/// A hash function of FIPS 180-4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Hash {
    /// SHA-1, 20 bytes; broken for signatures, still met in the wild.
    Sha1,
    /// SHA-224, 28 bytes.
    Sha224,
    /// SHA-256, 32 bytes.
    Sha256,
    /// SHA-384, 48 bytes.
    Sha384,
    /// SHA-512, 64 bytes.
    Sha512,
}

impl Hash {
    /// Every hash, shortest first.
    pub const ALL: [Hash; 5] = [Hash::Sha1, Hash::Sha224, Hash::Sha256, Hash::Sha384, Hash::Sha512];

    /// Length of the output in bytes.
    // A hash is never empty.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(self) -> usize {
        match self {
            Hash::Sha1 => 20,
            Hash::Sha224 => 28,
            Hash::Sha256 => 32,
            Hash::Sha384 => 48,
            Hash::Sha512 => 64,
        }
    }

    /// The name as FIPS 180-4 writes it, such as `SHA-256`.
    pub fn name(self) -> &'static str {
        match self {
            Hash::Sha1 => "SHA-1",
            Hash::Sha224 => "SHA-224",
            Hash::Sha256 => "SHA-256",
            Hash::Sha384 => "SHA-384",
            Hash::Sha512 => "SHA-512",
        }
    }

    pub(crate) fn aws(self) -> &'static aws::Algorithm {
        match self {
            Hash::Sha1 => &aws::SHA1_FOR_LEGACY_USE_ONLY,
            Hash::Sha224 => &aws::SHA224,
            Hash::Sha256 => &aws::SHA256,
            Hash::Sha384 => &aws::SHA384,
            Hash::Sha512 => &aws::SHA512,
        }
    }
}

impl std::fmt::Display for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// The hash of `bytes`.
pub fn digest(hash: Hash, bytes: &[u8]) -> Vec<u8> {
    aws::digest(hash.aws(), bytes).as_ref().to_vec()
}

/// A hash taken over pieces as they come.
#[derive(Clone)]
pub struct Hasher(aws::Context);

impl Hasher {
    /// A hasher that has seen nothing yet.
    pub fn new(hash: Hash) -> Hasher {
        Hasher(aws::Context::new(hash.aws()))
    }

    /// Takes in the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of everything taken in.
    pub fn finish(self) -> Vec<u8> {
        self.0.finish().as_ref().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 180-4 examples: the hashes of "abc".
    #[test]
    fn known_answers() {
        let starts = [
            (Hash::Sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (Hash::Sha224, "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"),
            (Hash::Sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (Hash::Sha384, "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded163"),
            (Hash::Sha512, "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea2"),
        ];
        for (hash, start) in starts {
            let hex: String = digest(hash, b"abc").iter().map(|byte| format!("{byte:02x}")).collect();
            assert!(hex.starts_with(start), "{hash}");
            assert_eq!(hex.len(), 2 * hash.len());
        }
    }

    #[test]
    fn pieces_hash_like_the_whole() {
        let bytes: Vec<u8> = (0..=255).cycle().take(5000).collect();
        for hash in Hash::ALL {
            let mut hasher = Hasher::new(hash);
            bytes.chunks(97).for_each(|piece| hasher.update(piece));
            assert_eq!(hasher.finish(), digest(hash, &bytes));
        }
    }
}
