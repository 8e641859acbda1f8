//! Why no key fits: known confusions and changes, tried one after the other. Each says what went wrong and accepts nothing.

mod original;
mod public_key;
mod secrets;

use ssoscope_crypto::{Algorithm, EcdsaForm, Family, Hash, KeyKind, OpenedRsa, PublicKey, verify_ecdsa};

pub use original::{Rewritten, RewrittenPart};
pub use secrets::SecretForm;

use crate::compact::Jws;
use crate::verify::{AttemptOutcome, Candidate, compute_over};
use crate::{Alg, JwsAlgorithm, Limits, Material};

/// What fits when something is taken differently from what the token says, or what is amiss with the signature itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Evidence {
    /// The ECDSA signature is written in DER, where JOSE wants r and s one after the other (RFC 7518 section 3.4).
    EcdsaInDer {
        /// The candidate's number.
        candidate: usize,
    },
    /// The signature is made with another algorithm than the header names.
    OtherAlgorithm {
        /// The candidate's number.
        candidate: usize,
        /// The algorithm that fits.
        name: &'static str,
    },
    /// The HMAC is keyed with the text of a public key: an attack on software that takes any key for any algorithm
    /// (RFC 8725 section 2.1).
    HmacWithPublicKey {
        /// The candidate's number.
        candidate: usize,
    },
    /// The HMAC is keyed with another form of the secret.
    SecretForm {
        /// The candidate's number.
        candidate: usize,
        /// The form that fits.
        form: SecretForm,
    },
    /// The HMAC is keyed with nothing, or with a word that is among the first that are guessed (RFC 8725 section 2.2).
    GuessableSecret {
        /// How many bytes that is; which ones is not told.
        bytes: usize,
    },
    /// The signature is over the parts without their padding, in the url alphabet: somebody changed the text afterwards.
    SignedBeforeReencoding {
        /// The candidate's number.
        candidate: usize,
    },
    /// The signature is over the same JSON in another layout: somebody read it and wrote it anew.
    Rewritten {
        /// The candidate's number.
        candidate: usize,
        /// What was rewritten, and how it was written before.
        original: Rewritten,
    },
    /// The signature is over this payload behind another header.
    OtherHeader {
        /// The candidate's number.
        candidate: usize,
        /// The header that was signed.
        header: String,
    },
    /// The signature is this key's, over other bytes: header or payload were changed after it was made. Only RSA tells.
    OtherBytes {
        /// The candidate's number.
        candidate: usize,
    },
    /// An ECDSA signature of zeros, which unpatched verifiers took for valid with any key (CVE-2022-21449).
    ZeroSignature,
    /// The signature is shorter or longer than this key's signatures are.
    SignatureLength {
        /// The candidate's number.
        candidate: usize,
        /// Bytes that it should have.
        wanted: usize,
        /// Bytes that it has.
        got: usize,
    },
}

impl Evidence {
    /// The number of the candidate that it is about; absent where it is about none.
    pub fn candidate(&self) -> Option<usize> {
        match self {
            Evidence::EcdsaInDer { candidate }
            | Evidence::OtherAlgorithm { candidate, .. }
            | Evidence::HmacWithPublicKey { candidate }
            | Evidence::SecretForm { candidate, .. }
            | Evidence::SignedBeforeReencoding { candidate }
            | Evidence::Rewritten { candidate, .. }
            | Evidence::OtherHeader { candidate, .. }
            | Evidence::OtherBytes { candidate }
            | Evidence::SignatureLength { candidate, .. } => Some(*candidate),
            Evidence::GuessableSecret { .. } | Evidence::ZeroSignature => None,
        }
    }
}

/// What speaks for itself comes first, then what a key tells; a wrong length is told only where nothing else is known.
pub(crate) fn gather(jws: &Jws, alg: &Alg, candidates: &[Candidate<'_>]) -> Vec<Evidence> {
    if jws.is_detached() || jws.signature.bytes.is_empty() {
        return Vec::new();
    }
    let known = alg.known();
    let numbered = in_question(jws, candidates);
    let of_itself = known.and_then(|known| of_signature(jws, known));
    let of_keys = numbered.iter().enumerate().filter_map(|(turn, (number, candidate))| {
        let named = known.and_then(|known| as_named(*number, jws, known, candidate));
        let other = || other_algorithm(*number, jws, candidate.material);
        named.or_else(other).or_else(|| changed(*number, jws, candidate, turn < Limits::ORIGINALS_SOUGHT))
    });
    let mut found: Vec<Evidence> = of_itself.into_iter().chain(of_keys).collect();
    if let (true, Some(known)) = (found.is_empty(), known) {
        let lengths =
            numbered.iter().find_map(|(number, key)| wrong_length(*number, jws, known, key.material));
        found.extend(lengths);
    }
    found
}

/// The candidates with their numbers, those that the header names first.
fn in_question<'c, 'k>(jws: &Jws, candidates: &'c [Candidate<'k>]) -> Vec<(usize, &'c Candidate<'k>)> {
    let mut numbered: Vec<_> = candidates.iter().enumerate().collect();
    numbered.sort_by_key(|(_, candidate)| candidate.kid != jws.kid());
    numbered.truncate(Limits::CANDIDATES_TRIED);
    numbered
}

/// What is amiss whatever the key.
fn of_signature(jws: &Jws, alg: &JwsAlgorithm) -> Option<Evidence> {
    match alg.algorithm {
        Algorithm::Ecdsa(_) => is_zero(&jws.signature.bytes).then_some(Evidence::ZeroSignature),
        Algorithm::Hmac(hash) => secrets::guessed(jws, hash).map(|bytes| Evidence::GuessableSecret { bytes }),
        _ => None,
    }
}

/// Whether r or s is zero, side by side or in DER.
fn is_zero(signature: &[u8]) -> bool {
    let zeros = |half: &[u8]| half.iter().all(|byte| *byte == 0);
    let (r, s) = signature.split_at(signature.len() / 2);
    zeros(r) || zeros(s) || signature == [0x30, 6, 2, 1, 0, 2, 1, 0]
}

/// Confusions about the algorithm that the header names.
fn as_named(candidate: usize, jws: &Jws, alg: &JwsAlgorithm, key: &Candidate<'_>) -> Option<Evidence> {
    match (key.material, alg.algorithm) {
        (Material::Public(public), Algorithm::Hmac(hash)) => {
            public_key::is_secret(jws, hash, public, &key.x5c)
                .then_some(Evidence::HmacWithPublicKey { candidate })
        }
        (Material::Shared(secret), Algorithm::Hmac(hash)) => {
            secrets::form(jws, hash, secret).map(|form| Evidence::SecretForm { candidate, form })
        }
        (Material::Public(key), Algorithm::Ecdsa(hash)) => {
            is_der(jws, hash, key).then_some(Evidence::EcdsaInDer { candidate })
        }
        _ => None,
    }
}

fn is_der(jws: &Jws, hash: Hash, key: &PublicKey) -> bool {
    verify_ecdsa(hash, EcdsaForm::Der, key, &jws.signed, &jws.signature.bytes).is_valid()
}

fn other_algorithm(candidate: usize, jws: &Jws, material: &Material) -> Option<Evidence> {
    JwsAlgorithm::all()
        .find(|alg| compute_over(&jws.signed, &jws.signature.bytes, alg, material) == AttemptOutcome::Valid)
        .map(|alg| Evidence::OtherAlgorithm { candidate, name: alg.name })
}

/// The signature is this key's, and what stands here is not what was signed.
///
/// An RSA key opens the signature and tells at once whether it is its own; with others each guess is a verification, so
/// that they are asked only where `sought`.
fn changed(number: usize, jws: &Jws, candidate: &Candidate<'_>, sought: bool) -> Option<Evidence> {
    let opened = match candidate.material {
        Material::Public(key) if key.kind() == KeyKind::Rsa => {
            Some(OpenedRsa::open(key, &jws.signature.bytes)?)
        }
        _ if !sought => return None,
        _ => None,
    };
    let found = original::find(jws, candidate, opened.as_ref());
    let found = found.map(|original| match original {
        original::Original::AsDecoded => Evidence::SignedBeforeReencoding { candidate: number },
        original::Original::Rewritten(original) => Evidence::Rewritten { candidate: number, original },
        original::Original::Header(header) => Evidence::OtherHeader { candidate: number, header },
    });
    found.or(opened.map(|_| Evidence::OtherBytes { candidate: number }))
}

/// A length that signatures of this key never have. One of a key of another kind says nothing.
fn wrong_length(candidate: usize, jws: &Jws, alg: &JwsAlgorithm, material: &Material) -> Option<Evidence> {
    let got = jws.signature.bytes.len();
    let wanted = match (material, alg.algorithm) {
        (Material::Shared(_), Algorithm::Hmac(hash)) => hash.len(),
        (Material::Public(key), algorithm) if key.kind().family() == algorithm.family() => {
            let bytes = key.bits()?.div_ceil(8);
            if algorithm.family() == Family::Rsa { bytes } else { 2 * bytes }
        }
        _ => return None,
    };
    (wanted != got).then_some(Evidence::SignatureLength { candidate, wanted, got })
}
