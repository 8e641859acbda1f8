//! What metadata says of the parties. Where it stands in the capture, its keys are remembered, and nothing is believed.

use super::KnownSaml;
use super::keys::{Standing, is_named};
use crate::case::{Case, Role};
use crate::check::known::Expected;
use crate::check::known::Weight;
use crate::decode::saml::{Entity, EntityRole, RoleKind, SamlMessage};
use crate::decode::{Message, Spanned};
use crate::expect::{Expectations, SignedPart};

pub(super) fn gather(
    case: &Case,
    message: &Message,
    saml: &SamlMessage,
    chosen: bool,
    expect: &Expectations,
    known: &mut KnownSaml,
) {
    let Some(entity) = saml.entity() else { return };
    let name = case.layer(message.at.layer).map_or("", |layer| layer.name.as_str());
    let says = format!("the metadata in {name}");
    if message.role == Role::Capture {
        return unvouched(entity, &says, known);
    }
    // A proxy has both roles; who answers here is not who is answered.
    let answers =
        entity.is(RoleKind::Idp) && entity.entity_id.as_ref().is_some_and(|id| known.answers(&id.value));
    for role in &entity.roles {
        match role.kind {
            RoleKind::Sp if answers => {}
            RoleKind::Idp => {
                idp(entity, role, &says, weight(name, &expect.playbook.saml.idp.metadata), chosen, known)
            }
            RoleKind::Sp => sp(entity, role, &says, weight(name, &expect.playbook.saml.sp.metadata), known),
            RoleKind::Other => {}
        }
    }
}

/// Metadata that the playbook names weighs what the playbook weighs.
fn weight(layer: &str, named: &Option<String>) -> Weight {
    if is_named(layer, named) { Weight::Named } else { Weight::Vouched }
}

fn unvouched(entity: &Entity, says: &str, known: &mut KnownSaml) {
    let keys = entity.roles.iter().flat_map(|role| &role.keys);
    for material in keys.flat_map(|key| &key.material) {
        known.add_key(material, Standing::Unvouched, Weight::Seen, says);
    }
}

fn idp(entity: &Entity, role: &EntityRole, says: &str, weight: Weight, chosen: bool, known: &mut KnownSaml) {
    for key in &role.keys {
        let standing = match (chosen, key.signs()) {
            (false, _) => Standing::OtherIdp,
            (true, true) => Standing::IdpSigning,
            (true, false) => Standing::IdpEncryption,
        };
        key.material.iter().for_each(|material| known.add_key(material, standing, weight, says));
    }
    if chosen {
        known.idp_entity_ids.add_found(entity.entity_id.iter(), weight, says);
        known.idp_sso.add_found(locations(role, "SingleSignOnService"), weight, says);
        known.slo.add_found(locations(role, "SingleLogoutService"), weight, says);
    }
}

fn sp(entity: &Entity, role: &EntityRole, says: &str, weight: Weight, known: &mut KnownSaml) {
    for key in &role.keys {
        let uses = [(key.signs(), Standing::SpSigning), (key.encrypts(), Standing::SpEncryption)];
        for (_, standing) in uses.into_iter().filter(|(used, _)| *used) {
            key.material.iter().for_each(|material| known.add_key(material, standing, weight, says));
        }
    }
    known.sp_entity_ids.add_found(entity.entity_id.iter(), weight, says);
    known.acs.add_found(locations(role, "AssertionConsumerService"), weight, says);
    known.slo.add_found(locations(role, "SingleLogoutService"), weight, says);
    if let Some(wanted) = role.want_assertions_signed.as_ref().filter(|wanted| wanted.value) {
        let says = format!("WantAssertionsSigned in {says}");
        known.signed.add(weight, Expected::found(SignedPart::Assertion, says, wanted.at));
    }
}

fn locations<'r>(role: &'r EntityRole, service: &'r str) -> impl Iterator<Item = &'r Spanned<String>> {
    role.services(service).flat_map(|endpoint| endpoint.location.iter().chain(&endpoint.response_location))
}
