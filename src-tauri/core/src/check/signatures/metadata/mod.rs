//! What became of the signatures of metadata: of a party's own, of a federation's over many, and of each of those inside.

mod document;
mod entity;

use ssoscope_crypto::PublicKey;
use ssoscope_xml::dsig::SignatureProblemKind;

use crate::case::{Case, Role};
use crate::check::known::saml::{KnownKey, KnownSaml, Standing};
use crate::decode::saml::{Entity, RoleKind, SamlMessage};
use crate::decode::x509::Certificate;
use crate::decode::{Body, Message};
use crate::limits::Limits;
use crate::span::Span;

/// The signature of a metadata document, and what became of it.
#[derive(Debug)]
pub struct MetadataSignature {
    /// Whether the metadata is vouched for.
    pub role: Role,
    /// The element that it signs: `EntityDescriptor` or `EntitiesDescriptor`.
    pub called: String,
    /// All of its bytes.
    pub at: Span,
    /// What became of it.
    pub fit: MetadataFit,
}

/// What became of the signature of metadata.
#[derive(Debug)]
pub enum MetadataFit {
    /// It is whole, and made with a key that was given alone and so is vouched for.
    Verified(Box<KnownKey>),
    /// It is whole, and fits only the certificate that it brings along.
    EmbeddedOnly(Box<Certificate>),
    /// It is whole as far as can be told: no key that is here made it.
    NoKey,
    /// What it signs is not as it was signed.
    Altered {
        /// Where the digest stands.
        at: Span,
        /// The digest in the signature, in base64.
        signed: String,
        /// The digest of what is there now, in base64.
        computed: String,
    },
    /// It fits none of the keys, not even that of the certificate that it brings along.
    Forged(Box<Certificate>),
    /// It is not well made, or the metadata around it is not; the sentence says how.
    Broken(Span, String),
    /// It can't be told; the sentence says why.
    CantTell(String),
}

/// Verifies the signature of each metadata document that has one, and those of the entities inside.
pub fn verify(case: &Case, messages: &[Message], known: &KnownSaml) -> Vec<MetadataSignature> {
    let alone = known.of_standing(Standing::IdpSigning).filter(|key| key.alone);
    let mut verifier = Verifier { keys: alone.collect(), left: Limits::SIGNED_BYTES };
    let mut documents: Vec<Span> = Vec::new();
    let mut found = Vec::new();
    for (role, saml, entity) in messages.iter().filter_map(metadata) {
        if !documents.contains(&entity.document) {
            documents.push(entity.document);
            found.extend(verifier.document(case, entity.document, role));
        }
        found.extend(verifier.entity(saml, role));
    }
    found
}

/// The keys that were given alone and turned out to sign metadata, as a federation does: those that no entity calls its own.
pub fn publishers(messages: &[Message], signatures: &[MetadataSignature]) -> Vec<PublicKey> {
    let listed =
        |key: &PublicKey| messages.iter().filter_map(metadata).any(|(_, _, entity)| lists(entity, key));
    let made = signatures.iter().filter_map(|signature| match &signature.fit {
        MetadataFit::Verified(key) => Some(&key.key),
        _ => None,
    });
    made.filter(|key| !listed(key)).cloned().collect()
}

/// Whether an entity gives a key as one that it signs sign-ins with.
fn lists(entity: &Entity, key: &PublicKey) -> bool {
    let keys =
        entity.roles(RoleKind::Idp).flat_map(|role| &role.keys).filter(|descriptor| descriptor.signs());
    keys.flat_map(|descriptor| &descriptor.material)
        .filter_map(|material| material.key())
        .any(|own| own == key)
}

fn metadata(message: &Message) -> Option<(Role, &SamlMessage, &Entity)> {
    match &message.body {
        Body::Saml(saml) => saml.entity().map(|entity| (message.role, saml.as_ref(), entity)),
        _ => None,
    }
}

/// What signatures of metadata are verified with.
struct Verifier<'k> {
    /// The keys that were given alone: one of them may be the publisher's.
    keys: Vec<&'k KnownKey>,
    /// Bytes that may still be covered.
    left: usize,
}

impl Verifier<'_> {
    fn affords(&mut self, bytes: usize) -> bool {
        let rest = self.left.checked_sub(bytes);
        self.left = rest.unwrap_or(self.left);
        rest.is_some()
    }

    fn public(&self) -> Vec<PublicKey> {
        self.keys.iter().map(|key| key.key.clone()).collect()
    }
}

/// What a signature amounts to whose digest is in order and that none of the keys given alone made, by the certificates that it
/// brings along and whether it was made with each.
fn unvouched(brought: Vec<Certificate>, is_made_with: impl Fn(&PublicKey) -> bool) -> MetadataFit {
    let fits = |certificate: &&Certificate| certificate.key.as_ref().is_ok_and(&is_made_with);
    match (brought.iter().find(fits), brought.first()) {
        (Some(certificate), _) => MetadataFit::EmbeddedOnly(Box::new(certificate.clone())),
        (None, Some(certificate)) if certificate.key.is_ok() => {
            MetadataFit::Forged(Box::new(certificate.clone()))
        }
        _ => MetadataFit::NoKey,
    }
}

fn altered(at: Span, signed: &[u8], computed: &[u8]) -> MetadataFit {
    MetadataFit::Altered { at, signed: base64(signed), computed: base64(computed) }
}

/// What stands in the way of a signature, whatever its key.
fn blocked(kind: SignatureProblemKind, at: Span, says: &str) -> MetadataFit {
    match is_not_computed(kind) {
        true => MetadataFit::CantTell(says.to_owned()),
        false => MetadataFit::Broken(at, says.to_owned()),
    }
}

/// The problems that lie in this program's reach rather than in the signature.
fn is_not_computed(kind: SignatureProblemKind) -> bool {
    use SignatureProblemKind::*;
    matches!(
        kind,
        UnknownAlgorithm | UnsupportedAlgorithm | BadParameters | UnsupportedTransform | UnsupportedPointer
    )
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}
