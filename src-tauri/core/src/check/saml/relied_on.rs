//! The metadata that is relied on: what is vouched for; where nothing is examined but metadata, that.

use super::examined;
use crate::case::Role;
use crate::check::Look;
use crate::decode::saml::{Entity, EntityRole, RoleKind, SamlMessage};
use crate::decode::{Body, Message};

/// What one party says of itself, and the message that says it.
#[derive(Clone, Copy)]
pub(super) struct ReliedOn<'a> {
    /// The message.
    pub(super) message: &'a Message,
    /// What it says.
    pub(super) entity: &'a Entity,
}

/// All of it.
pub(super) fn entities<'a>(look: &Look<'a>) -> Vec<ReliedOn<'a>> {
    let only_metadata = examined::examined(look).is_empty();
    let all = look.messages.iter().filter_map(entity);
    all.filter(|relied_on| relied_on.message.role == Role::Support || only_metadata).collect()
}

fn entity(message: &Message) -> Option<ReliedOn<'_>> {
    match &message.body {
        Body::Saml(saml) => SamlMessage::entity(saml).map(|entity| ReliedOn { message, entity }),
        _ => None,
    }
}

impl<'a> ReliedOn<'a> {
    /// What to call it in a sentence.
    pub(super) fn name(&self) -> &'a str {
        self.entity.entity_id.as_ref().map_or("an unnamed entity", |id| id.value.as_str())
    }

    /// The entity ID, where there is one.
    pub(super) fn entity_id(&self) -> Option<&'a str> {
        self.entity.entity_id.as_ref().map(|id| id.value.as_str())
    }

    /// Its roles of one kind that speak SAML 2.0; one that says nothing of protocols counts.
    pub(super) fn roles(&self, kind: RoleKind) -> impl Iterator<Item = &'a EntityRole> + use<'a> {
        const SAML2: &str = "urn:oasis:names:tc:SAML:2.0:protocol";
        let speaks = |role: &&EntityRole| {
            role.protocols
                .as_ref()
                .is_none_or(|all| all.value.split_ascii_whitespace().any(|one| one == SAML2))
        };
        self.entity.roles(kind).filter(speaks)
    }
}

/// Who issued the answers that are examined.
pub(super) fn answered_by<'a>(look: &Look<'a>) -> Vec<&'a str> {
    let answers = examined::examined(look).iter().filter(|examined| examined.saml.is_sign_in());
    let issuers = answers.flat_map(|examined| {
        let of_assertions =
            examined.saml.assertions().iter().filter_map(|assertion| assertion.issuer.as_ref());
        examined.saml.issuer().into_iter().chain(of_assertions)
    });
    issuers.map(|issuer| issuer.value.value.as_str()).collect()
}
