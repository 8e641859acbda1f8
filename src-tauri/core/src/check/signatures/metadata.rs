//! What became of the signatures of metadata: of a party's own, and of a federation's over many.

use std::io::Cursor;

use ssoscope_crypto::PublicKey;
use ssoscope_xml::dsig::SignatureProblemKind;
use ssoscope_xml::stream::{StreamedSignature, read};

use crate::case::{Case, Role};
use crate::check::known::Known;
use crate::check::known::saml::{KnownKey, Standing};
use crate::decode::saml::Entity;
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

/// Verifies the signature of each metadata document that has one.
pub(super) fn verify(case: &Case, messages: &[Message], known: &Known) -> Vec<MetadataSignature> {
    let mut documents: Vec<(Span, Role)> = Vec::new();
    for (document, role) in messages.iter().filter_map(document) {
        if !documents.iter().any(|(seen, _)| *seen == document) {
            documents.push((document, role));
        }
    }
    let mut left = Limits::SIGNED_BYTES;
    let affordable = documents.into_iter().filter(|(at, _)| match left.checked_sub(at.len() as usize) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    });
    let keys: Vec<&KnownKey> = known.saml.of_standing(Standing::IdpSigning).filter(|key| key.alone).collect();
    affordable.filter_map(|(at, role)| of_document(case, at, role, &keys)).collect()
}

fn document(message: &Message) -> Option<(Span, Role)> {
    match &message.body {
        Body::Saml(saml) => saml.entity().map(|entity: &Entity| (entity.document, message.role)),
        _ => None,
    }
}

fn of_document(case: &Case, at: Span, role: Role, keys: &[&KnownKey]) -> Option<MetadataSignature> {
    let bytes = case.bytes(at);
    // Without such a name there is no signature, and nothing to read.
    memchr::memmem::find(bytes, b"SignatureValue")?;
    let public: Vec<PublicKey> = keys.iter().map(|key| key.key.clone()).collect();
    let streamed = read(Cursor::new(bytes), &ssoscope_xml::Limits::DEFAULT, &public, None).ok()?;
    let root = streamed.root.as_ref().filter(|root| root.local.ends_with("Descriptor"))?;
    let signature = streamed.signature.as_ref()?;
    let place = |range: std::ops::Range<usize>| {
        let offset = |offset: usize| at.start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
        Span::new(at.layer, offset(range.start)..offset(range.end))
    };
    let fit = fit(signature, keys, &place);
    Some(MetadataSignature { role, called: root.local.clone(), at: place(signature.at.clone()), fit })
}

fn fit(
    signature: &StreamedSignature,
    keys: &[&KnownKey],
    place: &dyn Fn(std::ops::Range<usize>) -> Span,
) -> MetadataFit {
    let blocking = signature.problems.iter().find(|problem| problem.kind.blocks());
    if let Some(problem) = blocking {
        return match is_not_computed(problem.kind) {
            true => MetadataFit::CantTell(problem.says.clone()),
            false => MetadataFit::Broken(place(problem.at.clone()), problem.says.clone()),
        };
    }
    let (Some((declared, declared_at)), Some(computed)) = (&signature.declared, &signature.computed) else {
        return MetadataFit::CantTell("The digest can't be computed.".to_owned());
    };
    if declared != computed {
        let (signed, computed) = (base64(declared), base64(computed));
        return MetadataFit::Altered { at: place(declared_at.clone()), signed, computed };
    }
    if let Some(key) = signature.value_key.and_then(|key| keys.get(key)) {
        return MetadataFit::Verified(Box::new((*key).clone()));
    }
    let brought = signature.embedded.iter().map(|(der, at)| Certificate::from_der(der, place(at.clone())));
    let brought: Vec<Certificate> = brought.filter_map(Result::ok).collect();
    let fits =
        |certificate: &&Certificate| certificate.key.as_ref().is_ok_and(|key| signature.is_made_with(key));
    match (brought.iter().find(fits), brought.first()) {
        (Some(certificate), _) => MetadataFit::EmbeddedOnly(Box::new(certificate.clone())),
        (None, Some(certificate)) if certificate.key.is_ok() => {
            MetadataFit::Forged(Box::new(certificate.clone()))
        }
        _ => MetadataFit::NoKey,
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
