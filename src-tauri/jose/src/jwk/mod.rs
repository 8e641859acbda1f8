//! Keys: JWK and JWK Set (RFC 7517), with the parameters of RFC 7518 section 6 and RFC 8037.

mod fields;
mod material;
mod private;
mod problem;

use std::ops::Range;

use ssoscope_crypto::{PublicKey, Secret};

pub use private::{HeldKey, NoPrivateKey, PrivateJwk, read_private};
pub use problem::{JwkProblem, NoMaterial};

use self::fields::Fields;
use self::material::material;
use crate::Limits;
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
        let mut fields = Fields::of(object);
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
