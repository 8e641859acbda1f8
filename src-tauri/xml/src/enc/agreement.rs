//! ECDH-ES with ConcatKDF (XML Encryption 1.1 §5.6.4 and §5.4.1): the key that an `EncryptedKey` is wrapped with.

use super::parse::child;
use crate::dsig::{KeyInfo, digest_method};
use crate::tree::{Document, NodeId};
use crate::uri::{DSIG, ENC, ENC11};
use ssoscope_crypto::{DecryptError, Hash, PrivateKey, PublicKey, Secret, agree, concat_kdf};

/// An `AgreementMethod` that can be computed.
#[derive(Debug, Clone)]
pub struct Agreement {
    /// The sender's ephemeral key (`OriginatorKeyInfo`).
    pub originator: PublicKey,
    /// The hash of ConcatKDF.
    pub hash: Hash,
    /// What both sides know: AlgorithmID, PartyUInfo, PartyVInfo, SuppPubInfo, SuppPrivInfo.
    other_info: Vec<u8>,
}

impl Agreement {
    /// The `AgreementMethod` in the KeyInfo of an `EncryptedKey`; `None` where there is none that is computed here.
    pub(super) fn read(document: &Document, encrypted_key: NodeId) -> Option<Agreement> {
        let info = child(document, encrypted_key, DSIG, "KeyInfo")?;
        let method = child(document, info, ENC, "AgreementMethod")?;
        let algorithm = document.attribute(method, "", "Algorithm")?.value();
        if algorithm.strip_prefix(ENC11) != Some("ECDH-ES") {
            return None;
        }
        let derivation = child(document, method, ENC11, "KeyDerivationMethod")?;
        let algorithm = document.attribute(derivation, "", "Algorithm")?.value();
        if algorithm.strip_prefix(ENC11) != Some("ConcatKDF") {
            return None;
        }
        let parameters = child(document, derivation, ENC11, "ConcatKDFParams")?;
        let digest = child(document, parameters, DSIG, "DigestMethod")?;
        let hash = digest_method(document.attribute(digest, "", "Algorithm")?.value())?;
        let originator = child(document, method, ENC, "OriginatorKeyInfo")?;
        let values = KeyInfo::read(document, originator).key_values;
        let originator = values.into_iter().find_map(|value| value.key.ok())?;
        Some(Agreement { originator, hash, other_info: other_info(document, parameters)? })
    }

    /// The agreed key of `len` bytes.
    pub(super) fn key(&self, private: &PrivateKey, len: usize) -> Result<Secret, DecryptError> {
        let shared = agree(private, &self.originator)?;
        Ok(concat_kdf(self.hash, &shared, &self.other_info, len))
    }
}

/// The parameters one after the other: each in hexadecimal, its first byte the number of bits that fill up its last.
/// Nobody uses but whole bytes.
fn other_info(document: &Document, parameters: NodeId) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    for name in ["AlgorithmID", "PartyUInfo", "PartyVInfo", "SuppPubInfo", "SuppPrivInfo"] {
        let Some(attribute) = document.attribute(parameters, "", name) else { continue };
        match hex(attribute.value())?.split_first() {
            Some((0, bytes)) => whole.extend_from_slice(bytes),
            None => {}
            Some(_) => return None,
        }
    }
    Some(whole)
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.trim().chars().map(|c| c.to_digit(16)).collect();
    digits?.chunks(2).map(|pair| Some((pair.first()? << 4 | pair.get(1)?) as u8)).collect()
}
