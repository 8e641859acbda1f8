//! Keys: a JWK Set or a single JWK (RFC 7517, sections 4 and 5).

use ssoscope_jose::json::{Document, Member, Text, Value};
use ssoscope_jose::jwk::JwkProblem;
use ssoscope_jose::{Limits, Material, NoMaterial};

use super::Problem;
use super::object::{placed, text_of};
use crate::decode::Spanned;
use crate::decode::x509::{self, Certificate, CertificateError};
use crate::span::{LayerId, Span};

/// A set of keys.
pub struct Jwks {
    /// All of it.
    pub at: Span,
    /// How it is written.
    pub form: KeySetForm,
    /// The keys, also those that can't be used.
    pub keys: Vec<Jwk>,
    /// What is wrong with the set itself.
    pub problems: Vec<Problem>,
}

/// How keys are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeySetForm {
    /// A JWK Set.
    Set,
    /// One JWK and no set.
    Single,
    /// Certificates in PEM by the names of their keys, as Google and Firebase publish theirs.
    Certificates,
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
    /// The SHA-256 thumbprint of its certificate.
    pub x5t_s256: Option<Spanned<String>>,
    /// Its certificates, in base64.
    pub x5c: Vec<Spanned<String>>,
    /// Where its private members stand, if they were published along; what they hold is not kept.
    pub private: Vec<Span>,
    /// The key itself, or why it can't be used.
    pub material: Result<Material, NoMaterial>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// Reads a set of keys or a single key; `None` for any other JSON.
pub(super) fn read(document: &Document, at: Span) -> Option<Jwks> {
    if !is_set(document) && document.text("kty").is_none() {
        return certificates(document, at);
    }
    let read = ssoscope_jose::Jwks::read(document, &Limits::DEFAULT);
    let keys = read.keys.iter().map(|key| jwk(key, at)).collect();
    let form = if read.is_single { KeySetForm::Single } else { KeySetForm::Set };
    let problems = of_json(document, at).into_iter().chain(problems(&read.problems, at)).collect();
    Some(Jwks { at, form, keys, problems })
}

/// Whether a document is a set of keys. Other lists are called `keys` too, such as that of certificates which SimpleSAMLphp keeps.
fn is_set(document: &Document) -> bool {
    /// Members of a key (RFC 7517, section 4; RFC 7518, section 6), one of which each has.
    const OF_KEYS: &[&str] = &[
        "kty", "kid", "use", "alg", "key_ops", "n", "e", "crv", "x", "y", "k", "x5c", "x5t", "x5t#S256",
        "x5u",
    ];
    let is_other =
        |key: &Value| key.object().is_some() && !OF_KEYS.iter().any(|name| key.member(name).is_some());
    let keys = document.member("keys").and_then(Value::array);
    keys.is_some_and(|keys| keys.is_empty() || !keys.iter().all(is_other))
}

/// What is wrong with the JSON itself, such as a member that stands twice.
fn of_json(document: &Document, at: Span) -> Vec<Problem> {
    let told = document.problems.iter().map(|flaw| {
        let says = format!("The key set is not clean JSON: {}", flaw.kind);
        Problem::new(flaw.kind.id(), says, placed(flaw.at.clone(), at))
    });
    told.collect()
}

/// A map of certificates; `None` where a member is none.
fn certificates(document: &Document, at: Span) -> Option<Jwks> {
    let members = document.object().filter(|members| !members.is_empty())?;
    let keys = members.iter().take(Limits::DEFAULT.keys).map(|member| of_certificate(member, at));
    let keys = keys.collect::<Option<Vec<Jwk>>>()?;
    Some(Jwks { at, form: KeySetForm::Certificates, keys, problems: Vec::new() })
}

fn of_certificate(member: &Member, within: Span) -> Option<Jwk> {
    let pem = member.value.text().filter(|text| text.value.starts_with("-----BEGIN CERTIFICATE-----"))?;
    let pem = text_of(pem.clone(), within);
    let certificate = x509::from_text(&pem.value, pem.at).map_err(|why| why.to_string());
    let material = certificate.and_then(|certificate| certificate.key.map(Material::Public));
    Some(Jwk {
        at: pem.at,
        kid: Some(text_of(member.name.clone(), within)),
        x5c: vec![pem],
        material: material.map_err(NoMaterial::Certificate),
        ..Jwk::default()
    })
}

impl Default for Jwk {
    fn default() -> Jwk {
        Jwk {
            at: Span::new(LayerId(0), 0..0),
            kty: None,
            kid: None,
            alg: None,
            usage: None,
            key_ops: Vec::new(),
            crv: None,
            x5t: None,
            x5t_s256: None,
            x5c: Vec::new(),
            private: Vec::new(),
            material: Err(NoMaterial::NoType),
            problems: Vec::new(),
        }
    }
}

impl Jwk {
    /// What to call it: the key “k1”, or the key without a name.
    pub fn called(&self) -> String {
        match &self.kid {
            Some(kid) => format!("the key “{}”", kid.value),
            None => "the key without a name".to_owned(),
        }
    }

    /// The certificate that comes first, which has to hold this very key (RFC 7517, section 4.7).
    pub fn certificate(&self) -> Option<Result<Certificate, CertificateError>> {
        self.x5c.first().map(|text| x509::from_text(&text.value, text.at))
    }
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
        x5t_s256: text(&key.x5t_s256),
        x5c: texts(&key.x5c),
        private: key.private.iter().map(|member| placed(member.clone(), within)).collect(),
        material: key.material.clone(),
        problems: problems(&key.problems, within),
    }
}

fn problems(flaws: &[ssoscope_jose::Problem<JwkProblem>], within: Span) -> Vec<Problem> {
    let problem = |flaw: &ssoscope_jose::Problem<JwkProblem>| {
        Problem::new(flaw.kind.id(), flaw.kind.to_string(), placed(flaw.at.clone(), within))
    };
    flaws.iter().map(problem).collect()
}
