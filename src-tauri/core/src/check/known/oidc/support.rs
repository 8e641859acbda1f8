//! What the person vouches for: the provider's discovery document.

use super::{KnownOidc, add, paste_name};
use crate::case::Case;
use crate::check::known::saml::Weight;
use crate::decode::{Body, Message};

pub(super) fn gather(case: &Case, message: &Message, known: &mut KnownOidc) {
    let Body::Discovery(discovery) = &message.body else { return };
    let says = format!("the discovery document in {}", paste_name(case, message));
    add(&mut known.issuers, &discovery.issuer, Weight::Vouched, &says);
    add(&mut known.algs_offered, &discovery.id_token_algs, Weight::Vouched, &says);
}
