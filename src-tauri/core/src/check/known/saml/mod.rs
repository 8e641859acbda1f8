//! What is known of the parties of a SAML sign-in, each value with who says so and how much that weighs.

mod capture;
mod keys;
mod metadata;
mod playbook;
mod settings;

pub use keys::{KnownKey, KnownSecret, Standing};
pub(crate) use keys::{called, is_named};

use std::collections::BTreeMap;

use super::{Claims, Expected};
use crate::case::{Case, Role};
use crate::decode::saml::{RoleKind, SamlMessage};
use crate::decode::{Body, Message, MessageId};
use crate::expect::{Expectations, SignedPart};

/// What is known of the parties of a SAML sign-in.
#[derive(Default)]
pub struct KnownSaml {
    /// The identity provider's entity ID; where nothing singles one out, every identity provider that is vouched for.
    pub idp_entity_ids: Claims,
    /// Every key of the case, the trusted ones and all others, so that a cause can name the one that fits.
    pub keys: Vec<KnownKey>,
    /// The secrets that the person lends.
    pub secrets: Vec<KnownSecret>,
    /// The application's entity ID.
    pub sp_entity_ids: Claims,
    /// The audiences that the application accepts.
    pub audiences: Claims,
    /// The assertion consumer services: where the application takes answers.
    pub acs: Claims,
    /// Where the identity provider takes requests.
    pub idp_sso: Claims,
    /// Where either party takes logout messages.
    pub slo: Claims,
    /// The requests whose answer is awaited.
    pub request_ids: Claims,
    /// The URL that each message was really sent to.
    pub delivered: BTreeMap<MessageId, Expected>,
    /// Which part of the answer has to be signed.
    pub signed: Claims<SignedPart>,
    /// Whether the assertion has to be encrypted.
    pub encrypted: Claims<bool>,
    /// The NameID formats that the application takes.
    pub name_id_formats: Claims,
    /// The authentication contexts that the application accepts.
    pub authn_contexts: Claims,
    /// Who issued the examined answers.
    answered_by: Vec<String>,
}

impl KnownSaml {
    /// The keys that are vouched for as signing keys of the identity provider: those of the heaviest word alone, for a
    /// certificate that the person names stands over one that some metadata holds.
    pub fn idp_signing_keys(&self) -> impl Iterator<Item = &KnownKey> {
        let heaviest = self.of_standing(Standing::IdpSigning).map(|key| key.weight).max();
        self.of_standing(Standing::IdpSigning).filter(move |key| Some(key.weight) == heaviest)
    }

    /// The keys that a message may be signed with: those of the identity provider, or, where the application issued it,
    /// the application's; where no metadata names those, the certificates that the person gives alone.
    pub fn signers(&self, saml: &SamlMessage) -> Vec<&KnownKey> {
        let by_sp = !saml.is_sign_in() && saml.issuer().is_some_and(|issuer| self.is_sp(&issuer.value.value));
        if !by_sp {
            return self.idp_signing_keys().collect();
        }
        let own: Vec<&KnownKey> = self.of_standing(Standing::SpSigning).collect();
        let alone = self.of_standing(Standing::IdpSigning).filter(|key| key.alone);
        if own.is_empty() { alone.collect() } else { own }
    }

    /// The keys of one standing.
    pub fn of_standing(&self, standing: Standing) -> impl Iterator<Item = &KnownKey> {
        self.keys.iter().filter(move |key| key.standing == standing)
    }

    /// Whether somebody issued one of the examined answers.
    fn answers(&self, entity_id: &str) -> bool {
        self.answered_by.iter().any(|issuer| issuer == entity_id)
    }

    /// Whether a value is known as the application's entity ID, by anybody.
    pub fn is_sp(&self, entity_id: &str) -> bool {
        self.sp_entity_ids.all().iter().any(|claim| claim.expected.value == entity_id)
    }
}

/// Gathers it.
pub(super) fn gather(case: &Case, messages: &[Message], expect: &Expectations) -> KnownSaml {
    let mut known = KnownSaml::default();
    playbook::gather(expect, &mut known);
    keys::gather_loose(case, messages, expect, &mut known);
    let issuers = issuers(messages);
    let idps = chosen_idps(messages, &issuers);
    known.answered_by = answered_by(messages);
    for (message, saml) in saml_messages(messages) {
        if saml.entity().is_some() {
            metadata::gather(case, message, saml, idps.contains(&message.id), expect, &mut known);
        } else {
            capture::gather(case, message, saml, &mut known);
        }
    }
    for message in messages {
        if let Body::Settings(held) = &message.body {
            settings::gather(case, message, held, &mut known);
        }
    }
    known.audiences.or_else(&known.sp_entity_ids);
    known
}

fn saml_messages(messages: &[Message]) -> impl Iterator<Item = (&Message, &SamlMessage)> {
    messages.iter().filter_map(|message| match &message.body {
        Body::Saml(saml) => Some((message, saml.as_ref())),
        _ => None,
    })
}

/// Who issued the examined answers.
fn issuers(messages: &[Message]) -> Vec<&str> {
    let examined = saml_messages(messages)
        .filter(|(message, saml)| message.role == Role::Capture && saml.entity().is_none());
    let of_messages = examined.flat_map(|(_, saml)| {
        let of_assertions = saml.assertions().iter().filter_map(|assertion| assertion.issuer.as_ref());
        saml.issuer().into_iter().chain(of_assertions)
    });
    of_messages.map(|issuer| issuer.value.as_str()).collect()
}

/// Who issued the examined answers that bring a sign-in.
fn answered_by(messages: &[Message]) -> Vec<String> {
    let captured = saml_messages(messages).filter(|(message, _)| message.role == Role::Capture);
    let answers = captured.filter(|(_, saml)| saml.is_sign_in());
    let issuers = answers.flat_map(|(_, saml)| {
        let of_assertions = saml.assertions().iter().filter_map(|assertion| assertion.issuer.as_ref());
        saml.issuer().into_iter().chain(of_assertions)
    });
    issuers.map(|issuer| issuer.value.value.clone()).collect()
}

/// The identity providers that are meant: those that issued something here; where none did, all that are vouched for.
fn chosen_idps(messages: &[Message], issuers: &[&str]) -> Vec<MessageId> {
    let idps: Vec<(MessageId, Option<&str>)> = saml_messages(messages)
        .filter(|(message, _)| message.role == Role::Support)
        .filter_map(|(message, saml)| {
            Some((message.id, saml.entity().filter(|entity| entity.is(RoleKind::Idp))?))
        })
        .map(|(id, entity)| (id, entity.entity_id.as_ref().map(|id| id.value.as_str())))
        .collect();
    let issued: Vec<MessageId> = idps
        .iter()
        .filter(|(_, entity_id)| entity_id.is_some_and(|id| issuers.contains(&id)))
        .map(|(id, _)| *id)
        .collect();
    if issued.is_empty() { idps.into_iter().map(|(id, _)| id).collect() } else { issued }
}
