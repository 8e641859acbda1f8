//! Which keys are tried on a signature, and in which order: the trusted ones first, the embedded last.

use ssoscope_crypto::PublicKey;

use super::xml::ValueFit;
use crate::check::known::saml::{KnownKey, KnownSaml};
use crate::decode::saml::{KeyMaterial, SamlMessage};
use crate::decode::x509::Certificate;
use crate::limits::Limits;

/// A key to try, and what a fit with it means.
pub(super) struct Candidate {
    pub(super) key: PublicKey,
    pub(super) called: String,
    pub(super) fit: ValueFit,
}

impl Candidate {
    /// The certificate around the key.
    pub(super) fn certificate(&self) -> Option<&Certificate> {
        match &self.fit {
            ValueFit::Vouched(key) | ValueFit::Other(key) => key.certificate.as_ref(),
            _ => None,
        }
    }
}

/// The keys that are vouched for as the issuer's, then all others of the case, as many as are tried.
pub(super) fn candidates(saml: &SamlMessage, known: &KnownSaml) -> Vec<Candidate> {
    let trusted = known.signers(saml);
    let is_trusted = |key: &KnownKey| trusted.iter().any(|trusted| std::ptr::eq(*trusted, key));
    let others = known.keys.iter().filter(|key| !is_trusted(key));
    let vouched = trusted.iter().map(|key| candidate(key, ValueFit::Vouched));
    let all = vouched.chain(others.map(|key| candidate(key, ValueFit::Other)));
    all.take(Limits::KEYS_TRIED).collect()
}

fn candidate(key: &KnownKey, fit: fn(KnownKey) -> ValueFit) -> Candidate {
    Candidate { key: key.key.clone(), called: key.called.clone(), fit: fit(key.clone()) }
}

/// The key that a signature brings along itself.
pub(super) fn brought_along(material: &KeyMaterial) -> Option<Candidate> {
    let called = match material.certificate() {
        Some(certificate) => format!("embedded certificate {}", certificate.called()),
        None => "embedded key".to_owned(),
    };
    Some(Candidate { key: material.key()?.clone(), called, fit: ValueFit::EmbeddedOnly(material.clone()) })
}
