//! RSA key transport: OAEP and PKCS#1 v1.5.

use aws_lc_rs::rsa::{
    OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OAEP_SHA384_MGF1SHA384, OAEP_SHA512_MGF1SHA512,
    OaepAlgorithm, OaepPrivateDecryptingKey, Pkcs1PrivateDecryptingKey,
};
use rsa::hazmat::rsa_decrypt_and_check;
use rsa::rand_core::OsRng;
use rsa::traits::PublicKeyParts;
use rsa::{BigUint, RsaPrivateKey};
use zeroize::{Zeroize, Zeroizing};

use super::DecryptError;
use crate::private_key::RsaMaterial;
use crate::rsa_padding::{oaep_decoded, pkcs1_decoded};
use crate::{Hash, PrivateKey, Secret};

/// Decrypts RSAES-OAEP (RFC 8017 section 7.1). In SAML the digest and the hash of the mask often differ: `rsa-oaep-mgf1p`
/// with a DigestMethod of SHA-256 masks with SHA-1.
pub fn rsa_oaep_decrypt(
    key: &PrivateKey,
    digest: Hash,
    mgf: Hash,
    label: &[u8],
    ciphertext: &[u8],
) -> Result<Secret, DecryptError> {
    let rsa = rsa_key(key, ciphertext)?;
    if let (Some(aws), Some(algorithm)) = (&rsa.aws, aws_oaep(digest, mgf)) {
        let key = OaepPrivateDecryptingKey::new(aws.clone()).map_err(|_| DecryptError::RsaPadding)?;
        let mut plaintext = Zeroizing::new(vec![0; key.min_output_size()]);
        let label = Some(label).filter(|label| !label.is_empty());
        let message = key
            .decrypt(algorithm, ciphertext, &mut plaintext, label)
            .map_err(|_| DecryptError::RsaPadding)?;
        return Ok(Secret::from(&*message));
    }
    oaep_by_padding(key, digest, mgf, label, ciphertext)
}

/// Without aws-lc.
pub(crate) fn oaep_by_padding(
    key: &PrivateKey,
    digest: Hash,
    mgf: Hash,
    label: &[u8],
    ciphertext: &[u8],
) -> Result<Secret, DecryptError> {
    let mut block = block(key, ciphertext)?;
    oaep_decoded(digest, mgf, label, &mut block).map(Secret::new).ok_or(DecryptError::RsaPadding)
}

/// Decrypts RSAES-PKCS1-v1_5 (RFC 8017 section 7.2).
pub fn rsa_pkcs1_decrypt(key: &PrivateKey, ciphertext: &[u8]) -> Result<Secret, DecryptError> {
    let rsa = rsa_key(key, ciphertext)?;
    if let Some(aws) = &rsa.aws {
        let key = Pkcs1PrivateDecryptingKey::new(aws.clone()).map_err(|_| DecryptError::RsaPadding)?;
        let mut plaintext = Zeroizing::new(vec![0; key.min_output_size()]);
        let message = key.decrypt(ciphertext, &mut plaintext).map_err(|_| DecryptError::RsaPadding)?;
        return Ok(Secret::from(&*message));
    }
    pkcs1_by_padding(key, ciphertext)
}

/// Without aws-lc.
pub(crate) fn pkcs1_by_padding(key: &PrivateKey, ciphertext: &[u8]) -> Result<Secret, DecryptError> {
    pkcs1_decoded(&block(key, ciphertext)?).map(Secret::new).ok_or(DecryptError::RsaPadding)
}

/// The padded block inside a ciphertext.
pub(super) fn block(key: &PrivateKey, ciphertext: &[u8]) -> Result<Zeroizing<Vec<u8>>, DecryptError> {
    private_operation(&rsa_key(key, ciphertext)?.gap, ciphertext)
}

fn rsa_key<'a>(key: &'a PrivateKey, ciphertext: &[u8]) -> Result<&'a RsaMaterial, DecryptError> {
    let rsa = key.rsa().ok_or_else(|| DecryptError::KeyKind(key.public().kind().family()))?;
    let size = rsa.gap.size();
    if ciphertext.len() != size {
        let wanted = format!("this RSA key makes {size}");
        return Err(DecryptError::CiphertextLength { wanted, got: ciphertext.len() });
    }
    Ok(rsa)
}

fn aws_oaep(digest: Hash, mgf: Hash) -> Option<&'static OaepAlgorithm> {
    match (digest, mgf) {
        (Hash::Sha1, Hash::Sha1) => Some(&OAEP_SHA1_MGF1SHA1),
        (Hash::Sha256, Hash::Sha256) => Some(&OAEP_SHA256_MGF1SHA256),
        (Hash::Sha384, Hash::Sha384) => Some(&OAEP_SHA384_MGF1SHA384),
        (Hash::Sha512, Hash::Sha512) => Some(&OAEP_SHA512_MGF1SHA512),
        _ => None,
    }
}

/// RSADP (RFC 8017 section 5.1.2), blinded: the padded block, as long as the modulus.
fn private_operation(key: &RsaPrivateKey, ciphertext: &[u8]) -> Result<Zeroizing<Vec<u8>>, DecryptError> {
    let c = BigUint::from_bytes_be(ciphertext);
    let mut m = rsa_decrypt_and_check(key, Some(&mut OsRng), &c).map_err(|_| DecryptError::RsaPadding)?;
    let bytes = Zeroizing::new(m.to_bytes_be());
    m.zeroize();
    let mut block = Zeroizing::new(vec![0; key.size().saturating_sub(bytes.len())]);
    block.extend_from_slice(&bytes);
    Ok(block)
}
