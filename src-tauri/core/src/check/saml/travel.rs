//! By which binding a message came, as far as its layers tell.

use super::examined::Examined;
use crate::case::LayerKind;
use crate::check::Look;
use crate::decode::saml::names::{POST, REDIRECT};

/// The binding: DEFLATE is the mark of the redirect binding; a known method GET is too.
pub(super) fn binding(look: &Look, examined: Examined) -> Option<&'static str> {
    let layer = look.case.layer(examined.message.at.layer)?;
    let mut beneath = look.case.beneath_all(layer.id);
    if beneath.any(|layer| layer.kind == LayerKind::Deflate) {
        return Some(REDIRECT);
    }
    match layer.travel.method.as_deref() {
        Some("GET") => Some(REDIRECT),
        Some(_) => Some(POST),
        None => (layer.kind == LayerKind::Base64).then_some(POST),
    }
}
