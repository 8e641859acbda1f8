//! A file of settings: recognised by the names that a product's settings have.

use super::read;
use crate::case::{Artefact, Case, Content, Layer};
use crate::peel::form::{Bid, Form};
use crate::peel::{excerpts, line, xml};
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "settings_file",
    title: "The configuration of an application, as its product keeps it",
    example: "OIDCClientID tidepool\nOIDCRedirectURI https://tidepool.example/oidc/callback",
    surest: 17,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    // Without any of these no name has a value, and no two names stand apart.
    let may_be = layer.holds.has_any(b"=:{[(\n") || memchr::memmem::find(&layer.bytes, b"--").is_some();
    if !may_be {
        return None;
    }
    // Beside words that tell of a failure they are read too, and those come first.
    if !layer.error_texts().is_empty()
        || read(layer.text()?).is_none()
        || line::kind_of(&layer.bytes).is_some()
    {
        return None;
    }
    Bid::new(17, "names of a product's settings, with values")
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    if let Some(at) = case.layer(id).map(xml::trimmed) {
        case.artefacts.push(Artefact { at, content: Content::Settings });
    }
    // Certificates and keys often stand among the settings.
    excerpts::open(case, id)
}
