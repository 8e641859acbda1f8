//! Keys: a JWK Set or a single JWK (RFC 7517, sections 4 and 5).

use ssoscope_jose::json::{Document, Text};
use ssoscope_jose::jwk::JwkProblem;
use ssoscope_jose::{Limits, Material};

use super::Problem;
use super::object::{placed, text_of};
use crate::decode::Spanned;
use crate::span::Span;

/// A set of keys.
pub struct Jwks {
    /// All of it.
    pub at: Span,
    /// Whether it is one JWK and no set.
    pub single: bool,
    /// The keys, also those that can't be used.
    pub keys: Vec<Jwk>,
    /// What is wrong with the set itself.
    pub problems: Vec<Problem>,
}

/// A key.
pub struct Jwk {
    /// All of it.
    pub at: Span,
    /// `RSA`, `EC`, `OKP`, `oct`.
    pub kty: Option<Spanned<String>>,
    /// Its name.
    pub kid: Option<Spanned<String>>,
    /// The algorithm that it is meant for.
    pub alg: Option<Spanned<String>>,
    /// `sig` or `enc`.
    pub usage: Option<Spanned<String>>,
    /// What it may be used for in detail.
    pub key_ops: Vec<Spanned<String>>,
    /// The curve.
    pub crv: Option<Spanned<String>>,
    /// The SHA-1 thumbprint of its certificate.
    pub x5t: Option<Spanned<String>>,
    /// Its certificates, in base64.
    pub x5c: Vec<Spanned<String>>,
    /// Where its private members stand, if they were published along; what they hold is not kept.
    pub private: Vec<Span>,
    /// The key itself, or why it can't be used.
    pub material: Result<Material, String>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// Reads a set of keys or a single key; `None` for any other JSON.
pub(super) fn read(document: &Document, at: Span) -> Option<Jwks> {
    let set = document.member("keys").is_some_and(|keys| keys.array().is_some());
    if !set && document.text("kty").is_none() {
        return None;
    }
    let read = ssoscope_jose::Jwks::read(document, &Limits::DEFAULT);
    let keys = read.keys.iter().map(|key| jwk(key, at)).collect();
    Some(Jwks { at, single: read.is_single, keys, problems: problems(&read.problems, at) })
}

/// A key, its places counted in `within`.
pub(super) fn jwk(key: &ssoscope_jose::Jwk, within: Span) -> Jwk {
    let text = |text: &Option<Text>| text.clone().map(|text| text_of(text, within));
    let texts = |texts: &[Text]| texts.iter().map(|text| text_of(text.clone(), within)).collect();
    Jwk {
        at: placed(key.at.clone(), within),
        kty: text(&key.kty),
        kid: text(&key.kid),
        alg: text(&key.alg),
        usage: text(&key.usage),
        key_ops: texts(&key.key_ops),
        crv: text(&key.crv),
        x5t: text(&key.x5t),
        x5c: texts(&key.x5c),
        private: key.private.iter().map(|member| placed(member.clone(), within)).collect(),
        material: key.material.clone().map_err(|why| why.to_string()),
        problems: problems(&key.problems, within),
    }
}

fn problems(flaws: &[ssoscope_jose::Problem<JwkProblem>], within: Span) -> Vec<Problem> {
    let problem = |flaw: &ssoscope_jose::Problem<JwkProblem>| {
        Problem::new(flaw.kind.id(), flaw.kind.to_string(), placed(flaw.at.clone(), within))
    };
    flaws.iter().map(problem).collect()
}
