//! Bytes to typed messages: every field knows its span or is absent; a malformed one is data beside the value.

mod document;
mod drawn_text;
mod message;
mod nothing;
pub mod oidc;
mod opening;
pub mod record;
pub mod saml;
pub mod settings;
mod time;
mod visible_text;
pub mod x509;

pub(crate) use document::{is_of_another_trade, writes_about};
pub(crate) use drawn_text::is_in as is_drawn_in;
pub use message::{Body, Message, MessageId, Spanned};
pub use opening::{Fault, Opening};
pub use time::Time;
pub(crate) use visible_text::{Visible, visible};

use crate::case::{Artefact, Case, Content};
use crate::expect::Expectations;
use crate::expect::Keys;
use crate::limits::Limits;

/// Decodes every artefact of the case; with a key, also what is encrypted, which adds layers.
pub fn decode(case: &mut Case, expect: &Expectations) -> Vec<Message> {
    let mut decoding = Decoding::default();
    decoding.read(case, expect);
    decoding.finish(case, expect)
}

/// Messages of a case that may still grow.
#[derive(Clone, Default)]
pub struct Decoding {
    messages: Vec<Message>,
    /// How many of the case's artefacts were looked at.
    artefacts: usize,
    aggregates: Vec<Artefact>,
}

impl Decoding {
    /// Decodes what the case holds and was not looked at yet. Large metadata is left for the end.
    pub fn read(&mut self, case: &mut Case, expect: &Expectations) {
        let artefacts = std::mem::take(&mut case.artefacts);
        for artefact in artefacts.iter().take(Limits::MESSAGES).skip(self.artefacts) {
            if saml::aggregate::is_aggregate(case, artefact) {
                self.aggregates.push(*artefact);
            } else {
                decode_one(case, expect.keys(), *artefact, &mut self.messages);
            }
        }
        self.artefacts = artefacts.len();
        case.artefacts = artefacts;
    }

    /// The messages of a case that is complete: what depends on the others was decoded too. Of large metadata only the
    /// parties are read that the rest, or the person, names.
    pub fn finish(self, case: &mut Case, expect: &Expectations) -> Vec<Message> {
        let Decoding { mut messages, aggregates, .. } = self;
        if !aggregates.is_empty() {
            let mut names = saml::parties(&messages);
            let expected = &expect.playbook.saml;
            names.extend(expected.idp.entity_id.iter().chain(&expected.sp.entity_id).cloned());
            aggregates
                .iter()
                .for_each(|found| saml::aggregate::decode(case, found.at, &names, &mut messages));
        }
        settings::decode_beside(case, &mut messages);
        oidc::decode_pages(case, &mut messages);
        oidc::mark_secrets(case, &messages);
        record::with_what_is_known(&mut messages);
        nothing::note(case, &messages);
        messages
    }
}

fn decode_one(case: &mut Case, keys: &Keys, artefact: Artefact, messages: &mut Vec<Message>) {
    match artefact.content {
        Content::Xml => saml::decode(case, keys, artefact.at, messages),
        Content::Json => oidc::decode_json(case, keys, artefact.at, messages),
        Content::Jws | Content::Jwe => oidc::decode_token(case, keys, artefact.at, messages),
        Content::Parameters => {
            if !record::decode_ws_federation(case, artefact.at, messages) {
                oidc::decode_parameters(case, artefact.at, messages);
            }
        }
        Content::Der => x509::decode(case, artefact.at, messages),
        Content::LogText => record::decode_text(case, artefact.at, messages),
        Content::Table => record::decode_table(case, artefact.at, messages),
        Content::Settings => settings::decode(case, artefact.at, messages),
        Content::Headers => record::decode_headers(case, artefact.at, messages),
        Content::Fingerprint => record::decode_fingerprint(case, artefact.at, messages),
        Content::Artifact => record::decode_artifact(case, artefact.at, messages),
        Content::PrivateKey => {}
    }
}
