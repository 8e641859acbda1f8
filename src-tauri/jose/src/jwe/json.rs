//! Tokens in JSON form, flattened and general (RFC 7516 section 7.2).

use super::{Jwe, Recipient};
use crate::base64url;
use crate::compact::{Part, TokenProblem};
use crate::json::{self, Document, Text, Value};
use crate::problem::{Problem, span};
use crate::{Limits, Origin, Run};

/// An encrypted token out of a JSON document; `None` where the document is none. Places count in `source`, which the
/// document was read from.
pub fn read(source: &[u8], document: &Document, limits: &Limits) -> Option<Jwe> {
    let root = document.root.as_ref()?;
    let ciphertext = root.member("ciphertext")?.text()?;
    let mut reader = Reader { source, root, limits, problems: Vec::new() };
    let protected = reader.text("protected");
    let header_part = reader.part(protected);
    let mut jwe = Jwe {
        header: reader.header(&header_part),
        protected: protected.map(without_space).unwrap_or_default(),
        header_part,
        unprotected: root.member("unprotected").cloned(),
        aad: reader.text("aad").map(without_space),
        recipients: reader.recipients(),
        iv: reader.member("iv"),
        ciphertext: reader.part(Some(ciphertext)),
        tag: reader.member("tag"),
        problems: Vec::new(),
    };
    reader.crit(&jwe.header);
    jwe.problems = reader.problems;
    Some(jwe)
}

struct Reader<'a> {
    source: &'a [u8],
    root: &'a Value,
    limits: &'a Limits,
    problems: Vec<Problem<TokenProblem>>,
}

impl<'a> Reader<'a> {
    fn text(&self, member: &str) -> Option<&'a Text> {
        self.root.member(member)?.text()
    }

    fn member(&mut self, member: &str) -> Part {
        let text = self.text(member);
        self.part(text)
    }

    fn header(&mut self, part: &Part) -> Document {
        if part.bytes.is_empty() {
            return Document::default();
        }
        let header = json::read(&part.bytes, self.limits);
        if header.object().is_none() {
            self.problems.push(Problem { kind: TokenProblem::Header, at: part.at.clone() });
        }
        header
    }

    /// RFC 7516 section 4.1.13: no extension that may be critical is known here.
    fn crit(&mut self, header: &Document) {
        let names = header.member("crit").and_then(Value::array).unwrap_or_default();
        for name in names.iter().filter_map(Value::text).take(self.limits.problems) {
            let kind = TokenProblem::CritUnknown(name.value.clone());
            self.problems.push(Problem { kind, at: self.root.at.clone() });
        }
    }

    /// One for each item of `recipients`; in flattened form the token's own.
    fn recipients(&mut self) -> Vec<Recipient> {
        let root = self.root;
        match root.member("recipients").and_then(Value::array) {
            Some(items) => {
                items.iter().take(self.limits.recipients).map(|item| self.recipient(item)).collect()
            }
            None => vec![self.recipient(root)],
        }
    }

    fn recipient(&mut self, object: &'a Value) -> Recipient {
        let key = object.member("encrypted_key").and_then(Value::text);
        Recipient { header: object.member("header").cloned(), encrypted_key: self.part(key) }
    }

    /// A string in base64url; its bytes know where they stand in the source.
    fn part(&mut self, text: Option<&Text>) -> Part {
        let Some(text) = text else { return Part::default() };
        let decoded = match text.is_verbatim() {
            true => base64url::decode(self.source, text.at.start as usize + 1..text.at.end as usize - 1),
            false => base64url::decode(text.value.as_bytes(), 0..text.value.len()),
        };
        for problem in decoded.problems {
            let at = if text.is_verbatim() { problem.at } else { text.at.clone() };
            self.problems.push(Problem { kind: TokenProblem::Base64(problem.kind), at });
        }
        let origin = match text.is_verbatim() {
            true => decoded.origin,
            false => whole(decoded.bytes.len(), text),
        };
        let at = span(text.at.start as usize + 1, text.at.end as usize - 1);
        Part { at, bytes: decoded.bytes, origin }
    }
}

/// All bytes from all of the text.
fn whole(len: usize, text: &Text) -> Origin {
    let (here, there) = (crate::problem::offset(len), text.at.end - text.at.start);
    let mut origin = Origin::default();
    origin.push(Run { start: 0, beneath: text.at.start, units: 1, here, there });
    origin
}

fn without_space(text: &Text) -> Vec<u8> {
    text.value.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect()
}
