//! Every key of the case, and what it counts for.

use std::sync::Arc;

use ssoscope_crypto::{PublicKey, Secret};

use super::{KnownSaml, settings};
use crate::case::{Case, Layer, Role};
use crate::check::known::Origin;
use crate::check::known::Weight;
use crate::decode::saml::KeyMaterial;
use crate::decode::x509::{self, Certificate};
use crate::decode::{Body, Message};
use crate::expect::Expectations;
use crate::span::{LayerId, Span};

/// A key, whose it is, and who says so.
#[derive(Clone)]
pub struct KnownKey {
    /// The key.
    pub key: PublicKey,
    /// The certificate around it.
    pub certificate: Option<Certificate>,
    /// What to call it, in words that can follow "the": "certificate CN=idp.example (sha256 1f:2e…) in idp.xml".
    pub called: String,
    /// Who says whose it is.
    pub origin: Origin,
    /// How much that word weighs.
    pub weight: Weight,
    /// What it counts for.
    pub standing: Standing,
    /// Whether it was given alone, without metadata that says whose it is.
    pub alone: bool,
}

/// A secret that the person lends, for signatures that are made with one; it is never printed.
pub struct KnownSecret {
    /// What to call it: "secret in hmac.txt".
    pub called: String,
    /// The secret.
    pub secret: Secret,
}

/// What a key counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Vouched for as a signing key of the identity provider.
    IdpSigning,
    /// The identity provider's metadata gives it for encryption only.
    IdpEncryption,
    /// Of another identity provider that is vouched for.
    OtherIdp,
    /// It signs metadata, as a federation does, and no identity provider calls it its own.
    Publisher,
    /// The application's own signing key.
    SpSigning,
    /// The application's own encryption key.
    SpEncryption,
    /// It stands in something that nobody vouches for, such as metadata in the capture.
    Unvouched,
}

impl std::fmt::Debug for KnownKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KnownKey")
            .field("called", &self.called)
            .field("standing", &self.standing)
            .finish_non_exhaustive()
    }
}

impl KnownSaml {
    pub(super) fn add_key(&mut self, material: &KeyMaterial, standing: Standing, weight: Weight, says: &str) {
        let Some(key) = material.key() else { return };
        let certificate = material.certificate().cloned();
        let called = match &certificate {
            Some(certificate) => format!("certificate {} in {says}", called(certificate)),
            None => format!("{} key in {says}", key.kind()),
        };
        let origin = Origin { says: says.to_owned(), at: Some(material.at()) };
        self.push_key(KnownKey {
            key: key.clone(),
            certificate,
            called,
            origin,
            weight,
            standing,
            alone: false,
        });
    }

    /// Sets keys apart that were given alone and turned out to sign metadata: nobody signs in by them. A certificate that a playbook
    /// names as the identity provider's stays what it is.
    pub fn set_publishers_apart(&mut self, publishers: &[PublicKey]) {
        let signs_metadata = |key: &&mut KnownKey| {
            key.alone
                && key.weight < Weight::Named
                && key.standing == Standing::IdpSigning
                && publishers.contains(&key.key)
        };
        self.keys.iter_mut().filter(signs_metadata).for_each(|key| key.standing = Standing::Publisher);
    }

    /// Marks the key that was found in a layer as one that was given alone.
    fn mark_alone(&mut self, layer: LayerId) {
        let of_layer = |key: &&mut KnownKey| key.origin.at.is_some_and(|at| at.layer == layer);
        self.keys.iter_mut().filter(of_layer).for_each(|key| key.alone = true);
    }

    /// Adds a key, unless the same one counts for the same already.
    fn push_key(&mut self, key: KnownKey) {
        let same = |other: &KnownKey| {
            other.standing == key.standing && other.weight == key.weight && other.key.spki() == key.key.spki()
        };
        if !self.keys.iter().any(same) {
            self.keys.push(key);
        }
    }
}

/// A certificate in a few words: its name and the start of its fingerprint.
pub(crate) fn called(certificate: &Certificate) -> String {
    format!(
        "{} (SHA-256 {}…)",
        certificate.called(),
        certificate.sha256.get(..16).unwrap_or(&certificate.sha256)
    )
}

/// Certificates and keys that stand alone: those that are given as support or named are the identity provider's.
pub(super) fn gather_loose(case: &Case, messages: &[Message], expect: &Expectations, known: &mut KnownSaml) {
    for pem in expect.playbook.inline_certificates() {
        if let Ok(certificate) = x509::from_text(pem, Span::new(LayerId(0), 0..0)) {
            let material = KeyMaterial::Certificate(Arc::new(certificate));
            known.add_key(&material, Standing::IdpSigning, Weight::Named, "saml.idp.certificates");
        }
    }
    for message in messages {
        let Some(layer) = case.layer(message.at.layer) else { continue };
        if let Some(material) = loose(message) {
            match settings::certificate(case, messages, layer.id) {
                Some((standing, weight, says)) => known.add_key(&material, standing, weight, &says),
                None => {
                    let (standing, weight) = standing(message.role, layer, expect);
                    known.add_key(&material, standing, weight, &layer.name);
                    known.mark_alone(message.at.layer);
                }
            }
        }
    }
}

fn loose(message: &Message) -> Option<KeyMaterial> {
    match &message.body {
        Body::Certificate(certificate) => Some(KeyMaterial::Certificate(certificate.clone())),
        Body::PublicKey(loose) => Some(KeyMaterial::key_at(loose.at, loose.key.clone())),
        _ => None,
    }
}

fn standing(role: Role, layer: &Layer, expect: &Expectations) -> (Standing, Weight) {
    match role {
        Role::Capture => (Standing::Unvouched, Weight::Seen),
        Role::Support if is_named(&layer.name, &expect.playbook.saml.idp.certificates) => {
            (Standing::IdpSigning, Weight::Named)
        }
        Role::Support => (Standing::IdpSigning, Weight::Vouched),
    }
}

/// Whether a layer holds a file that the playbook names.
pub(crate) fn is_named<'n>(layer: &str, paths: impl IntoIterator<Item = &'n String>) -> bool {
    let file = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
    paths.into_iter().any(|path| file(path) == file(layer))
}
