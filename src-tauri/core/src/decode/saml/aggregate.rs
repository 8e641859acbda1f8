//! Large metadata (EntitiesDescriptor, SAML Metadata, section 2.3.1): never a tree as a whole, only the entities that are needed.

use std::io::Cursor;
use std::sync::Arc;

use ssoscope_xml::stream::{Picked, Streamed, Wanted, read};
use ssoscope_xml::{Document, Limits as XmlLimits};

use super::names::MD;
use super::xml::{Piece, Xml};
use super::{Entity, SamlBody, SamlMessage};
use crate::case::{Artefact, Case, Content};
use crate::decode::{Body, Message, MessageId};
use crate::limits::Limits;
use crate::span::Span;

/// Whether an artefact is metadata of many parties, too large for a tree.
pub(in crate::decode) fn is_aggregate(case: &Case, artefact: &Artefact) -> bool {
    let large = artefact.content == Content::Xml && artefact.at.len() as usize > Limits::TREE_BYTES;
    large && {
        let head = case.bytes(artefact.at);
        let head = head.get(..head.len().min(64 << 10)).unwrap_or_default();
        memchr::memmem::find(head, b"EntitiesDescriptor").is_some()
    }
}

/// Decodes those entities of an aggregate that the messages or the person name; where none is named or none is there, the first few.
pub(in crate::decode) fn decode(case: &mut Case, at: Span, names: &[String], messages: &mut Vec<Message>) {
    let Some(role) = case.layer(at.layer).map(|layer| layer.role) else { return };
    let named = |id: Option<&str>| id.is_some_and(|id| names.iter().any(|name| nearly(name, id)));
    let mut found = look(case.bytes(at), &named, Limits::ENTITIES);
    let none_named = found.picked.is_empty();
    if none_named {
        found = look(case.bytes(at), &|_| true, Limits::FIRST_ENTITIES);
    }
    note(case, at, &found, none_named, names);
    for picked in &found.picked {
        let Some(saml) = entity(case.bytes(at), at, picked) else { continue };
        let at = saml.xml.element_span(saml.element);
        messages.push(Message {
            id: MessageId(messages.len() as u32),
            role,
            at,
            body: Body::Saml(Arc::new(saml)),
        });
    }
}

fn look(bytes: &[u8], wants: &dyn Fn(Option<&str>) -> bool, most: usize) -> Streamed {
    let wanted = Wanted { namespace: MD, local: "EntityDescriptor", attribute: "entityID", wants, most };
    // Reading from memory does not fail.
    read(Cursor::new(bytes), &XmlLimits::DEFAULT, &[], Some(&wanted)).unwrap_or_default()
}

/// Whether two identifiers are the same but for what people mistype: the report must be able to say so of the right entity.
fn nearly(a: &str, b: &str) -> bool {
    let bare = |id: &str| {
        let id = id.trim().trim_end_matches('/');
        id.split_once("://").map_or(id, |(_, rest)| rest).to_ascii_lowercase()
    };
    a == b || bare(a) == bare(b)
}

/// Says how much of it was read, and whether it is sound.
fn note(case: &mut Case, at: Span, found: &Streamed, none_named: bool, names: &[String]) {
    let says = match (none_named, names.is_empty()) {
        (false, _) => {
            format!("The metadata holds {} entities; those that the sign-in names were read.", found.seen)
        }
        (true, true) => format!(
            "The metadata holds {} entities; only the first {} were read, since nothing names one.",
            found.seen,
            found.picked.len()
        ),
        (true, false) => format!(
            "The metadata holds {} entities and none of those that the sign-in names; only the first {} were read.",
            found.seen,
            found.picked.len()
        ),
    };
    case.crack(at, "limit/entities", says);
    let broken = found.problems.iter().find(|problem| problem.kind.class() != ssoscope_xml::Class::Remark);
    if let Some(problem) = broken {
        let place = |offset: usize| at.start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
        let here = Span::new(at.layer, place(problem.at.start)..place(problem.at.end));
        let says =
            format!("The metadata is not well-formed XML, and was read up to here only: {}", problem.says);
        case.crack(here, "xml/ill-formed", says);
    }
}

/// One entity as a document of its own, inside the tags that are open around it.
fn entity(bytes: &[u8], document_at: Span, picked: &Picked) -> Option<SamlMessage> {
    let mut text: Vec<u8> = Vec::new();
    let mut pieces: Vec<Piece> = Vec::new();
    for range in picked.around.iter().chain([&picked.at]) {
        let there = document_at.start.saturating_add(u32::try_from(range.start).ok()?);
        pieces.push(Piece { here: u32::try_from(text.len()).ok()?, there });
        text.extend_from_slice(bytes.get(range.clone())?);
    }
    for tag in picked.around.iter().rev() {
        text.extend_from_slice(b"</");
        text.extend_from_slice(name_of(bytes.get(tag.clone())?));
        text.push(b'>');
    }
    let document = Document::read(&text);
    let element = document.find(ssoscope_xml::NodeId::DOCUMENT, MD, "EntityDescriptor").next()?;
    let xml = Xml::gathered(document, document_at.layer, pieces);
    let body = SamlBody::Entity(Entity::read(xml.element(element), document_at));
    Some(SamlMessage { xml, element, body })
}

/// The name in a start tag.
fn name_of(tag: &[u8]) -> &[u8] {
    let name = tag.get(1..).unwrap_or_default();
    let end = name.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
    name.get(..end.unwrap_or(name.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Paste;

    const METADATA: &str = "  <!-- a federation --><m:EntitiesDescriptor xmlns:m=\"urn:oasis:names:tc:SAML:2.0:metadata\" \
        validUntil=\"2026-05-01T00:00:00Z\"><m:EntityDescriptor entityID=\"https://a.example\"/>\
        <m:EntitiesDescriptor Name='inner'><m:EntityDescriptor entityID=\"https://b.example/\">\
        <m:IDPSSODescriptor/></m:EntityDescriptor></m:EntitiesDescriptor></m:EntitiesDescriptor>";

    fn read_for(text: &str, names: &[&str]) -> (Case, Vec<Message>) {
        let mut case = Case::default();
        let layer = case.add_paste(Paste::support("federation.xml", text)).unwrap();
        let at = Span::new(layer, 2..text.len() as u32);
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let mut messages = Vec::new();
        decode(&mut case, at, &names, &mut messages);
        (case, messages)
    }

    fn entity_of(message: &Message) -> &Entity {
        match &message.body {
            Body::Saml(saml) => saml.entity().unwrap(),
            _ => panic!("no metadata"),
        }
    }

    #[test]
    fn only_what_is_named_is_read_and_stands_in_its_place() {
        for name in ["https://b.example/", "HTTP://b.example"] {
            let (case, messages) = read_for(METADATA, &[name, "https://elsewhere.example"]);
            let [message] = messages.as_slice() else { panic!("{} messages", messages.len()) };
            let entity = entity_of(message);
            let id = entity.entity_id.as_ref().unwrap();
            assert_eq!(
                (id.value.as_str(), case.bytes(id.at)),
                ("https://b.example/", &b"https://b.example/"[..])
            );
            assert!(case.bytes(message.at).starts_with(b"<m:EntityDescriptor entityID=\"https://b"));
            assert!(case.bytes(message.at).ends_with(b"</m:EntityDescriptor>"));
            let until = entity.valid_until.as_ref().unwrap();
            assert_eq!(case.bytes(until.at), b"2026-05-01T00:00:00Z");
            assert_eq!(entity.document.start, 2);
            assert_eq!(case.layers()[0].cracks[0].id, "limit/entities");
        }
    }

    #[test]
    fn where_none_is_named_or_there_the_first_ones_are_read() {
        for names in [&[][..], &["https://c.example"]] {
            let (case, messages) = read_for(METADATA, names);
            assert_eq!(messages.len(), 2);
            assert!(case.layers()[0].cracks[0].says.contains("only the first 2 were read"));
        }
    }

    #[test]
    fn what_is_ill_formed_is_said_to_be() {
        let (case, messages) =
            read_for(&METADATA.replace("</m:EntitiesDescriptor>", "</x>"), &["https://a.example"]);
        assert_eq!(messages.len(), 1);
        assert_eq!(case.layers()[0].cracks[1].id, "xml/ill-formed");
    }
}
