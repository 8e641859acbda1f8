//! What tells of a sign-in without being a message of it: entries of sign-in logs, lines of applications' logs, error texts,
//! printed certificates, fingerprints, artifacts. The fields that tell are pulled out; what they mean is not judged here.

mod artifact;
mod compare;
mod fingerprint;
mod headers;
mod json;
mod pattern;
mod printed_certificate;
pub mod settings;
mod setup;
mod table;
mod text;
mod ws_federation;

pub(super) use artifact::decode as decode_artifact;
pub(super) use compare::with_what_is_known;
pub(super) use fingerprint::decode as decode_fingerprint;
pub(super) use headers::decode as decode_headers;
pub(super) use json::records;
pub(super) use settings::decode as decode_settings;
pub(super) use table::decode as decode_table;
pub(super) use text::decode as decode_text;
pub(super) use ws_federation::decode as decode_ws_federation;

use std::sync::Arc;

use super::{Body, Message, MessageId, Spanned};
use crate::case::Case;
use crate::span::Span;

/// Something that tells of a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What it is, for scripts: `okta-system-log`.
    pub kind: &'static str,
    /// What it is, for people: "An entry of Okta's System Log".
    pub title: &'static str,
    /// What it tells, in order.
    pub fields: Vec<Told>,
}

/// One thing that a record tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it is: `Time`, `User`, `Application`, `Error`, or the product's own name for it.
    pub name: String,
    /// The value, and where it is written.
    pub value: Spanned<String>,
}

impl Record {
    /// The first field of a name.
    pub fn first(&self, name: &str) -> Option<&Spanned<String>> {
        self.fields.iter().find(|field| field.name == name).map(|field| &field.value)
    }

    fn tell(&mut self, name: &str, value: Spanned<String>) {
        if !value.value.trim().is_empty() {
            self.fields.push(Told { name: name.to_owned(), value });
        }
    }
}

/// Adds a record as a message.
fn push(case: &Case, at: Span, record: Record, messages: &mut Vec<Message>) {
    let Some(role) = case.layer(at.layer).map(|layer| layer.role) else { return };
    messages.push(Message {
        id: MessageId(messages.len() as u32),
        role,
        at,
        body: Body::Record(Arc::new(record)),
    });
}
