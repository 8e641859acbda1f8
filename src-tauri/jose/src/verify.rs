//! Whether a token's signature verifies, and with which key.

use ssoscope_crypto::{self as crypto, Algorithm, Curve, Family, KeyKind, Outcome};

use crate::compact::Jws;
use crate::json::Text;
use crate::{Alg, Embedded, Evidence, Jwk, JwsAlgorithm, Material, evidence};

/// A key that the person vouches for, and what it says about itself.
#[derive(Clone, Debug)]
pub struct Candidate<'a> {
    /// The key.
    pub material: &'a Material,
    /// Its name.
    pub kid: Option<&'a str>,
    /// The algorithm it is for.
    pub alg: Option<&'a str>,
    /// Its `use`.
    pub usage: Option<&'a str>,
    /// Its `key_ops`; empty where it has none.
    pub key_ops: Vec<&'a str>,
    /// Its certificates, in base64.
    pub x5c: Vec<&'a str>,
}

impl<'a> Candidate<'a> {
    /// A key that says nothing about itself, such as one from a PEM file or a client secret.
    pub fn bare(material: &'a Material) -> Candidate<'a> {
        Candidate { material, kid: None, alg: None, usage: None, key_ops: Vec::new(), x5c: Vec::new() }
    }

    /// A key of a set; `None` where it gives nothing to verify with.
    pub fn of(jwk: &'a Jwk) -> Option<Candidate<'a>> {
        let text = |text: &'a Option<Text>| text.as_ref().map(|text| text.value.as_str());
        Some(Candidate {
            material: jwk.material.as_ref().ok()?,
            kid: text(&jwk.kid),
            alg: text(&jwk.alg),
            usage: text(&jwk.usage),
            key_ops: jwk.key_ops.iter().map(|op| op.value.as_str()).collect(),
            x5c: jwk.x5c.iter().map(|text| text.value.as_str()).collect(),
        })
    }
}

/// What became of a token's signature.
#[derive(Clone, Debug)]
pub struct Verification {
    /// The algorithm that the header names; absent where it names none.
    pub alg: Option<Alg>,
    /// One attempt for each candidate, in their order. None are made unless the algorithm can be computed.
    pub attempts: Vec<Attempt>,
    /// Why no key fits, where something is known about that. Never a reason to accept the token.
    pub evidence: Vec<Evidence>,
    /// Keys that the header brings along or points at. Nobody vouches for them, and none of them is trusted.
    pub embedded: Vec<Embedded>,
}

/// What one key gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The candidate's number.
    pub candidate: usize,
    /// Whether its name is the one in the header; absent where either has none.
    pub kid_matches: Option<bool>,
    /// What was computed.
    pub outcome: AttemptOutcome,
    /// What the key says about itself that speaks against its use here, whatever was computed.
    pub objections: Vec<Objection>,
}

/// What was computed with one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttemptOutcome {
    /// The signature is this key's.
    Valid,
    /// It is not.
    Invalid,
    /// The algorithm takes another kind of key.
    KeyKind {
        /// What it takes.
        wanted: Family,
        /// What the key is.
        got: Family,
    },
    /// The algorithm takes a key on another curve (RFC 7518 section 3.4).
    Curve {
        /// What it takes.
        wanted: Curve,
        /// What the key is on.
        got: Curve,
    },
    /// This cannot be computed here, so nothing is known.
    Unsupported(String),
    /// The payload travels apart and was not given, so nothing is known.
    NoPayload,
}

/// Why a key may not be used here, by its own word (RFC 7517 sections 4.2 to 4.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objection {
    /// It is for another algorithm.
    Alg(String),
    /// It is not for signatures.
    Use(String),
    /// Its operations do not include verification.
    KeyOps(Vec<String>),
}

impl Attempt {
    /// Whether the signature is this key's and the key may be used here.
    pub fn accepts(&self) -> bool {
        self.outcome == AttemptOutcome::Valid && self.objections.is_empty()
    }
}

impl Verification {
    /// The first attempt that accepts the signature. The token's form and the key's name are judged elsewhere: see
    /// [`Jws::problems`] and [`Attempt::kid_matches`].
    pub fn accepted(&self) -> Option<&Attempt> {
        self.attempts.iter().find(|attempt| attempt.accepts())
    }
}

/// Tries every candidate, whatever its name, and looks for the reason where none fits. Keys in the token's own header are
/// never among them.
pub fn verify(jws: &Jws, candidates: &[Candidate<'_>]) -> Verification {
    let attempts = attempts(jws, candidates);
    let fits = attempts.iter().any(|attempt| attempt.outcome == AttemptOutcome::Valid);
    let evidence = if fits { Vec::new() } else { explain(jws, candidates) };
    Verification { alg: jws.alg().map(Alg::from_name), attempts, evidence, embedded: embedded(jws) }
}

/// One attempt for each candidate, in their order. None are made unless the algorithm can be computed.
pub fn attempts(jws: &Jws, candidates: &[Candidate<'_>]) -> Vec<Attempt> {
    let Some(known) = jws.alg().map(Alg::from_name).and_then(|alg| alg.known().copied()) else {
        return Vec::new();
    };
    let numbered = candidates.iter().enumerate();
    numbered.map(|(number, candidate)| attempt(jws, &known, number, candidate)).collect()
}

/// Why none of the candidates fits, where something is known about that. Never a reason to accept the token.
pub fn explain(jws: &Jws, candidates: &[Candidate<'_>]) -> Vec<Evidence> {
    jws.alg().map(|alg| evidence::gather(jws, &Alg::from_name(alg), candidates)).unwrap_or_default()
}

/// Keys that the header brings along or points at. Nobody vouches for them, and none of them is trusted.
pub fn embedded(jws: &Jws) -> Vec<Embedded> {
    crate::embedded::find(jws)
}

fn attempt(jws: &Jws, alg: &JwsAlgorithm, number: usize, candidate: &Candidate<'_>) -> Attempt {
    Attempt {
        candidate: number,
        kid_matches: jws.kid().zip(candidate.kid).map(|(wanted, got)| wanted == got),
        outcome: compute(jws, alg, candidate.material),
        objections: objections(alg, candidate),
    }
}

pub(crate) fn compute(jws: &Jws, alg: &JwsAlgorithm, material: &Material) -> AttemptOutcome {
    if jws.is_detached() {
        return AttemptOutcome::NoPayload;
    }
    compute_over(&jws.signed, &jws.signature.bytes, alg, material)
}

pub(crate) fn compute_over(
    signed: &[u8],
    signature: &[u8],
    alg: &JwsAlgorithm,
    material: &Material,
) -> AttemptOutcome {
    match (material, alg.algorithm) {
        (Material::Shared(secret), Algorithm::Hmac(hash)) => {
            match crypto::hmac_verify(hash, secret, signed, signature) {
                true => AttemptOutcome::Valid,
                false => AttemptOutcome::Invalid,
            }
        }
        (Material::Shared(_), algorithm) => {
            AttemptOutcome::KeyKind { wanted: algorithm.family(), got: Family::Secret }
        }
        (Material::Public(key), algorithm) => match (alg.curve, key.kind()) {
            (Some(wanted), KeyKind::Ec(got)) if wanted != got => AttemptOutcome::Curve { wanted, got },
            _ => crypto::verify(&algorithm, key, signed, signature).into(),
        },
    }
}

impl From<Outcome> for AttemptOutcome {
    fn from(outcome: Outcome) -> AttemptOutcome {
        match outcome {
            Outcome::Valid => AttemptOutcome::Valid,
            Outcome::Invalid => AttemptOutcome::Invalid,
            Outcome::KeyKind { wanted, got } => AttemptOutcome::KeyKind { wanted, got },
            Outcome::Unsupported(what) => AttemptOutcome::Unsupported(what),
        }
    }
}

fn objections(alg: &JwsAlgorithm, candidate: &Candidate<'_>) -> Vec<Objection> {
    let mut objections = Vec::new();
    if let Some(own) = candidate.alg.filter(|own| !same_algorithm(own, alg)) {
        objections.push(Objection::Alg(own.to_owned()));
    }
    if let Some(own) = candidate.usage.filter(|own| *own != "sig") {
        objections.push(Objection::Use(own.to_owned()));
    }
    // A shared secret, and a key published with its private part, may be listed for "sign".
    let verifies = |ops: &[&str]| ops.is_empty() || ops.contains(&"verify") || ops.contains(&"sign");
    if !verifies(&candidate.key_ops) {
        objections.push(Objection::KeyOps(candidate.key_ops.iter().map(|op| (*op).to_owned()).collect()));
    }
    objections
}

/// RFC 9864 gives some algorithms a second name.
fn same_algorithm(own: &str, alg: &JwsAlgorithm) -> bool {
    own == alg.name
        || Alg::from_name(own)
            .known()
            .is_some_and(|own| own.algorithm == alg.algorithm && own.curve == alg.curve)
}
