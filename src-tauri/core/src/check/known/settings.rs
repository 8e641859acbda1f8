//! What the application's own settings say that were pasted beside a message.

use super::{Known, Weight};
use crate::case::Role;
use crate::decode::record::{Record, settings};
use crate::decode::{Body, Message, Spanned};

pub(super) fn gather(messages: &[Message], known: &mut Known) {
    for message in messages {
        let Body::Record(record) = &message.body else { continue };
        if record.kind == "setup-table" {
            registered(record, known);
        }
        if record.kind == settings::KIND {
            let weight = match message.role {
                Role::Capture => Weight::Seen,
                Role::Support => Weight::Vouched,
            };
            of_record(record, weight, known);
        }
    }
    let entity_ids = known.saml.sp_entity_ids.clone();
    known.saml.audiences.or_else(&entity_ids);
}

/// Where the provider sends answers, by its export or the sheet that was handed over; a pattern only the provider compares.
fn registered(record: &Record, known: &mut Known) {
    let uris = record.fields.iter().filter(|told| told.name == "Redirect URI").map(|told| &told.value);
    let uris: Vec<&Spanned<String>> = uris.collect();
    if !uris.iter().any(|uri| uri.value.contains('*')) {
        known.oidc.redirect_uris.add_found(uris, Weight::Seen, "the registration in the paste");
    }
}

fn of_record(record: &Record, weight: Weight, known: &mut Known) {
    let says = "the application's settings in the paste";
    let values = |name: &str| -> Vec<&Spanned<String>> {
        record.fields.iter().filter(|told| told.name == name).map(|told| &told.value).collect()
    };
    known.oidc.client_ids.add_found(values(settings::CLIENT_ID), weight, says);
    known.oidc.issuers.add_found(values(settings::ISSUER), weight, says);
    known.saml.sp_entity_ids.add_found(values(settings::SP_ENTITY_ID), weight, says);
    known.saml.idp_entity_ids.add_found(values(settings::IDP_ENTITY_ID), weight, says);
    known.saml.acs.add_found(values(settings::ACS), weight, says);
}
