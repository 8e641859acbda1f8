//! What stands outside elements: the XML declaration, the DOCTYPE, processing instructions.

use super::Reading;
use super::characters::{is_space, ncname_length};
use super::reference::shortened;
use crate::problem::ProblemKind;
use crate::tree::{Content, Extent};
use std::ops::Range;

impl Reading<'_> {
    /// `<?xml …?>` (XML 1.0 §2.8).
    pub(super) fn declaration(&mut self, at: Range<usize>) {
        self.in_text = false;
        if !self.bounds.first
            || !self.raw(0..at.start).trim_start_matches(super::BOM).is_empty()
            || self.document.nodes.len() > 1
        {
            let says = "The XML declaration must be the very first thing in a document.".to_owned();
            return self.report(ProblemKind::DeclarationNotFirst, at, says);
        }
        let inner = at.start + "<?xml".len()..at.end.saturating_sub("?>".len());
        let Some(parts) = pseudo_attributes(self.raw(inner.clone())) else {
            return self.bad_declaration(at, "cannot be read");
        };
        let names: Vec<&str> = parts.iter().map(|part| part.name).collect();
        let in_order = matches!(
            names.as_slice(),
            ["version"]
                | ["version", "encoding"]
                | ["version", "standalone"]
                | ["version", "encoding", "standalone"]
        );
        if !in_order {
            return self
                .bad_declaration(at, "must name version, then encoding, then standalone, and nothing else");
        }
        for part in &parts {
            let place = inner.start + part.at.start..inner.start + part.at.end;
            self.declaration_part(part.name, place);
        }
    }

    fn declaration_part(&mut self, name: &str, place: Range<usize>) {
        let value = self.raw(place.clone());
        match name {
            "version" if value == "1.0" => {}
            "version" if is_version(value) => {
                let says = format!("This declares XML {}; it was read as XML 1.0.", shortened(value));
                self.report(ProblemKind::OtherVersion, place, says);
            }
            "encoding" if is_encoding_name(value) => {
                self.document.encoding = Some(Extent::new(place.start, place.end));
                self.note_encoding(value, place);
            }
            "standalone" if matches!(value, "yes" | "no") => {}
            _ => self.bad_declaration(place, &format!("has no valid {name}")),
        }
    }

    /// UTF-8 covers ASCII; any other encoding has the same bytes mean other characters.
    fn note_encoding(&mut self, value: &str, place: Range<usize>) {
        let utf8 = value.eq_ignore_ascii_case("UTF-8") || value.eq_ignore_ascii_case("US-ASCII");
        if !utf8 && !self.source.is_ascii() {
            let says = format!(
                "The declaration names the encoding {}; the text was read as UTF-8.",
                shortened(value)
            );
            self.report(ProblemKind::OtherEncoding, place, says);
        }
    }

    fn bad_declaration(&mut self, at: Range<usize>, how: &str) {
        self.report(ProblemKind::BadDeclaration, at, format!("The XML declaration {how}."));
    }

    /// `<!DOCTYPE …>` (§2.8): noted, and never acted on.
    pub(super) fn doctype(&mut self, at: Range<usize>) {
        if self.root_seen || self.document.doctype.is_some() {
            let says =
                "A DOCTYPE stands where none may be: it comes once, before the root element.".to_owned();
            self.report(ProblemKind::MisplacedDoctype, at.clone(), says);
        }
        let after = self.raw(at.clone()).strip_prefix("<!DOCTYPE").unwrap_or("");
        let name = after.trim_start_matches([' ', '\t', '\r', '\n']);
        if name.len() == after.len() || ncname_length(name) == 0 {
            let says = "This DOCTYPE does not follow XML's grammar.".to_owned();
            self.report(ProblemKind::BadDoctype, at.clone(), says);
        }
        self.document.doctype = Some(Extent::new(at.start, at.end));
        let says = "The document carries a DOCTYPE. It was not acted on: entities and defaults it declares are not used.";
        self.report(ProblemKind::Doctype, at, says.to_owned());
    }

    /// A target is a name, not `xml` in any case, and by Namespaces §7 without a colon.
    fn check_target(&mut self, target: &str, at: Range<usize>) {
        let plain = target.replace(':', "_");
        let kind = match () {
            _ if target.eq_ignore_ascii_case("xml")
                || target.is_empty()
                || ncname_length(&plain) < plain.len() =>
            {
                ProblemKind::BadProcessingInstruction
            }
            _ if plain != target => ProblemKind::BadQName,
            _ => return,
        };
        let says = format!("A processing instruction cannot have the target “{}”.", shortened(target));
        self.report(kind, at, says);
    }

    /// `<?target data?>` (§2.6).
    pub(super) fn instruction(&mut self, at: Range<usize>) {
        let inner = at.start + 2..at.end.saturating_sub(2);
        let raw = self.raw(inner.clone());
        let length = raw.bytes().position(is_space).unwrap_or(raw.len());
        let target = raw.get(..length).unwrap_or("");
        self.check_target(target, at.clone());
        let rest = raw.get(length..).unwrap_or("");
        let data_start = inner.start + length + rest.bytes().take_while(|b| is_space(*b)).count();
        let data = self.lines(data_start..inner.end);
        let target = Extent::new(inner.start, inner.start + length);
        self.in_text = false;
        self.push_node(at, Content::Instruction { target, data });
    }
}

/// One `name="value"` of the XML declaration; `at` is the value, relative to the text parsed.
struct Part<'a> {
    name: &'a str,
    at: Range<usize>,
}

/// The parts of an XML declaration, each after white space; `None` where they do not follow the grammar.
fn pseudo_attributes(text: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut at = 0;
    loop {
        let spaces = spaces(text, at);
        at += spaces;
        if at == text.len() {
            return Some(parts);
        }
        if spaces == 0 || parts.len() > 3 {
            return None;
        }
        let length = ncname_length(text.get(at..)?);
        let name = text.get(at..at + length)?;
        at += length;
        at += self::spaces(text, at);
        text.get(at..)?.strip_prefix('=')?;
        at += 1;
        at += self::spaces(text, at);
        let quote = text.get(at..)?.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        at += 1;
        let value = text.get(at..)?.find(quote)?;
        parts.push(Part { name, at: at..at + value });
        at += value + 1;
    }
}

fn spaces(text: &str, from: usize) -> usize {
    text.bytes().skip(from).take_while(|b| is_space(*b)).count()
}

/// `VersionNum`: a document that names 1.x is read as 1.0 (fifth edition, §2.8).
fn is_version(value: &str) -> bool {
    value
        .strip_prefix("1.")
        .is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|b| b.is_ascii_digit()))
}

/// `EncName` (§4.3.3).
fn is_encoding_name(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_alphabetic())
        && value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}
