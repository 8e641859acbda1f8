//! What an RSA ciphertext really holds: the raw block is opened once, and every padding is tried on it.

use super::{DecryptError, rsa};
use crate::rsa_padding::{oaep_decoded, pkcs1_decoded};
use crate::{Hash, PrivateKey, Secret};

/// How a message was padded before RSA encrypted it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RsaPadding {
    /// RSAES-PKCS1-v1_5 (RFC 8017 section 7.2). A block of any other make looks like it once in 65,000 times.
    Pkcs1,
    /// RSAES-OAEP (RFC 8017 section 7.1); it fits by its hash of the label, and never by chance.
    Oaep {
        /// Hash of the label.
        digest: Hash,
        /// Hash inside the mask generation function MGF1.
        mgf: Hash,
    },
}

impl std::fmt::Display for RsaPadding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            RsaPadding::Pkcs1 => f.write_str("RSA PKCS#1 v1.5"),
            RsaPadding::Oaep { digest, mgf } => write!(f, "RSA-OAEP with {digest} and MGF1 {mgf}"),
        }
    }
}

/// Every padding that fits, and the message that it gives; with another key than the right one mostly none.
pub fn rsa_recover(
    key: &PrivateKey,
    label: &[u8],
    ciphertext: &[u8],
) -> Result<Vec<(RsaPadding, Secret)>, DecryptError> {
    let block = rsa::block(key, ciphertext)?;
    let pairs = Hash::ALL.into_iter().flat_map(|digest| Hash::ALL.map(|mgf| (digest, mgf)));
    let oaep = pairs.filter_map(|(digest, mgf)| {
        let message = oaep_decoded(digest, mgf, label, &mut block.clone())?;
        Some((RsaPadding::Oaep { digest, mgf }, Secret::new(message)))
    });
    let pkcs1 = pkcs1_decoded(&block).map(|message| (RsaPadding::Pkcs1, Secret::new(message)));
    Ok(oaep.chain(pkcs1).collect())
}
