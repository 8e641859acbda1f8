//! Diffie-Hellman on elliptic curves (NIST SP 800-56A section 5.7.1.2; RFC 7748 for X25519).

use aws_lc_rs::agreement::{self as aws, UnparsedPublicKey};

use crate::{DecryptError, PrivateKey, PublicKey, Secret};

/// The shared secret of a private key and another party's public key on the same curve. A point that is not on the curve,
/// or of small order, is refused.
pub fn agree(key: &PrivateKey, peer: &PublicKey) -> Result<Secret, DecryptError> {
    let (wanted, got) = (key.public().kind(), peer.kind());
    let Some(mine) = key.agreement() else { return Err(DecryptError::NoAgreement(wanted)) };
    if wanted != got {
        return Err(DecryptError::Curves { mine: wanted, theirs: got });
    }
    let theirs = UnparsedPublicKey::new(mine.algorithm(), peer.spki());
    aws::agree(mine, theirs, DecryptError::Point, |shared| Ok(Secret::from(shared)))
}
