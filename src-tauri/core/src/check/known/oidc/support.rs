//! What the person vouches for: the provider's discovery document, the application's registration, and either side's settings.

use super::{KnownOidc, paste_name, settings};
use crate::case::{Case, Role};
use crate::check::known::Expected;
use crate::check::known::Weight;
use crate::decode::oidc::{Discovery, Registration};
use crate::decode::record::Record;
use crate::decode::{Body, Message, Spanned};

pub(super) fn gather(case: &Case, message: &Message, known: &mut KnownOidc) {
    let name = || paste_name(case, message);
    match &message.body {
        Body::Discovery(document) if message.role == Role::Support => {
            discovery(document, &format!("the discovery document in {}", name()), known);
        }
        Body::Registration(client) => {
            let weight = match message.role {
                Role::Support => Weight::Vouched,
                Role::Capture => Weight::Seen,
            };
            registration(client, weight, &format!("the registration in {}", name()), known);
        }
        Body::Record(record) if record.kind == "setup-table" => handed_over(record, known),
        Body::Settings(held) => settings::gather(case, message, held, known),
        _ => {}
    }
}

/// Where the provider sends answers, by its export or the sheet that was handed over; a pattern only the provider compares.
fn handed_over(record: &Record, known: &mut KnownOidc) {
    let uris = record.fields.iter().filter(|told| told.name == "Redirect URI").map(|told| &told.value);
    let uris: Vec<&Spanned<String>> = uris.collect();
    if !uris.iter().any(|uri| uri.value.contains('*')) {
        known.redirect_uris.add_found(uris, Weight::Seen, "the registration in the paste");
    }
}

fn discovery(document: &Discovery, says: &str, known: &mut KnownOidc) {
    known.issuers.add_found(&document.issuer, Weight::Vouched, says);
    known.algs_offered.add_found(&document.id_token_algs, Weight::Vouched, says);
    known.auth_methods_offered.add_found(&document.token_auth_methods, Weight::Vouched, says);
    known.token_endpoints.add_found(&document.token_endpoint, Weight::Vouched, says);
}

fn registration(client: &Registration, weight: Weight, says: &str, known: &mut KnownOidc) {
    known.client_ids.add_found(&client.client_id, weight, says);
    known.redirect_uris.add_found(&client.redirect_uris, weight, says);
    known.post_logout_uris.add_found(&client.post_logout_redirect_uris, weight, says);
    known.algs.add_found(&client.id_token_alg, weight, says);
    known.auth_methods.add_found(&client.token_auth_method, weight, says);
    if let Some(alg) = &client.id_token_encryption_alg {
        known.encrypted.add(weight, Expected::found(true, says, alg.at));
    }
}
