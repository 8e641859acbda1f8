//! JSON: a document to decode, and strings in it that hold something further.

use ssoscope_jose::json::{Document, Kind, Member, Text, Value};
use ssoscope_jose::{Limits as JsonLimits, json};

use super::form::{Bid, Form};
use super::logs::log_entry;
use super::{base64, beside, damage, parameters};
use crate::case::{Artefact, Case, Content, Layer, LayerKind, Travel};
use crate::limits::Limits;
use crate::span::{LayerId, Map, Span};

/// The form.
pub static FORM: Form = Form {
    name: "json",
    title: "JSON: a token response, a JWKS, discovery, or text in quotes",
    example: "{\"id_token\":\"eyJ…\",\"token_type\":\"Bearer\"}",
    surest: 80,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    let text = layer.bytes.trim_ascii();
    match (text.first()?, text.last()?) {
        (b'{', _) if beside::goes_on(layer) => None,
        (b'{', b'}') | (b'[', b']') if starts(text) => Bid::new(80, "starts and ends like JSON"),
        (b'"', b'"') if text.len() > 2 => Bid::new(65, "a text in quotes"),
        (b'{', _) if starts(text) => Bid::new(40, "starts like JSON"),
        _ => None,
    }
}

/// Whether a text starts like an object or an array (RFC 8259, sections 4 and 5): a bracket alone also starts the line of a
/// log, a macro of a wiki, or what another language prints.
pub(super) fn starts(text: &[u8]) -> bool {
    let Some((bracket, rest)) = text.split_first() else { return false };
    let rest = rest.trim_ascii_start();
    match (bracket, rest.first()) {
        (b'{', Some(b'"' | b'}')) | (b'[', Some(b'"' | b'{' | b'[' | b']')) => true,
        (b'[', Some(b'-' | b'0'..=b'9' | b't' | b'f' | b'n')) => {
            let value = rest
                .iter()
                .position(|byte| !matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'+' | b'.' | b'E'));
            value
                .and_then(|end| rest.get(end..))
                .map(<[u8]>::trim_ascii_start)
                .and_then(<[u8]>::first)
                .is_some_and(|next| matches!(next, b',' | b']'))
        }
        _ => false,
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let document = json::read(&layer.bytes, &JsonLimits::default());
    note_problem(case, id, &document);
    match document.root.as_ref().map(|root| &root.kind) {
        Some(Kind::Object(_) | Kind::Array(_)) => add_artefact(case, id),
        Some(Kind::String(text)) => return open_text(case, id, "text", text).into_iter().collect(),
        _ => return Vec::new(),
    }
    if document.root.as_ref().is_some_and(log_entry::is_one) {
        log_entry::note_time(case, id);
    }
    let found = document.root.as_ref().map(strings).unwrap_or_default();
    let opened = found.into_iter().filter_map(|(name, text)| open_text(case, id, name, text)).collect();
    case.keep_json(id, document);
    opened
}

/// The strings of a document that stands at `at` of a layer, those that are worth it, as layers of their own.
pub(super) fn open_strings(case: &mut Case, at: Span, document: &Document) -> Vec<LayerId> {
    let found = document.root.as_ref().map(strings).unwrap_or_default();
    let open = |(name, text): (&str, &Text)| {
        let added = open_written(case, at.layer, Written { base: at.start, name, text })?;
        case.layer_mut(added)?.travel.parameter = Some(name.to_owned());
        Some(added)
    };
    found.into_iter().filter_map(open).collect()
}

fn add_artefact(case: &mut Case, id: LayerId) {
    if let Some(at) = case.layer(id).map(super::xml::trimmed) {
        case.artefacts.push(Artefact { at, content: Content::Json });
        damage::mask::note(case, at);
        damage::ellipsis::note(case, at);
    }
}

fn note_problem(case: &mut Case, id: LayerId, document: &Document) {
    if let Some(problem) = document.problems.first().filter(|_| !document.is_json()) {
        let at = Span::new(id, problem.at.clone());
        case.crack(at, "json/broken", format!("It is not JSON by the letter: {}", problem));
    }
}

/// The strings that are worth opening, each with the name of its member, in the order of the text.
fn strings(root: &Value) -> Vec<(&str, &Text)> {
    let mut found = Vec::new();
    let mut waiting = vec![("", root)];
    let logged = log_entry::is_one(root);
    while let Some((name, value)) = waiting.pop() {
        match &value.kind {
            Kind::String(text) if logged && log_entry::tells(name) => found.push((name, text)),
            Kind::String(text) if worth_opening(name, &text.value) => found.push((name, text)),
            Kind::Array(items) => waiting.extend(items.iter().rev().map(|item| (name, item))),
            Kind::Object(members) if holds_its_own(members) => {}
            Kind::Object(members) => {
                waiting.extend(members.iter().rev().map(|m| (m.name.value.as_str(), &m.value)))
            }
            _ => {}
        }
        if found.len() >= Limits::EXCERPTS {
            break;
        }
    }
    found
}

/// Whether an object is decoded as a whole with all that its strings hold: signed content in JSON (RFC 7515, section 7.2),
/// and certificates by the names of their keys.
fn holds_its_own(members: &[Member]) -> bool {
    let has = |names: &[&str]| members.iter().any(|member| names.contains(&member.name.value.as_str()));
    let armoured = |member: &Member| {
        member.value.text().is_some_and(|text| text.value.starts_with("-----BEGIN CERTIFICATE-----"))
    };
    let signed = has(&["signature", "signatures"]) && has(&["payload", "protected"]);
    signed || !members.is_empty() && members.iter().all(armoured)
}

/// Whether a string may hold a message; a JWK's own certificates are read with the JWK.
fn worth_opening(name: &str, text: &str) -> bool {
    let text = text.trim_start();
    let begins =
        ["eyJ", "<", "&lt;", "-----BEGIN ", "\"", "Bearer "].iter().any(|start| text.starts_with(start))
            || text.starts_with('{') && starts(text.as_bytes());
    let carries = text.contains("SAMLRe") || name.starts_with("SAML");
    let told =
        || parameters::tells(text.as_bytes()) || (text.len() >= 40 && base64::carries(text.as_bytes()));
    text.len() >= 16 && name != "x5c" && (begins || carries || told())
}

/// A string as a layer of its own, its escapes taken off.
pub(super) fn open_text(case: &mut Case, id: LayerId, name: &str, text: &Text) -> Option<LayerId> {
    let added = open_written(case, id, Written { base: 0, name, text })?;
    case.layer_mut(added)?.travel.parameter = Some(name.to_owned());
    Some(added)
}

/// A string of a document that stands somewhere in a layer.
pub(super) struct Written<'a> {
    /// Where in the layer the document starts, from which the string's offsets count.
    pub(super) base: u32,
    /// What the layer above is called.
    pub(super) name: &'a str,
    /// The string.
    pub(super) text: &'a Text,
}

/// A string as a layer, with what is known of where it travelled.
pub(super) fn open_travelled(
    case: &mut Case,
    id: LayerId,
    written: Written,
    travel: Travel,
) -> Option<LayerId> {
    let added = open_written(case, id, written)?;
    case.layer_mut(added)?.travel = travel;
    Some(added)
}

/// Where a string stands between its quotes; one that the end of the text cut has no closing one.
fn inside(text: &Text) -> std::ops::Range<u32> {
    let written =
        text.origin().runs().last().map_or(text.at.start + 1, |run| run.beneath + run.units * run.there);
    text.at.start + 1..text.at.end.saturating_sub(1).max(written)
}

fn open_written(case: &mut Case, id: LayerId, written: Written) -> Option<LayerId> {
    let Written { base, name, text } = written;
    let inside = inside(text);
    let mut map = Map::default();
    for run in text.origin().runs() {
        map.push_run(base + run.beneath, run.units, run.here, run.there);
    }
    let bytes = text.value.as_bytes().to_vec();
    let from = Span::new(id, base + inside.start..base + inside.end);
    case.add_layer(LayerKind::JsonString, name, from, bytes, map)
}
