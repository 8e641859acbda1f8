//! What an RSA signature of PKCS#1 v1.5 holds: the digest that was signed, whatever is signed now.

use super::rsa::public_operation;
use crate::der::{OCTET_STRING, Reader};
use crate::public_key::Material;
use crate::{Hash, PublicKey};

/// A digest recovered from a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
    /// The hash that the signature names; `None` where it is none that is computed here.
    pub hash: Option<Hash>,
    /// The object identifier of that hash, dotted.
    pub oid: String,
    /// The digest.
    pub digest: Vec<u8>,
}

/// Opens a signature of RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2) with a key. `None` where what comes out is no such
/// signature, so that another key made it, or another algorithm, or it was damaged: that a right block comes out by
/// chance is as unlikely as a forgery.
pub fn rsa_recovered(key: &PublicKey, signature: &[u8]) -> Option<Recovered> {
    let Material::Rsa(rsa) = key.material() else { return None };
    let block = public_operation(rsa, signature)?;
    let padded = block.strip_prefix(&[0, 1])?;
    let filler = padded.iter().take_while(|byte| **byte == 0xff).count();
    let info = padded.get(filler..)?.strip_prefix(&[0]).filter(|_| filler >= 8)?;
    digest_info(info)
}

/// A DigestInfo (RFC 8017 section 9.2).
fn digest_info(der: &[u8]) -> Option<Recovered> {
    let mut info = Reader::new(der).sequence("a DigestInfo").ok()?;
    let oid = info.sequence("its algorithm").ok()?.oid("the hash").ok()?;
    let digest = info.take(OCTET_STRING, "the digest").ok()?.to_vec();
    let hash = Hash::ALL.into_iter().find(|hash| oid_of(*hash) == oid);
    Some(Recovered { hash, oid, digest })
}

/// NIST's and OIW's identifiers (RFC 8017 appendix A.2.4).
fn oid_of(hash: Hash) -> &'static str {
    match hash {
        Hash::Sha1 => "1.3.14.3.2.26",
        Hash::Sha224 => "2.16.840.1.101.3.4.2.4",
        Hash::Sha256 => "2.16.840.1.101.3.4.2.1",
        Hash::Sha384 => "2.16.840.1.101.3.4.2.2",
        Hash::Sha512 => "2.16.840.1.101.3.4.2.3",
    }
}
