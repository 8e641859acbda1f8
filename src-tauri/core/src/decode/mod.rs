//! Bytes to typed messages: every field knows its span or is absent; a malformed one is data beside the value.

mod message;
mod nothing;
pub mod oidc;
pub mod record;
pub mod saml;
mod time;
pub mod x509;

pub use message::{Body, Message, MessageId, Spanned};
pub use time::Time;

use crate::case::{Artefact, Case, Content};
use crate::expect::Keys;
use crate::limits::Limits;

/// Decodes every artefact of the case; with a key, also what is encrypted, which adds layers.
pub fn decode(case: &mut Case, keys: &Keys) -> Vec<Message> {
    let mut messages = Vec::new();
    let artefacts = std::mem::take(&mut case.artefacts);
    for artefact in artefacts.iter().take(Limits::MESSAGES) {
        decode_one(case, keys, *artefact, &mut messages);
    }
    case.artefacts = artefacts;
    oidc::decode_pages(case, &mut messages);
    oidc::mark_secrets(case, &messages);
    record::with_what_is_known(&mut messages);
    nothing::note(case, &messages);
    messages
}

fn decode_one(case: &mut Case, keys: &Keys, artefact: Artefact, messages: &mut Vec<Message>) {
    match artefact.content {
        Content::Xml => saml::decode(case, keys, artefact.at, messages),
        Content::Json => oidc::decode_json(case, artefact.at, messages),
        Content::Jws | Content::Jwe => oidc::decode_token(case, artefact.at, messages),
        Content::Parameters => {
            if !record::decode_ws_federation(case, artefact.at, messages) {
                oidc::decode_parameters(case, artefact.at, messages);
            }
        }
        Content::Der => x509::decode(case, artefact.at, messages),
        Content::LogText => record::decode_text(case, artefact.at, messages),
        Content::Table => record::decode_table(case, artefact.at, messages),
        Content::Headers => record::decode_headers(case, artefact.at, messages),
        Content::Fingerprint => record::decode_fingerprint(case, artefact.at, messages),
        Content::Artifact => record::decode_artifact(case, artefact.at, messages),
        Content::PrivateKey => {}
    }
}
