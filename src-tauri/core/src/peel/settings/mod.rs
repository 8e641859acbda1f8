//! The configuration of an application or of a provider, as a product keeps it in a file: what each side was told of the other.
//!
//! Two readers take names and values out of any syntax, without judging them: one where brackets nest, one where each line
//! has a name. Which product's they are, and what each setting means, the vocabularies tell.

mod lined;
mod meaning;
mod nested;
mod oidc;
mod pair;
mod product;
mod saml;
#[cfg(test)]
mod tests;
mod token;

pub use meaning::Meaning;
pub(crate) use pair::Pair;
pub use product::Side;
pub(crate) use product::{Read, Setting, recognised};

use super::excerpts;
use super::form::{Bid, Form};
use crate::case::{Artefact, Case, Content, Layer};
use crate::limits::Limits;
use crate::peel::xml;
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "settings",
    title: "The configuration of an application, as its product keeps it",
    example: "OIDCClientID tidepool\nOIDCRedirectURI https://tidepool.example/oidc/callback",
    surest: 17,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    read(layer.text()?)?;
    Bid::new(17, "names of a product's settings, with values")
}

/// The settings that a text holds, where they are some product's.
pub(crate) fn read(text: &str) -> Option<Read> {
    if text.len() > Limits::SETTINGS_BYTES || !product::may_be(text) {
        return None;
    }
    recognised(&nested::pairs(text), &lined::pairs(text))
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    if let Some(at) = case.layer(id).map(xml::trimmed) {
        case.artefacts.push(Artefact { at, content: Content::Settings });
    }
    // Certificates and keys often stand among the settings.
    excerpts::open(case, id)
}
