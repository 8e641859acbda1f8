//! Keys: JWK and JWK Set (RFC 7517), with the parameters of RFC 7518 section 6 and RFC 8037.

use std::ops::Range;

use ssoscope_crypto::{Curve, KeyError, PublicKey, Secret};

use crate::Limits;
use crate::base64url::{self, Base64Problem};
use crate::json::{Document, Text, Value};
use crate::problem::Problem;

/// A set of keys, or a single one.
#[derive(Clone, Debug, Default)]
pub struct Jwks {
    /// Whether the document is one JWK and no set.
    pub is_single: bool,
    /// The keys, also those that cannot be used.
    pub keys: Vec<Jwk>,
    /// What is wrong with the set itself.
    pub problems: Vec<Problem<JwkProblem>>,
}

/// A key and what it says about itself. Places count in the document.
#[derive(Clone, Debug)]
pub struct Jwk {
    /// All of it.
    pub at: Range<u32>,
    /// Its type: `RSA`, `EC`, `OKP`, `oct`.
    pub kty: Option<Text>,
    /// Its name.
    pub kid: Option<Text>,
    /// What it is for: `sig` or `enc`.
    pub usage: Option<Text>,
    /// The algorithm it is for.
    pub alg: Option<Text>,
    /// The operations it is for.
    pub key_ops: Vec<Text>,
    /// Its curve.
    pub crv: Option<Text>,
    /// Its certificates, in base64 (not base64url).
    pub x5c: Vec<Text>,
    /// The SHA-1 thumbprint of its certificate.
    pub x5t: Option<Text>,
    /// The SHA-256 thumbprint of its certificate.
    pub x5t_s256: Option<Text>,
    /// Where its certificates are.
    pub x5u: Option<Text>,
    /// Where its private members stand, if there are any. What they hold is never kept.
    pub private: Vec<Range<u32>>,
    /// What to verify with, or why there is nothing.
    pub material: Result<Material, NoMaterial>,
    /// What is wrong with it.
    pub problems: Vec<Problem<JwkProblem>>,
}

/// What a signature is verified with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Material {
    /// A public key.
    Public(PublicKey),
    /// A shared secret.
    Shared(Secret),
}

/// Why a JWK gives nothing to verify with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoMaterial {
    /// It has no `kty`.
    #[error("the key does not say its type (kty)")]
    NoType,
    /// Its type is not known.
    #[error("the key type {0:?} is not known here")]
    UnknownType(String),
    /// Its curve is not known or not computed.
    #[error("the curve {0:?} is not computed here")]
    UnknownCurve(String),
    /// Its curve serves key agreement, not signatures (RFC 8037 section 3.2).
    #[error("a key on {0} serves encryption and signs nothing")]
    KeyAgreement(String),
    /// A member that its type needs is missing or no string.
    #[error("the key has no {0}")]
    Missing(&'static str),
    /// The numbers are no key.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// What can be wrong with a key or a set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JwkProblem {
    /// The document is neither a set nor a key.
    NotKeys,
    /// An item of the set is no object.
    NotAKey,
    /// More keys than are read.
    TooManyKeys(usize),
    /// A member is not of the type that it should be.
    Type {
        /// The member.
        member: &'static str,
        /// What it should be.
        wanted: &'static str,
    },
    /// A member is not base64url.
    Base64 {
        /// The member.
        member: &'static str,
        /// How.
        problem: Base64Problem,
    },
    /// A number begins with a zero byte (RFC 7518 section 2, Base64urlUInt).
    LeadingZero(&'static str),
    /// A coordinate does not have the length of its curve (RFC 7518 section 6.2.1.2).
    CoordinateLength {
        /// The member.
        member: &'static str,
        /// Bytes that it should have.
        wanted: usize,
        /// Bytes that it has.
        got: usize,
    },
    /// Private members are published along.
    Private,
    /// Another key of the set has this name too.
    DuplicateKid,
}

impl JwkProblem {
    /// A short name for tests and scripts.
    pub fn id(&self) -> &'static str {
        match self {
            JwkProblem::NotKeys => "jwk/not-keys",
            JwkProblem::NotAKey => "jwk/not-a-key",
            JwkProblem::TooManyKeys(_) => "jwk/too-many-keys",
            JwkProblem::Type { .. } => "jwk/type",
            JwkProblem::Base64 { problem, .. } => problem.id(),
            JwkProblem::LeadingZero(_) => "jwk/leading-zero",
            JwkProblem::CoordinateLength { .. } => "jwk/coordinate-length",
            JwkProblem::Private => "jwk/private",
            JwkProblem::DuplicateKid => "jwk/duplicate-kid",
        }
    }
}

impl std::fmt::Display for JwkProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            JwkProblem::NotKeys => f.write_str("this JSON is neither a key set (keys) nor a key (kty)"),
            JwkProblem::NotAKey => f.write_str("this item of the key set is not an object"),
            JwkProblem::TooManyKeys(limit) => {
                write!(f, "the set has more than the {limit} keys that are read")
            }
            JwkProblem::Type { member, wanted } => write!(f, "{member} should be {wanted}"),
            JwkProblem::Base64 { member, problem } => write!(f, "in {member}: {problem}"),
            JwkProblem::LeadingZero(member) => {
                write!(f, "{member} begins with a zero byte that should not be there")
            }
            JwkProblem::CoordinateLength { member, wanted, got } => {
                write!(f, "{member} has {got} bytes, where its curve takes {wanted}")
            }
            JwkProblem::Private => {
                f.write_str("this member belongs to the private key and is published along")
            }
            JwkProblem::DuplicateKid => f.write_str("an earlier key of the set has the same kid"),
        }
    }
}

impl Jwks {
    /// Reads a key set or a single key.
    pub fn read(document: &Document, limits: &Limits) -> Jwks {
        let Some(root) = document.root.as_ref() else { return Jwks::default() };
        match root.member("keys").and_then(Value::array) {
            Some(items) => Jwks::of_set(items, limits),
            None if root.member("kty").is_some() => {
                Jwks { is_single: true, keys: vec![Jwk::read(root)], problems: Vec::new() }
            }
            None => {
                let problems = vec![Problem { kind: JwkProblem::NotKeys, at: root.at.clone() }];
                Jwks { problems, ..Jwks::default() }
            }
        }
    }

    fn of_set(items: &[Value], limits: &Limits) -> Jwks {
        let mut set = Jwks::default();
        for item in items.iter().take(limits.keys) {
            match item.object() {
                Some(_) => set.keys.push(Jwk::read(item)),
                None => set.problems.push(Problem { kind: JwkProblem::NotAKey, at: item.at.clone() }),
            }
        }
        if let Some(first) = items.get(limits.keys) {
            let kind = JwkProblem::TooManyKeys(limits.keys);
            set.problems.push(Problem { kind, at: first.at.clone() });
        }
        set.find_duplicates();
        set
    }

    fn find_duplicates(&mut self) {
        let mut seen = std::collections::HashSet::new();
        for kid in self.keys.iter().filter_map(|key| key.kid.as_ref()) {
            if !seen.insert(kid.value.as_str()) {
                self.problems.push(Problem { kind: JwkProblem::DuplicateKid, at: kid.at.clone() });
            }
        }
    }
}

impl Jwk {
    /// Reads a key from an object.
    pub fn read(object: &Value) -> Jwk {
        let mut fields = Fields { object, problems: Vec::new() };
        let kty = fields.text("kty");
        let crv = fields.text("crv");
        let material = material(kty.as_ref(), crv.as_ref(), &mut fields);
        Jwk {
            at: object.at.clone(),
            kid: fields.text("kid"),
            usage: fields.text("use"),
            alg: fields.text("alg"),
            key_ops: fields.texts("key_ops"),
            x5c: fields.texts("x5c"),
            x5t: fields.text("x5t"),
            x5t_s256: fields.text("x5t#S256"),
            x5u: fields.text("x5u"),
            private: fields.private(kty.as_ref()),
            kty,
            crv,
            material,
            problems: fields.problems,
        }
    }
}

fn material(kty: Option<&Text>, crv: Option<&Text>, fields: &mut Fields<'_>) -> Result<Material, NoMaterial> {
    let kty = kty.ok_or(NoMaterial::NoType)?;
    match kty.value.as_str() {
        "RSA" => rsa(fields),
        "EC" => ec(crv, fields),
        "OKP" => okp(crv, fields),
        "oct" => fields.bytes("k").map(|k| Material::Shared(Secret::new(k))),
        other => Err(NoMaterial::UnknownType(other.to_owned())),
    }
}

fn rsa(fields: &mut Fields<'_>) -> Result<Material, NoMaterial> {
    let n = fields.number("n")?;
    let e = fields.number("e")?;
    Ok(Material::Public(PublicKey::rsa(&n, &e)?))
}

fn ec(crv: Option<&Text>, fields: &mut Fields<'_>) -> Result<Material, NoMaterial> {
    let crv = crv.ok_or(NoMaterial::Missing("crv"))?;
    let curve = Curve::ALL
        .into_iter()
        .find(|curve| curve.name() == crv.value)
        .ok_or_else(|| NoMaterial::UnknownCurve(crv.value.clone()))?;
    let x = fields.coordinate("x", curve)?;
    let y = fields.coordinate("y", curve)?;
    Ok(Material::Public(PublicKey::ec(curve, &x, &y)?))
}

fn okp(crv: Option<&Text>, fields: &mut Fields<'_>) -> Result<Material, NoMaterial> {
    let crv = crv.ok_or(NoMaterial::Missing("crv"))?;
    match crv.value.as_str() {
        "Ed25519" => Ok(Material::Public(PublicKey::ed25519(&fields.bytes("x")?)?)),
        other @ ("X25519" | "X448") => Err(NoMaterial::KeyAgreement(other.to_owned())),
        other => Err(NoMaterial::UnknownCurve(other.to_owned())),
    }
}

/// Reads members of a key and notes what is wrong with them.
struct Fields<'a> {
    object: &'a Value,
    problems: Vec<Problem<JwkProblem>>,
}

impl Fields<'_> {
    fn text(&mut self, member: &'static str) -> Option<Text> {
        let value = self.object.member(member)?;
        if value.text().is_none() {
            self.problem(JwkProblem::Type { member, wanted: "a string" }, &value.at);
        }
        value.text().cloned()
    }

    fn texts(&mut self, member: &'static str) -> Vec<Text> {
        let Some(value) = self.object.member(member) else { return Vec::new() };
        let items = value.array().unwrap_or_default();
        let texts: Vec<Text> = items.iter().filter_map(Value::text).cloned().collect();
        if value.array().is_none() || texts.len() < items.len() {
            self.problem(JwkProblem::Type { member, wanted: "an array of strings" }, &value.at);
        }
        texts
    }

    /// A member in base64url.
    fn bytes(&mut self, member: &'static str) -> Result<Vec<u8>, NoMaterial> {
        let text = self.text(member).ok_or(NoMaterial::Missing(member))?;
        let decoded = base64url::decode(text.value.as_bytes(), 0..text.value.len());
        for problem in decoded.problems {
            let kind = JwkProblem::Base64 { member, problem: problem.kind };
            self.problem(kind, &text.trace(problem.at).unwrap_or(text.at.clone()));
        }
        Ok(decoded.bytes)
    }

    /// A Base64urlUInt (RFC 7518 section 2): the least number of bytes.
    fn number(&mut self, member: &'static str) -> Result<Vec<u8>, NoMaterial> {
        let bytes = self.bytes(member)?;
        if bytes.len() > 1 && bytes.first() == Some(&0) {
            self.problem_at(JwkProblem::LeadingZero(member), member);
        }
        Ok(bytes)
    }

    /// A coordinate, which always takes as many bytes as its curve. One that lost its leading zeros, as some software
    /// writes it, is told and still used; so is one with too many.
    fn coordinate(&mut self, member: &'static str, curve: Curve) -> Result<Vec<u8>, NoMaterial> {
        let bytes = self.bytes(member)?;
        let (wanted, got) = (curve.coordinate_len(), bytes.len());
        if got == wanted {
            return Ok(bytes);
        }
        self.problem_at(JwkProblem::CoordinateLength { member, wanted, got }, member);
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        let number = bytes.get(zeros..).unwrap_or_default();
        let mut fitted = vec![0; wanted.saturating_sub(number.len())];
        fitted.extend_from_slice(number);
        Ok(fitted)
    }

    /// Where members of the private key stand (RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1; RFC 8037 section 2).
    fn private(&mut self, kty: Option<&Text>) -> Vec<Range<u32>> {
        const RSA: &[&str] = &["d", "p", "q", "dp", "dq", "qi", "oth"];
        let names: &[&str] = match kty.map(|kty| kty.value.as_str()) {
            Some("RSA") => RSA,
            Some("EC" | "OKP") => &["d"],
            Some("oct") => &["k"],
            _ => &[],
        };
        let members = self.object.object().unwrap_or_default().iter();
        let private = members.filter(|member| names.contains(&member.name.value.as_str()));
        let places: Vec<Range<u32>> = private.map(|member| member.value.at.clone()).collect();
        // A shared secret consists of nothing else.
        if names != ["k"] {
            places.iter().for_each(|at| self.problem(JwkProblem::Private, at));
        }
        places
    }

    fn problem_at(&mut self, kind: JwkProblem, member: &str) {
        let at = self.object.member(member).map(|value| value.at.clone()).unwrap_or_default();
        self.problem(kind, &at);
    }

    fn problem(&mut self, kind: JwkProblem, at: &Range<u32>) {
        self.problems.push(Problem { kind, at: at.clone() });
    }
}
