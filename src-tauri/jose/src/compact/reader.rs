//! Cuts a compact token at its dots and decodes the parts.

use std::ops::Range;

use super::{Compact, Jwe, Jws, Other, Part, TokenProblem};
use crate::base64url;
use crate::json::{self, Document, Value};
use crate::problem::{Problem, span};
use crate::{Limits, Origin};

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
        [header, payload] if cutter.is_header(header) => {
            cutter.problem(TokenProblem::Parts(2), payload.end, payload.end);
            let missing = payload.end..payload.end;
            Compact::Jws(Box::new(cutter.jws(header, payload, &missing)))
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
        let parts = text.map(|part| {
            let range = start..start + part.len();
            start = range.end + 1;
            range
        });
        // One more than any token has: nobody needs the places of a million dots.
        parts.take(6).collect()
    }

    fn jws(mut self, header: &Range<usize>, payload: &Range<usize>, signature: &Range<usize>) -> Jws {
        let (header_part, header_json) = self.header(header);
        let is_encoded = unencoded(&header_json) != Some(true);
        let payload_part = if is_encoded { self.part(payload) } else { self.raw_part(payload) };
        let signature_part = self.part(signature);
        let input = header.start..payload.end;
        let text = self.token.get(input.clone()).unwrap_or_default();
        let spaced = is_encoded && text.iter().any(u8::is_ascii_whitespace);
        let signed = match spaced {
            true => text.iter().filter(|byte| !byte.is_ascii_whitespace()).copied().collect(),
            false => text.to_vec(),
        };
        Jws {
            claims: claims(&payload_part.bytes, self.limits),
            header_part,
            header: header_json,
            unprotected: None,
            payload: payload_part,
            signature: signature_part,
            signing_input: span(input.start, input.end),
            signed,
            problems: self.problems,
        }
    }

    /// Whether a part holds the header of a token, so that what follows is one whose signature is missing.
    fn is_header(&self, range: &Range<usize>) -> bool {
        json::read(&base64url::decode(self.token, range.clone()).bytes, self.limits).text("alg").is_some()
    }

    fn other(mut self, parts: &[Range<usize>]) -> Other {
        let count = match parts.is_empty() {
            true => 0,
            false => 1 + self.token.iter().filter(|byte| **byte == b'.').count(),
        };
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
        let (header, problems) = Headers { protected: &part, unprotected: None }.read(self.limits);
        self.problems.extend(problems);
        (part, header)
    }

    fn problem(&mut self, kind: TokenProblem, start: usize, end: usize) {
        self.problems.push(Problem { kind, at: span(start, end) });
    }
}

/// The headers of a signature.
pub(crate) struct Headers<'a> {
    /// What is signed; empty where nothing is.
    pub(crate) protected: &'a Part,
    /// What is not.
    pub(crate) unprotected: Option<&'a Value>,
}

impl Headers<'_> {
    /// The protected header, and what is wrong with both.
    pub(crate) fn read(&self, limits: &Limits) -> (Document, Vec<Problem<TokenProblem>>) {
        if self.protected.bytes.len() > limits.header {
            let kind = TokenProblem::HeaderTooLong(limits.header);
            return (Document::default(), vec![Problem { kind, at: self.protected.at.clone() }]);
        }
        let absent = self.protected.at.is_empty() && self.unprotected.is_some();
        let header = if absent { Document::default() } else { json::read(&self.protected.bytes, limits) };
        let mut told = Vec::new();
        let unprotected = |name: &str| self.unprotected.and_then(|header| header.member(name));
        if !absent && header.object().is_none() {
            told.push(TokenProblem::Header);
        } else if header.text("alg").is_none() && unprotected("alg").and_then(Value::text).is_none() {
            told.push(TokenProblem::Algorithm);
        }
        crit(&header, limits, &mut told);
        if unencoded(&header) == Some(false) {
            told.push(TokenProblem::B64WithoutCrit);
        }
        let mut problems: Vec<_> =
            told.into_iter().map(|kind| Problem { kind, at: self.protected.at.clone() }).collect();
        problems.extend(self.misplaced(&header));
        (header, problems)
    }

    /// What stands in the unprotected header, and may not.
    fn misplaced(&self, protected: &Document) -> Vec<Problem<TokenProblem>> {
        let members = self.unprotected.and_then(Value::object).unwrap_or_default().iter();
        let problem = |member: &json::Member| {
            let name = member.name.value.as_str();
            let kind = match ["crit", "b64"].into_iter().find(|known| *known == name) {
                Some(known) => TokenProblem::Unprotected(known),
                None if protected.member(name).is_some() => TokenProblem::HeaderTwice(name.to_owned()),
                None => return None,
            };
            Some(Problem { kind, at: member.name.at.clone() })
        };
        members.filter_map(problem).collect()
    }
}

/// RFC 7515 section 4.1.11: of the extensions that may be critical, `b64` alone is known here.
fn crit(header: &Document, limits: &Limits, told: &mut Vec<TokenProblem>) {
    let Some(crit) = header.member("crit") else { return };
    let names = crit.array().unwrap_or_default();
    if names.is_empty() || names.iter().any(|name| name.text().is_none()) {
        told.push(TokenProblem::Crit);
    }
    for name in names.iter().filter_map(Value::text).take(limits.problems) {
        if header.member(&name.value).is_none() {
            told.push(TokenProblem::CritAbsent(name.value.clone()));
        }
        if name.value != "b64" {
            told.push(TokenProblem::CritUnknown(name.value.clone()));
        }
    }
}

/// Whether `b64` says that the payload is not encoded (RFC 7797 section 3), and then whether `crit` lists it, without which
/// it does not count.
pub(crate) fn unencoded(header: &Document) -> Option<bool> {
    header.member("b64").and_then(Value::boolean).filter(|b64| !b64)?;
    let crit = header.member("crit").and_then(Value::array).unwrap_or_default();
    Some(crit.iter().filter_map(Value::text).any(|name| name.value == "b64"))
}

pub(crate) fn claims(payload: &[u8], limits: &Limits) -> Option<Document> {
    let begins = payload.iter().find(|byte| !byte.is_ascii_whitespace());
    (begins == Some(&b'{')).then(|| json::read(payload, limits))
}
