//! What the person vouches for: the provider's discovery document, and the application's registration.

use super::{KnownOidc, add, paste_name};
use crate::case::{Case, Role};
use crate::check::known::Expected;
use crate::check::known::saml::Weight;
use crate::decode::oidc::{Discovery, Registration};
use crate::decode::{Body, Message};

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
        _ => {}
    }
}

fn discovery(document: &Discovery, says: &str, known: &mut KnownOidc) {
    add(&mut known.issuers, &document.issuer, Weight::Vouched, says);
    add(&mut known.algs_offered, &document.id_token_algs, Weight::Vouched, says);
    add(&mut known.auth_methods_offered, &document.token_auth_methods, Weight::Vouched, says);
    add(&mut known.token_endpoints, &document.token_endpoint, Weight::Vouched, says);
}

fn registration(client: &Registration, weight: Weight, says: &str, known: &mut KnownOidc) {
    add(&mut known.client_ids, &client.client_id, weight, says);
    add(&mut known.redirect_uris, &client.redirect_uris, weight, says);
    add(&mut known.post_logout_uris, &client.post_logout_redirect_uris, weight, says);
    add(&mut known.algs, &client.id_token_alg, weight, says);
    add(&mut known.auth_methods, &client.token_auth_method, weight, says);
    if let Some(alg) = &client.id_token_encryption_alg {
        known.encrypted.add(weight, Expected::found(true, says, alg.at));
    }
}
