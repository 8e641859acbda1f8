//! `EncryptedData` and the `EncryptedKey`s that belong to it, read into data (XML Encryption 1.1 §3).

use super::agreement::Agreement;
use super::algorithm::{Cipher, KeyTransport};
use super::{Encrypted, EncryptedKey, MAX_ENCRYPTED_KEYS};
use crate::Encoded;
use crate::dsig::{Declared, KeyInfo};
use crate::tree::{Document, NodeId};
use crate::uri::{DSIG, ENC};

pub(super) fn encrypted(document: &Document, node: NodeId) -> Encrypted {
    let keys = key_nodes(document, node);
    Encrypted {
        node,
        type_uri: attribute(document, node, "Type"),
        method: method(document, node, |_, uri| Cipher::from_uri(uri)),
        value: value(document, node),
        key_info: key_info(document, node),
        keys: keys.into_iter().map(|key| encrypted_key(document, key)).collect(),
    }
}

fn encrypted_key(document: &Document, node: NodeId) -> EncryptedKey {
    EncryptedKey {
        node,
        recipient: attribute(document, node, "Recipient"),
        method: method(document, node, |method, uri| KeyTransport::read(document, method, uri)),
        value: value(document, node),
        key_info: key_info(document, node),
        agreement: Agreement::read(document, node),
    }
}

fn attribute(document: &Document, node: NodeId, local: &str) -> Option<String> {
    document.attribute(node, "", local).map(|attribute| attribute.value().to_owned())
}

pub(super) fn child(document: &Document, node: NodeId, namespace: &str, local: &str) -> Option<NodeId> {
    document.elements(node).find(|child| document.is(*child, namespace, local))
}

fn method<T>(
    document: &Document,
    node: NodeId,
    meaning: impl Fn(NodeId, &str) -> Option<T>,
) -> Option<Declared<T>> {
    let method = child(document, node, ENC, "EncryptionMethod")?;
    let uri = document.attribute(method, "", "Algorithm")?;
    Some(Declared {
        uri: uri.value().to_owned(),
        at: uri.value_span(),
        meaning: meaning(method, uri.value()),
    })
}

/// `CipherValue`, or what a `CipherReference` refers to within the document. Nothing outside of it is ever read.
fn value(document: &Document, node: NodeId) -> Option<Encoded> {
    let data = child(document, node, ENC, "CipherData")?;
    match child(document, data, ENC, "CipherValue") {
        Some(value) => Some(Encoded::read(document, value)),
        None => referred(document, child(document, data, ENC, "CipherReference")?),
    }
}

/// An element of the document whose text is base64, and which no other transform changes (XML Encryption 1.1 §3.3.1).
fn referred(document: &Document, reference: NodeId) -> Option<Encoded> {
    let id = document.attribute(reference, "", "URI")?.value().strip_prefix('#')?;
    let transforms = child(document, reference, ENC, "Transforms")?;
    let is_base64 = |node: NodeId| {
        let algorithm = document.attribute(node, "", "Algorithm");
        algorithm.and_then(|algorithm| algorithm.value().strip_prefix(DSIG)) == Some("base64")
    };
    let mut all = document.elements(transforms);
    let only = all.next().filter(|node| is_base64(*node)).filter(|_| all.next().is_none());
    let target = only.and_then(|_| document.with_id(id).into_iter().next())?;
    Some(Encoded::read(document, target.node))
}

fn key_info(document: &Document, node: NodeId) -> KeyInfo {
    child(document, node, DSIG, "KeyInfo").map(|info| KeyInfo::read(document, info)).unwrap_or_default()
}

/// Encrypted keys in the KeyInfo of `data`, those that its RetrievalMethods refer to, those beside it, and, where there is
/// none of all these, any that names it in its ReferenceList.
fn key_nodes(document: &Document, data: NodeId) -> Vec<NodeId> {
    let is_key = |node: &NodeId| document.is(*node, ENC, "EncryptedKey");
    let mut found: Vec<NodeId> = Vec::new();
    if let Some(info) = child(document, data, DSIG, "KeyInfo") {
        found.extend(document.elements(info).filter(is_key));
        found.extend(document.elements(info).filter_map(|node| retrieved(document, node)));
    }
    if let Some(parent) = document.parent(data) {
        found.extend(document.elements(parent).filter(is_key));
    }
    if let (true, Some(id)) = (found.is_empty(), document.attribute(data, "", "Id")) {
        let names_it = |key: &NodeId| refers_to(document, *key, id.value());
        found.extend(
            document.descendants(NodeId::DOCUMENT).filter(is_key).filter(names_it).take(MAX_ENCRYPTED_KEYS),
        );
    }
    let mut seen = Vec::new();
    found.retain(|node| {
        !seen.contains(node) && {
            seen.push(*node);
            true
        }
    });
    found.truncate(MAX_ENCRYPTED_KEYS);
    found
}

/// The encrypted key that a `RetrievalMethod` refers to within the document.
fn retrieved(document: &Document, method: NodeId) -> Option<NodeId> {
    if !document.is(method, DSIG, "RetrievalMethod") {
        return None;
    }
    let uri = document.attribute(method, "", "URI")?.value();
    let found = document.with_id(uri.strip_prefix('#')?);
    found.into_iter().map(|found| found.node).find(|node| document.is(*node, ENC, "EncryptedKey"))
}

fn refers_to(document: &Document, key: NodeId, id: &str) -> bool {
    let Some(list) = child(document, key, ENC, "ReferenceList") else { return false };
    document.elements(list).any(|reference| {
        let uri = document.attribute(reference, "", "URI");
        uri.and_then(|uri| uri.value().strip_prefix('#')) == Some(id)
    })
}
