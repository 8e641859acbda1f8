//! Why a signature fails: asked only of those that do, within one limit for all of them.

use ssoscope_crypto::PublicKey;
use ssoscope_xml::dsig::{
    Attempts, Explanation, Keyring, Signature, Verification, explain_digest, explain_value,
};

use super::{ValueFit, Why, naming};
use crate::check::known::saml::KnownSaml;
use crate::check::signatures::candidates::Candidate;
use crate::decode::saml::Xml;
use crate::limits::Limits;

/// Looks for explanations until its attempts are used up.
pub(super) struct Explainer {
    attempts: Attempts,
    /// Values that are known of the parties: one of them may be what was signed.
    known: Vec<String>,
}

impl Explainer {
    pub(super) fn new(known: &KnownSaml) -> Explainer {
        let claims =
            [&known.sp_entity_ids, &known.audiences, &known.acs, &known.idp_entity_ids, &known.request_ids];
        let named =
            claims.into_iter().flat_map(|claims| claims.all()).map(|claim| claim.expected.value.clone());
        let delivered = known.delivered.values().map(|expected| expected.value.clone());
        Explainer {
            attempts: Attempts::new(),
            known: named.chain(delivered).take(Limits::FINDINGS).collect(),
        }
    }

    /// Whether the limit was met.
    pub(super) fn was_cut(&self) -> bool {
        self.attempts.exhausted()
    }

    /// Why a signature fails; `None` where it does not, or where that can't be told.
    pub(super) fn why(
        &mut self,
        xml: &Xml,
        signature: &Signature,
        verification: &Verification,
        candidates: &[&Candidate],
    ) -> Option<Why> {
        let of_digest = self.of_digest(xml, signature, verification);
        let of_value = match verification.value_key() {
            None if !candidates.is_empty() => self.of_value(xml, signature, candidates),
            _ => None,
        };
        let made_by = of_value.as_ref().and_then(|value| fit(candidates, value.key?));
        let told = of_digest.or(of_value)?;
        let at = told.at.into_iter().take(Limits::FINDINGS).map(|range| xml.span(range)).collect();
        Some(Why { kind: told.kind, at, says: told.says, made_by })
    }

    fn of_digest(
        &mut self,
        xml: &Xml,
        signature: &Signature,
        verification: &Verification,
    ) -> Option<Explanation> {
        let differs = verification.references.iter().position(|check| !check.matches())?;
        explain_digest(&xml.document, signature, differs, &self.known, &mut self.attempts)
    }

    fn of_value(
        &mut self,
        xml: &Xml,
        signature: &Signature,
        candidates: &[&Candidate],
    ) -> Option<Explanation> {
        let (keys, places) = different_keys(candidates);
        let own = |candidate: &&&Candidate| matches!(candidate.fit, ValueFit::EmbeddedOnly(_));
        let named = |candidate: &&&Candidate| naming::is_named(&signature.key_info, candidate);
        let own = candidates.iter().find(own).or_else(|| candidates.iter().find(named));
        let named = own.and_then(|own| keys.iter().position(|key| *key == own.key));
        let keyring = Keyring { keys: &keys, named };
        let found = explain_value(&xml.document, signature, keyring, &self.known, &mut self.attempts)?;
        let key = found.key.and_then(|key| places.get(key).copied());
        Some(Explanation { key, ..found })
    }
}

/// Each key once, as many as are looked into, and where it first stands among the candidates.
fn different_keys(candidates: &[&Candidate]) -> (Vec<PublicKey>, Vec<usize>) {
    let mut keys: Vec<PublicKey> = Vec::new();
    let mut places = Vec::new();
    for (place, candidate) in candidates.iter().enumerate() {
        if keys.len() < Limits::KEYS_LOOKED_INTO && !keys.contains(&candidate.key) {
            keys.push(candidate.key.clone());
            places.push(place);
        }
    }
    (keys, places)
}

fn fit(candidates: &[&Candidate], place: usize) -> Option<ValueFit> {
    candidates.get(place).map(|candidate| candidate.fit.clone())
}
