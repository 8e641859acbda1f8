//! The metadata that is relied on holds still.

use super::window::{Edge, edge};
use crate::case::Role;
use crate::check::{Check, Look, Verb, Verdict, cite};
use crate::decode::saml::{Entity, SamlMessage};
use crate::decode::{Body, Message};

/// The metadata that is relied on holds still.
pub static CHECK: Check = Check {
    id: "saml/metadata_valid_until",
    title: "The metadata has expired",
    verb: Verb::Must,
    spec: &[cite("SAML Metadata 2.0", "2.3.2"), cite("SAML Metadata 2.0", "4.3")],
    why: "Metadata past its validUntil must not be used: its keys may have been withdrawn. Products that load it refuse \
          every sign-in from that instant on.",
    remedy_idp: "Publish metadata anew before it ends; automate it.",
    remedy_sp: "Fetch the metadata anew, and let the application refresh it by itself.",
    run,
};

/// What is vouched for; where nothing is examined but metadata, that.
fn run(look: &Look) -> Verdict {
    let only_metadata = super::examined::examined(look).is_empty();
    let all = look.messages.iter().filter_map(entity);
    let relied_on = all.filter(|(message, _)| message.role == Role::Support || only_metadata);
    Verdict::merge(relied_on.map(|(_, entity)| of(look, entity)))
}

fn entity(message: &Message) -> Option<(&Message, &Entity)> {
    match &message.body {
        Body::Saml(saml) => SamlMessage::entity(saml).map(|entity| (message, entity)),
        _ => None,
    }
}

fn of(look: &Look, entity: &Entity) -> Verdict {
    let name = entity.entity_id.as_ref().map_or("an unnamed entity", |id| id.value.as_str());
    let of_entity = entity.valid_until.iter().map(|until| (format!("validUntil of {name}"), until));
    let of_roles = entity.roles.iter().filter_map(|role| role.valid_until.as_ref());
    let of_roles = of_roles.map(|until| (format!("validUntil of a role of {name}"), until));
    Verdict::merge(of_entity.chain(of_roles).map(|(name, until)| edge(look, &name, until, Edge::Closes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::at;

    const METADATA: &str = "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" \
        entityID=\"https://idp.example\" validUntil=\"2026-01-01T00:00:00Z\"/>";

    #[test]
    fn metadata_past_its_end_fails() {
        assert!(at("2026-01-02T00:00:00Z", &CHECK, METADATA, &[]).failed());
        assert!(matches!(at("2025-12-31T00:00:00Z", &CHECK, METADATA, &[]), Verdict::Pass(_)));
        let endless = METADATA.replace(" validUntil=\"2026-01-01T00:00:00Z\"", "");
        assert_eq!(at("2026-01-02T00:00:00Z", &CHECK, &endless, &[]), Verdict::Silent);
    }
}
