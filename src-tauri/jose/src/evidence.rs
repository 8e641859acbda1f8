//! Known confusions, tried when no key fits: each says what went wrong and accepts nothing.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ssoscope_crypto::{Algorithm, EcdsaForm, Hash, PublicKey, Secret, hmac_verify, verify_ecdsa};

use crate::base64url;
use crate::compact::Jws;
use crate::verify::{AttemptOutcome, Candidate, compute_over};
use crate::{JwsAlgorithm, Material};

/// What fits when something is taken differently from what the token says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// The signature is over the parts without their padding, in the url alphabet: somebody changed the text afterwards.
    SignedBeforeReencoding {
        /// The candidate's number.
        candidate: usize,
    },
}

/// How a secret has to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretForm {
    /// Decoded from base64 or base64url.
    Base64Decoded,
    /// Decoded from hexadecimal.
    HexDecoded,
    /// As the base64url text of its bytes.
    Base64urlText,
    /// As the base64 text of its bytes.
    Base64Text,
    /// As the hexadecimal text of its bytes.
    HexText,
    /// Without white space around it.
    Trimmed,
}

/// Candidates that confusions are tried with; a set is rarely larger, and an attacker's need not be served.
const TRIED: usize = 32;

pub(crate) fn gather(jws: &Jws, alg: &JwsAlgorithm, candidates: &[Candidate<'_>]) -> Vec<Evidence> {
    if jws.is_detached() {
        return Vec::new();
    }
    let numbered = candidates.iter().take(TRIED).enumerate();
    numbered
        .flat_map(|(candidate, key)| {
            let found = match (key.material, alg.algorithm) {
                (Material::Public(key), Algorithm::Hmac(hash)) => {
                    public_key_as_secret(candidate, jws, hash, key)
                }
                (Material::Shared(secret), Algorithm::Hmac(hash)) => {
                    secret_form(candidate, jws, hash, secret)
                }
                (Material::Public(key), Algorithm::Ecdsa(hash)) => ecdsa_in_der(candidate, jws, hash, key),
                _ => None,
            };
            let other = found.or_else(|| other_algorithm(candidate, jws, key.material));
            other.or_else(|| signed_before_reencoding(candidate, jws, alg, key.material))
        })
        .collect()
}

fn ecdsa_in_der(candidate: usize, jws: &Jws, hash: Hash, key: &PublicKey) -> Option<Evidence> {
    let outcome = verify_ecdsa(hash, EcdsaForm::Der, key, &jws.signed, &jws.signature.bytes);
    outcome.is_valid().then_some(Evidence::EcdsaInDer { candidate })
}

fn other_algorithm(candidate: usize, jws: &Jws, material: &Material) -> Option<Evidence> {
    JwsAlgorithm::all()
        .find(|alg| compute_over(&jws.signed, &jws.signature.bytes, alg, material) == AttemptOutcome::Valid)
        .map(|alg| Evidence::OtherAlgorithm { candidate, name: alg.name })
}

fn signed_before_reencoding(
    candidate: usize,
    jws: &Jws,
    alg: &JwsAlgorithm,
    material: &Material,
) -> Option<Evidence> {
    let parts = [&jws.header_part, &jws.payload].map(|part| URL_SAFE_NO_PAD.encode(&part.bytes));
    let canonical = parts.join(".").into_bytes();
    if canonical == jws.signed {
        return None;
    }
    let outcome = compute_over(&canonical, &jws.signature.bytes, alg, material);
    (outcome == AttemptOutcome::Valid).then_some(Evidence::SignedBeforeReencoding { candidate })
}

fn public_key_as_secret(candidate: usize, jws: &Jws, hash: Hash, key: &PublicKey) -> Option<Evidence> {
    let forms = public_key_texts(key).into_iter().map(Secret::new);
    fitting(jws, hash, forms).map(|_| Evidence::HmacWithPublicKey { candidate })
}

/// The texts of a public key that software has been seen to take for a secret.
fn public_key_texts(key: &PublicKey) -> Vec<Vec<u8>> {
    let base64 = STANDARD.encode(key.spki());
    let lines: Vec<&str> =
        (0..base64.len()).step_by(64).filter_map(|at| base64.get(at..).map(first_line)).collect();
    let pem = format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----", lines.join("\n"));
    let crlf = pem.replace('\n', "\r\n");
    let mut texts = vec![format!("{pem}\n"), pem, format!("{crlf}\r\n"), crlf, base64];
    texts.extend(key.rsa_numbers().map(|(n, _)| URL_SAFE_NO_PAD.encode(n)));
    let mut texts: Vec<Vec<u8>> = texts.into_iter().map(String::into_bytes).collect();
    texts.push(key.spki().to_vec());
    texts
}

fn first_line(text: &str) -> &str {
    text.get(..64).unwrap_or(text)
}

fn secret_form(candidate: usize, jws: &Jws, hash: Hash, secret: &Secret) -> Option<Evidence> {
    let forms = secret_forms(secret);
    let index = fitting(jws, hash, forms.iter().map(|(_, secret)| secret.clone()))?;
    forms.get(index).map(|(form, _)| Evidence::SecretForm { candidate, form: *form })
}

fn secret_forms(secret: &Secret) -> Vec<(SecretForm, Secret)> {
    let bytes = secret.expose();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let decoded = base64url::decode(bytes, 0..bytes.len()).bytes;
    let mut forms = vec![
        (SecretForm::Trimmed, Secret::from(bytes.trim_ascii())),
        (SecretForm::Base64Decoded, Secret::new(decoded)),
        (SecretForm::Base64urlText, Secret::new(URL_SAFE_NO_PAD.encode(bytes).into_bytes())),
        (SecretForm::Base64Text, Secret::new(STANDARD.encode(bytes).into_bytes())),
        (SecretForm::HexText, Secret::new(hex.into_bytes())),
    ];
    forms.extend(unhex(bytes.trim_ascii()).map(|bytes| (SecretForm::HexDecoded, Secret::new(bytes))));
    forms.retain(|(_, form)| form != secret && !form.is_empty());
    forms
}

fn unhex(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let pairs = text.chunks(2).map(|pair| match pair {
        [high, low] => u8::try_from(digit(high)? << 4 | digit(low)?).ok(),
        _ => None,
    });
    pairs.collect()
}

/// The number of the first secret that the HMAC is keyed with.
fn fitting(jws: &Jws, hash: Hash, mut secrets: impl Iterator<Item = Secret>) -> Option<usize> {
    secrets.position(|secret| hmac_verify(hash, &secret, &jws.signed, &jws.signature.bytes))
}
