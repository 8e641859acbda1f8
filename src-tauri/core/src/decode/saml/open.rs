//! Opens what is encrypted, with the keys that a person lends: into a layer of its own, read as a document of its own.

use ssoscope_crypto::{PrivateKey, Secret};
use ssoscope_xml::Document;
use ssoscope_xml::enc::{self, Decrypted, KeyUsed, Refusal, Undecrypted};

use super::assertion::Assertion;
use super::attribute::Attribute;
use super::encrypted::{Encrypted, EncryptedPart};
use super::name_id::NameId;
use super::names::{SAML, XENC};
use super::xml::{Element, Xml};
use crate::case::{Case, LayerKind};
use crate::decode::{Fault, Opening};
use crate::expect::Keys;
use crate::span::{LayerId, Map};

/// Encrypted things inside one another: an assertion that hides an identifier.
const DEPTH: u32 = 3;

/// The case that receives the new layers, and the keys.
pub(super) struct Opener<'c> {
    case: &'c mut Case,
    keys: &'c Keys,
    depth: u32,
}

impl<'c> Opener<'c> {
    pub(super) fn new(case: &'c mut Case, keys: &'c Keys) -> Self {
        Opener { case, keys, depth: 0 }
    }

    /// An `EncryptedAssertion`, and the assertion inside.
    pub(super) fn assertion(&mut self, sealed: Element<'_>) -> (Encrypted, Option<Assertion>) {
        let (encrypted, inner) = self.open(sealed, EncryptedPart::Assertion);
        let from = Some(encrypted.at);
        let assertion = inner.and_then(|xml| {
            let element = find(&xml, "Assertion")?;
            self.depth += 1;
            let assertion = Assertion::read(element, from, self);
            self.depth -= 1;
            Some(assertion)
        });
        (encrypted, assertion)
    }

    /// An `EncryptedID`, and the NameID inside.
    pub(super) fn name_id(&mut self, sealed: Element<'_>) -> (Encrypted, Option<NameId>) {
        let (encrypted, inner) = self.open(sealed, EncryptedPart::NameId);
        (encrypted, inner.and_then(|xml| find(&xml, "NameID").map(NameId::read)))
    }

    /// An `EncryptedAttribute`, and the attribute inside.
    pub(super) fn attribute(&mut self, sealed: Element<'_>) -> (Encrypted, Option<Attribute>) {
        let (encrypted, inner) = self.open(sealed, EncryptedPart::Attribute);
        (encrypted, inner.and_then(|xml| find(&xml, "Attribute").map(Attribute::read)))
    }

    fn open(&mut self, sealed: Element<'_>, part: EncryptedPart) -> (Encrypted, Option<Xml>) {
        let (opening, layer) = match self.decrypt(sealed) {
            Ok(plain) => self.add_layer(sealed, part, plain),
            Err(opening) => (opening, None),
        };
        let inner = layer.map(|layer| read_inner(self.case, layer, sealed));
        (Encrypted::read(sealed, part, opening), inner)
    }

    fn decrypt(&self, sealed: Element<'_>) -> Result<Plain, Opening> {
        if self.depth > DEPTH {
            let why = format!(
                "More than {DEPTH} encrypted things lie inside one another; this one was left closed."
            );
            return Err(Opening::Failed { fault: Fault::TooMuchWork, why, tried: Vec::new() });
        }
        let (names, keys): (Vec<&str>, Vec<PrivateKey>) =
            self.keys.private().map(|(name, key)| (name, key.clone())).unzip();
        let (secret_names, secrets): (Vec<&str>, Vec<Secret>) =
            self.keys.secrets().map(|(name, secret)| (name, secret.clone())).unzip();
        let named = |key: KeyUsed| {
            let name = match key {
                KeyUsed::Private(at) => names.get(at),
                KeyUsed::Shared(at) => secret_names.get(at),
            };
            name.copied().unwrap_or_default().to_owned()
        };
        match enc::decrypt_with(&sealed.xml.document, sealed.node, &keys, &secrets) {
            Ok(found) => {
                let bytes = found.plaintext.expose().to_vec();
                Ok(Plain { key: named(found.key), bytes, odd: misdeclared(&found) })
            }
            Err(failed) => Err(refused(failed, named)),
        }
    }

    fn add_layer(
        &mut self,
        sealed: Element<'_>,
        part: EncryptedPart,
        plain: Plain,
    ) -> (Opening, Option<LayerId>) {
        let data = sealed.child(XENC, "EncryptedData").unwrap_or(sealed).at();
        let Plain { key, bytes, odd } = plain;
        let map = Map::whole(bytes.len() as u32, data.start..data.end);
        match self.case.add_layer(
            LayerKind::Decrypted,
            &format!("decrypted {}", part.called()),
            data,
            bytes,
            map,
        ) {
            Some(layer) => (Opening::Opened { key, layer, odd }, Some(layer)),
            None => {
                let why = "It was opened, but the case is too large to hold it.".to_owned();
                (Opening::Failed { fault: Fault::TooMuchWork, why, tried: vec![key] }, None)
            }
        }
    }
}

/// What was inside, and the key that opened it.
struct Plain {
    key: String,
    bytes: Vec<u8>,
    odd: Option<String>,
}

/// How the key was really encrypted, where the message declares it otherwise.
fn misdeclared(found: &Decrypted) -> Option<String> {
    let (declared, actual) = (found.misdeclared.as_ref()?, found.transport.as_ref()?);
    Some(format!(
        "The message declares {declared}, and the key was encrypted with {actual}; a strict reader does not open it."
    ))
}

fn refused(failed: Undecrypted, named: impl Fn(KeyUsed) -> String) -> Opening {
    let fault = match failed.refusal {
        Refusal::NoKey => return Opening::NoKey { takes: "the application's private key" },
        Refusal::WrongKey => Fault::AnotherKey,
        Refusal::Damaged => Fault::Content,
        Refusal::UnsupportedAlgorithm => Fault::Unsupported,
        _ => Fault::Form,
    };
    let mut tried: Vec<String> = failed.attempts.iter().map(|attempt| named(attempt.key)).collect();
    tried.dedup();
    Opening::Failed { fault, why: failed.says, tried }
}

/// Reads a decrypted layer as a document. Where it can't stand alone, the namespaces around its cipher text are lent to
/// it, as they are to a consumer that puts the plain text in place of the cipher text (XML Encryption, section 4.3.3).
fn read_inner(case: &Case, layer: LayerId, sealed: Element<'_>) -> Xml {
    let bytes = case.layer(layer).map(|layer| layer.bytes.as_slice()).unwrap_or_default();
    let alone = Document::read(bytes);
    let stands = alone.well_formed()
        && alone.root().is_some_and(|root| alone.name(root).is_some_and(|name| name.namespace == SAML));
    if stands {
        return Xml::new(alone, layer, 0);
    }
    let wrapper = wrapper(sealed);
    let wrapped = Document::read(&[wrapper.as_bytes(), bytes, b"</lent>"].concat());
    if wrapped.well_formed() { Xml::lent(wrapped, layer, wrapper.len()) } else { Xml::new(alone, layer, 0) }
}

/// A start tag that declares every namespace in force at an element.
fn wrapper(element: Element<'_>) -> String {
    let document = &element.xml.document;
    let mut tag = String::from("<lent");
    let mut seen: Vec<&str> = Vec::new();
    for node in std::iter::once(element.node).chain(document.ancestors(element.node)) {
        for declaration in document.declarations(node) {
            let prefix = declaration.prefix();
            if seen.contains(&prefix) {
                continue;
            }
            seen.push(prefix);
            tag.push_str(&declared(prefix, declaration.namespace()));
        }
    }
    tag.push('>');
    tag
}

fn declared(prefix: &str, namespace: &str) -> String {
    let colon = if prefix.is_empty() { "" } else { ":" };
    let namespace = namespace.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    format!(" xmlns{colon}{prefix}=\"{namespace}\"")
}

/// The first element of a SAML name, at the top or inside the lent wrapper.
fn find<'x>(xml: &'x Xml, local: &str) -> Option<Element<'x>> {
    let mut all = xml.document.find(ssoscope_xml::NodeId::DOCUMENT, SAML, local);
    all.next().map(|node| xml.element(node))
}
