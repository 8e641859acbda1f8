//! Tokens in compact form: JWS (RFC 7515 section 7.1) and JWE (RFC 7516 section 7.1).

mod problem;
pub(crate) mod reader;

use std::ops::Range;

pub use problem::TokenProblem;
pub use reader::read;

use crate::json::{Document, Value};
use crate::jwe::Jwe;
use crate::problem::Problem;
use crate::{Limits, Origin};

/// A token in compact form, told apart by its number of parts.
#[derive(Clone)]
pub enum Compact {
    /// Three parts.
    Jws(Box<Jws>),
    /// Five parts.
    Jwe(Box<Jwe>),
    /// Another number of parts, which is neither.
    Other(Box<Other>),
}

/// A part between two dots.
#[derive(Clone, Default)]
pub struct Part {
    /// Its text in the token.
    pub at: Range<u32>,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Which bytes of the token they came from.
    pub origin: Origin,
}

/// A signed token.
#[derive(Clone)]
pub struct Jws {
    /// The header's part.
    pub header_part: Part,
    /// The protected header; its places count in the decoded bytes of its part.
    pub header: Document,
    /// The header that is not signed, which only the JSON serialisation has (RFC 7515 section 7.2.1); its places count in
    /// the document.
    pub unprotected: Option<Value>,
    /// The payload's part. Empty when the payload travels apart (RFC 7515 appendix F).
    pub payload: Part,
    /// The payload as JSON where it begins like an object; its places count in the decoded bytes of its part.
    pub claims: Option<Document>,
    /// The signature's part.
    pub signature: Part,
    /// The text that is signed: header, dot and payload.
    pub signing_input: Range<u32>,
    /// The bytes that are signed: the signing input without white space.
    pub signed: Vec<u8>,
    /// What is wrong; places count in the token.
    pub problems: Vec<Problem<TokenProblem>>,
}

/// Something with dots that is no token.
#[derive(Clone)]
pub struct Other {
    /// How many parts it has.
    pub count: usize,
    /// The first part.
    pub header_part: Part,
    /// The header, where the first part is one.
    pub header: Document,
    /// What is wrong; places count in the token.
    pub problems: Vec<Problem<TokenProblem>>,
}

impl Jws {
    /// The algorithm that the header names.
    pub fn alg(&self) -> Option<&str> {
        self.parameter("alg")
    }

    /// The name of the key that the header gives.
    pub fn kid(&self) -> Option<&str> {
        self.parameter("kid")
    }

    /// A string of the header, the protected one first.
    fn parameter(&self, name: &str) -> Option<&str> {
        let unprotected = || self.unprotected.as_ref()?.member(name)?.text();
        self.header.text(name).or_else(unprotected).map(|text| text.value.as_str())
    }

    /// Whether the payload is not in the token, so that nothing can be verified until [`Jws::attach`] brings it.
    pub fn is_detached(&self) -> bool {
        self.payload.at.is_empty() && self.payload.bytes.is_empty()
    }

    /// Brings a payload that travelled apart (RFC 7515 appendix F, RFC 7797 section 5).
    pub fn attach(&mut self, payload: &[u8], limits: &Limits) {
        use base64::Engine;
        use base64::engine::general_purpose::URL_SAFE_NO_PAD;
        let raw = reader::unencoded(&self.header) == Some(true);
        match raw {
            true => self.signed.extend_from_slice(payload),
            false => self.signed.extend_from_slice(URL_SAFE_NO_PAD.encode(payload).as_bytes()),
        }
        self.claims = reader::claims(payload, limits);
        self.payload.bytes = payload.to_vec();
    }
}
