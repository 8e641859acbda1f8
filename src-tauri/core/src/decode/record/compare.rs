//! Holds records against what else the case knows: an artifact's SourceID against entity IDs, fingerprints against certificates.

use std::sync::Arc;

use ssoscope_crypto::{Hash, digest};

use super::Record;
use crate::decode::saml::{SamlBody, SamlMessage};
use crate::decode::x509::{Certificate, hex};
use crate::decode::{Body, Message, Spanned};

/// Adds to artifacts and fingerprints whose they are, or that nothing known fits them.
pub(in crate::decode) fn with_what_is_known(messages: &mut [Message]) {
    let wanted = |message: &Message| matches!(&message.body, Body::Record(record) if is_compared(record));
    if !messages.iter().any(wanted) {
        return;
    }
    let entities = entities(messages);
    let certificates = certificates(messages);
    for message in messages.iter_mut() {
        let Body::Record(record) = &mut message.body else { continue };
        let record = Arc::make_mut(record);
        if record.kind == "saml-artifact" {
            artifact(record, &entities);
        } else if let Some(field) = record.fields.first().filter(|_| record.kind == "certificate-fingerprint")
        {
            let says = fingerprint(&field.value, &certificates);
            record.tell("Certificate", Spanned::new(says, field.value.at));
        }
    }
}

fn is_compared(record: &Record) -> bool {
    matches!(record.kind, "saml-artifact" | "certificate-fingerprint")
}

/// The entity IDs of the case: of metadata, and of whoever issued something.
fn entities(messages: &[Message]) -> Vec<String> {
    let saml = messages.iter().filter_map(|message| match &message.body {
        Body::Saml(saml) => Some(saml.as_ref()),
        _ => None,
    });
    let mut entities: Vec<String> = saml.flat_map(names).collect();
    entities.sort();
    entities.dedup();
    entities
}

fn names(saml: &SamlMessage) -> Vec<String> {
    let own = match &saml.body {
        SamlBody::Entity(entity) => entity.entity_id.as_ref().map(|id| id.value.clone()),
        _ => saml.issuer().map(|issuer| issuer.value.value.trim().to_owned()),
    };
    own.into_iter().collect()
}

fn artifact(record: &mut Record, entities: &[String]) {
    let Some(source) = record.first("SourceID").cloned() else { return };
    let fits = entities.iter().find(|entity| hex(&digest(Hash::Sha1, entity.as_bytes())) == source.value);
    let says = match (fits, entities.is_empty()) {
        (Some(entity), _) => format!("{entity} (its SHA-1 is the SourceID)"),
        (None, true) => "can't be told: paste the metadata of the identity provider; the SourceID is the SHA-1 of its entity ID".to_owned(),
        (None, false) => "none of the entity IDs here: the SHA-1 of each differs from the SourceID".to_owned(),
    };
    record.tell("Issuer", Spanned::new(says, source.at));
}

/// The certificates of the case, in metadata, in signatures or alone.
fn certificates(messages: &[Message]) -> Vec<(String, String, String)> {
    let known = |certificate: &Certificate| {
        (certificate.sha1(), certificate.sha256.clone(), certificate.called().to_owned())
    };
    messages
        .iter()
        .flat_map(|message| match &message.body {
            Body::Certificate(certificate) => vec![known(certificate)],
            Body::Saml(saml) => {
                let roles = saml.entity().into_iter().flat_map(|entity| &entity.roles);
                let material = roles.flat_map(|role| &role.keys).flat_map(|key| &key.material);
                material.filter_map(|material| material.certificate()).map(known).collect()
            }
            _ => Vec::new(),
        })
        .collect()
}

fn fingerprint(wanted: &Spanned<String>, certificates: &[(String, String, String)]) -> String {
    let fits = certificates.iter().find(|(sha1, sha256, _)| *sha1 == wanted.value || *sha256 == wanted.value);
    match (fits, certificates.is_empty()) {
        (Some((.., called)), _) => format!("{called}, which is part of this case"),
        (None, true) => "can't be told: paste the certificate or the metadata to compare it with".to_owned(),
        (None, false) => "none of the certificates here has this fingerprint".to_owned(),
    }
}
