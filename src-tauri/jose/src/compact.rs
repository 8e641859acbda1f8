//! Tokens in compact form: JWS (RFC 7515 section 7.1) and JWE (RFC 7516 section 7.1).

use std::ops::Range;

use crate::base64url::{self, Base64Problem};
use crate::json::{self, Document};
use crate::problem::{Problem, span};
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
    /// The header; its places count in the decoded bytes of its part.
    pub header: Document,
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

/// An encrypted token; nothing is decrypted here.
#[derive(Clone)]
pub struct Jwe {
    /// The header's part.
    pub header_part: Part,
    /// The header; its places count in the decoded bytes of its part.
    pub header: Document,
    /// The encrypted content-encryption key.
    pub encrypted_key: Part,
    /// The initialisation vector.
    pub iv: Part,
    /// The ciphertext.
    pub ciphertext: Part,
    /// The authentication tag.
    pub tag: Part,
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

/// What can be wrong with a token's form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenProblem {
    /// Neither three parts nor five.
    Parts(usize),
    /// Longer than what is read.
    TooLong(usize),
    /// A part is not base64url.
    Base64(Base64Problem),
    /// The header is not a JSON object.
    Header,
    /// The header names no algorithm as a string.
    Algorithm,
    /// `crit` is there but lists nothing, or is no array of strings (RFC 7515 section 4.1.11).
    Crit,
    /// `crit` lists an extension that is not known here, so the token must be refused.
    CritUnknown(String),
    /// `crit` lists a member that the header does not have.
    CritAbsent(String),
    /// `b64` is false, but `crit` does not list it (RFC 7797 section 6).
    B64WithoutCrit,
}

impl TokenProblem {
    /// A short name for tests and scripts.
    pub fn id(&self) -> &'static str {
        match self {
            TokenProblem::Parts(_) => "token/parts",
            TokenProblem::TooLong(_) => "token/too-long",
            TokenProblem::Base64(problem) => problem.id(),
            TokenProblem::Header => "token/header",
            TokenProblem::Algorithm => "token/algorithm",
            TokenProblem::Crit => "token/crit",
            TokenProblem::CritUnknown(_) => "token/crit-unknown",
            TokenProblem::CritAbsent(_) => "token/crit-absent",
            TokenProblem::B64WithoutCrit => "token/b64-without-crit",
        }
    }
}

impl std::fmt::Display for TokenProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            TokenProblem::Parts(count) => write!(
                f,
                "dots divide this into {count} parts; a signed token has three, an encrypted one five"
            ),
            TokenProblem::TooLong(limit) => write!(f, "this is longer than the {limit} bytes that are read"),
            TokenProblem::Base64(problem) => problem.fmt(f),
            TokenProblem::Header => f.write_str("the first part does not decode to a JSON object"),
            TokenProblem::Algorithm => f.write_str("the header names no algorithm (alg)"),
            TokenProblem::Crit => f.write_str("crit has to be an array that lists at least one name"),
            TokenProblem::CritUnknown(name) => {
                write!(f, "the header says that {name:?} has to be understood, and it is not known here")
            }
            TokenProblem::CritAbsent(name) => {
                write!(f, "crit lists {name:?}, which the header does not have")
            }
            TokenProblem::B64WithoutCrit => f.write_str("b64 is false, but crit does not list it"),
        }
    }
}

/// Reads a token, which should be trimmed. Never fails.
pub fn read(token: &[u8], limits: &Limits) -> Compact {
    let mut cutter = Cutter { token, limits, problems: Vec::new() };
    let parts = cutter.cut();
    match parts.as_slice() {
        [header, payload, signature] => Compact::Jws(Box::new(cutter.jws(header, payload, signature))),
        [header, key, iv, ciphertext, tag] => {
            let (header_part, header) = cutter.header(header);
            Compact::Jwe(Box::new(Jwe {
                encrypted_key: cutter.part(key),
                iv: cutter.part(iv),
                ciphertext: cutter.part(ciphertext),
                tag: cutter.part(tag),
                header_part,
                header,
                problems: cutter.problems,
            }))
        }
        _ => Compact::Other(Box::new(cutter.other(&parts))),
    }
}

struct Cutter<'a> {
    token: &'a [u8],
    limits: &'a Limits,
    problems: Vec<Problem<TokenProblem>>,
}

impl Cutter<'_> {
    /// The parts between the dots; none where the token is too long.
    fn cut(&mut self) -> Vec<Range<usize>> {
        let limit = self.limits.bytes.min(u32::MAX as usize);
        if self.token.len() > limit {
            self.problem(TokenProblem::TooLong(limit), limit, self.token.len());
            return Vec::new();
        }
        let mut start = 0;
        let text = self.token.split(|byte| *byte == b'.');
        text.map(|part| {
            let range = start..start + part.len();
            start = range.end + 1;
            range
        })
        .collect()
    }

    fn jws(mut self, header: &Range<usize>, payload: &Range<usize>, signature: &Range<usize>) -> Jws {
        let (header_part, header_json) = self.header(header);
        let is_encoded = self.is_payload_encoded(&header_json, header);
        let payload_part = if is_encoded { self.part(payload) } else { self.raw_part(payload) };
        let signature_part = self.part(signature);
        let input = header.start..payload.end;
        let kept = |byte: &&u8| !is_encoded || !byte.is_ascii_whitespace();
        let signed = self.token.get(input.clone()).unwrap_or_default().iter().filter(kept).copied().collect();
        Jws {
            claims: claims(&payload_part.bytes, self.limits),
            header_part,
            header: header_json,
            payload: payload_part,
            signature: signature_part,
            signing_input: span(input.start, input.end),
            signed,
            problems: self.problems,
        }
    }

    fn other(mut self, parts: &[Range<usize>]) -> Other {
        let count = parts.len();
        if count > 0 {
            self.problem(TokenProblem::Parts(count), 0, self.token.len());
        }
        let told = self.problems.clone();
        let (header_part, header) = self.header(&parts.first().cloned().unwrap_or_default());
        // What is no token need not be told that its first part is no header.
        Other { count, header_part, header, problems: told }
    }

    fn part(&mut self, range: &Range<usize>) -> Part {
        let decoded = base64url::decode(self.token, range.clone());
        let told = decoded.problems.into_iter();
        self.problems
            .extend(told.map(|problem| Problem { kind: TokenProblem::Base64(problem.kind), at: problem.at }));
        Part { at: span(range.start, range.end), bytes: decoded.bytes, origin: decoded.origin }
    }

    /// A payload that is not encoded (RFC 7797).
    fn raw_part(&self, range: &Range<usize>) -> Part {
        let at = span(range.start, range.end);
        let bytes = self.token.get(range.clone()).unwrap_or_default().to_vec();
        Part { origin: Origin::copied(at.start, at.end - at.start), at, bytes }
    }

    fn header(&mut self, range: &Range<usize>) -> (Part, Document) {
        let part = self.part(range);
        let header = json::read(&part.bytes, self.limits);
        if header.object().is_none() {
            self.problem(TokenProblem::Header, range.start, range.end);
        } else if header.text("alg").is_none() {
            self.problem(TokenProblem::Algorithm, range.start, range.end);
        }
        self.crit(&header, range);
        (part, header)
    }

    /// RFC 7515 section 4.1.11: of the extensions that may be critical, `b64` alone is known here.
    fn crit(&mut self, header: &Document, range: &Range<usize>) {
        let Some(crit) = header.member("crit") else { return };
        let names = crit.array().unwrap_or_default();
        if names.is_empty() || names.iter().any(|name| name.text().is_none()) {
            self.problem(TokenProblem::Crit, range.start, range.end);
        }
        for name in names.iter().filter_map(json::Value::text).take(self.limits.problems) {
            if header.member(&name.value).is_none() {
                self.problem(TokenProblem::CritAbsent(name.value.clone()), range.start, range.end);
            }
            if name.value != "b64" {
                self.problem(TokenProblem::CritUnknown(name.value.clone()), range.start, range.end);
            }
        }
    }

    fn is_payload_encoded(&mut self, header: &Document, range: &Range<usize>) -> bool {
        let unencoded = unencoded(header);
        if unencoded == Some(false) {
            self.problem(TokenProblem::B64WithoutCrit, range.start, range.end);
        }
        unencoded != Some(true)
    }

    fn problem(&mut self, kind: TokenProblem, start: usize, end: usize) {
        self.problems.push(Problem { kind, at: span(start, end) });
    }
}

/// Whether `b64` says that the payload is not encoded (RFC 7797 section 3), and then whether `crit` lists it, without which
/// it does not count.
fn unencoded(header: &Document) -> Option<bool> {
    header.member("b64").and_then(json::Value::boolean).filter(|b64| !b64)?;
    let crit = header.member("crit").and_then(json::Value::array).unwrap_or_default();
    Some(crit.iter().filter_map(json::Value::text).any(|name| name.value == "b64"))
}

fn claims(payload: &[u8], limits: &Limits) -> Option<Document> {
    let begins = payload.iter().find(|byte| !byte.is_ascii_whitespace());
    (begins == Some(&b'{')).then(|| json::read(payload, limits))
}

impl Jws {
    /// The algorithm that the header names.
    pub fn alg(&self) -> Option<&str> {
        self.header.text("alg").map(|alg| alg.value.as_str())
    }

    /// The name of the key that the header gives.
    pub fn kid(&self) -> Option<&str> {
        self.header.text("kid").map(|kid| kid.value.as_str())
    }

    /// Whether the payload is not in the token, so that nothing can be verified until [`Jws::attach`] brings it.
    pub fn is_detached(&self) -> bool {
        self.payload.at.is_empty() && self.payload.bytes.is_empty()
    }

    /// Brings a payload that travelled apart (RFC 7515 appendix F, RFC 7797 section 5).
    pub fn attach(&mut self, payload: &[u8], limits: &Limits) {
        use base64::Engine;
        use base64::engine::general_purpose::URL_SAFE_NO_PAD;
        let raw = unencoded(&self.header) == Some(true);
        match raw {
            true => self.signed.extend_from_slice(payload),
            false => self.signed.extend_from_slice(URL_SAFE_NO_PAD.encode(payload).as_bytes()),
        }
        self.claims = claims(payload, limits);
        self.payload.bytes = payload.to_vec();
    }
}
