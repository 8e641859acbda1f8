//! Signed content in JSON: the flattened and the general serialisation (RFC 7515 section 7.2).

use std::ops::Range;

use crate::compact::{Jws, Part, TokenProblem, reader};
use crate::json::{Document, Text, Value};
use crate::problem::Problem;
use crate::{Limits, Origin, Run, base64url};

/// Signed content in JSON, as one [`Jws`] for each signature. Places count in the document.
#[derive(Clone)]
pub struct Serialised {
    /// Whether it is the general form, with an array of signatures.
    pub is_general: bool,
    /// Each signature with its headers and the payload.
    pub signatures: Vec<Jws>,
}

/// Reads a document that is signed content in JSON; `None` for any other. `text` is what the document was read from.
pub fn read(text: &[u8], document: &Document, limits: &Limits) -> Option<Serialised> {
    let root = document.root.as_ref()?;
    let payload = root.member("payload").and_then(Value::text);
    let reader = Reader { text, payload, limits };
    if let Some(items) = root.member("signatures").and_then(Value::array) {
        let signed = items.iter().filter(|item| is_signature(item)).take(limits.signatures);
        let signatures: Vec<Jws> = signed.map(|item| reader.jws(item)).collect();
        return (!signatures.is_empty()).then_some(Serialised { is_general: true, signatures });
    }
    is_signature(root).then(|| Serialised { is_general: false, signatures: vec![reader.jws(root)] })
}

fn is_signature(value: &Value) -> bool {
    let header = value.member("protected").and_then(Value::text).is_some()
        || value.member("header").and_then(Value::object).is_some();
    header && value.member("signature").and_then(Value::text).is_some()
}

struct Reader<'a> {
    text: &'a [u8],
    payload: Option<&'a Text>,
    limits: &'a Limits,
}

impl Reader<'_> {
    fn jws(&self, signature: &Value) -> Jws {
        let mut problems = Vec::new();
        let text = |name: &str| signature.member(name).and_then(Value::text);
        let unprotected = signature.member("header").filter(|header| header.object().is_some()).cloned();
        let header_part = text("protected").map(|text| self.part(text, &mut problems)).unwrap_or_default();
        let headers = reader::Headers { protected: &header_part, unprotected: unprotected.as_ref() };
        let (header, told) = headers.read(self.limits);
        problems.extend(told);
        let is_encoded = reader::unencoded(&header) != Some(true);
        let payload = match self.payload {
            Some(text) if is_encoded => self.part(text, &mut problems),
            Some(text) => plain(text),
            None => Part::default(),
        };
        let value = |text: Option<&Text>| text.map(|text| text.value.as_str()).unwrap_or_default().to_owned();
        Jws {
            signed: format!("{}.{}", value(text("protected")), value(self.payload)).into_bytes(),
            signing_input: payload.at.clone(),
            claims: reader::claims(&payload.bytes, self.limits),
            signature: text("signature").map(|text| self.part(text, &mut problems)).unwrap_or_default(),
            header_part,
            header,
            unprotected,
            payload,
            problems,
        }
    }

    /// A string in base64url; one with escapes is traced as a whole.
    fn part(&self, text: &Text, problems: &mut Vec<Problem<TokenProblem>>) -> Part {
        let at = inside(text);
        let decoded = match text.is_verbatim() {
            true => base64url::decode(self.text, at.start as usize..at.end as usize),
            false => base64url::decode(text.value.as_bytes(), 0..text.value.len()),
        };
        let place = |problem: Range<u32>| if text.is_verbatim() { problem } else { at.clone() };
        problems.extend(
            decoded
                .problems
                .into_iter()
                .map(|problem| Problem { kind: TokenProblem::Base64(problem.kind), at: place(problem.at) }),
        );
        let origin = if text.is_verbatim() { decoded.origin } else { whole(&decoded.bytes, &at) };
        Part { at, bytes: decoded.bytes, origin }
    }
}

/// A payload that is not encoded (RFC 7797).
fn plain(text: &Text) -> Part {
    Part { at: inside(text), bytes: text.value.clone().into_bytes(), origin: text.origin() }
}

fn inside(text: &Text) -> Range<u32> {
    text.at.start + 1..text.at.end.saturating_sub(1).max(text.at.start + 1)
}

fn whole(bytes: &[u8], at: &Range<u32>) -> Origin {
    let mut origin = Origin::default();
    origin.push(Run {
        start: 0,
        beneath: at.start,
        units: 1,
        here: crate::problem::offset(bytes.len()),
        there: at.end - at.start,
    });
    origin
}
