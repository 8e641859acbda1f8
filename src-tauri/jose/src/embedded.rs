//! Keys that a token's own header brings along or points at.

use std::ops::Range;

use crate::compact::Jws;
use crate::json::{Text, Value};
use crate::verify::{AttemptOutcome, compute};
use crate::{Alg, Jwk};

/// A key in the header, for which nobody vouches (RFC 7515 sections 4.1.2 to 4.1.6). Places count in the header.
#[derive(Clone, Debug)]
pub enum Embedded {
    /// `jwk`: the key itself.
    Jwk {
        /// The key.
        key: Box<Jwk>,
        /// What it makes of the signature; absent where nothing could be computed. Valid says only that whoever made the
        /// token had this key.
        outcome: Option<AttemptOutcome>,
    },
    /// `x5c`: certificates, in base64, the signer's first.
    X5c {
        /// The member.
        at: Range<u32>,
        /// The certificates.
        certificates: Vec<Text>,
    },
    /// `jku`: where a key set is.
    Jku(Text),
    /// `x5u`: where certificates are.
    X5u(Text),
}

pub(crate) fn find(jws: &Jws) -> Vec<Embedded> {
    let header = &jws.header;
    let jwk = header.member("jwk").filter(|jwk| jwk.object().is_some()).map(|jwk| embedded_jwk(jws, jwk));
    let x5c = header.member("x5c").map(|x5c| {
        let items = x5c.array().unwrap_or_default().iter();
        Embedded::X5c { at: x5c.at.clone(), certificates: items.filter_map(Value::text).cloned().collect() }
    });
    let jku = header.text("jku").cloned().map(Embedded::Jku);
    let x5u = header.text("x5u").cloned().map(Embedded::X5u);
    [jwk, x5c, jku, x5u].into_iter().flatten().collect()
}

fn embedded_jwk(jws: &Jws, jwk: &Value) -> Embedded {
    let key = Jwk::read(jwk);
    let alg = jws.alg().map(Alg::from_name);
    let known = alg.as_ref().and_then(Alg::known);
    let outcome = known.zip(key.material.as_ref().ok()).map(|(alg, material)| compute(jws, alg, material));
    Embedded::Jwk { key: Box::new(key), outcome }
}
