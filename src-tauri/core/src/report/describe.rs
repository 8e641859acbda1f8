//! What a message is, in a person's words: one door to the families' own files.

use crate::case::Case;
use crate::check::signatures::Signatures;
use crate::decode::{Body, Message};
use crate::span::Span;

use super::shape::{FieldShape, MessageShape, Window};
use super::{oidc, record, saml, settings, x509};

/// What a family says of a message.
pub(super) struct Described {
    /// For scripts: `saml-response`.
    pub(super) kind: &'static str,
    /// For people: "SAML Response".
    pub(super) title: String,
    /// One line.
    pub(super) summary: String,
    /// The most telling fields.
    pub(super) fields: Vec<FieldShape>,
}

/// A message as the report shows it.
pub(super) fn message(case: &Case, message: &Message) -> MessageShape {
    let described = describe(case, message);
    MessageShape {
        id: message.id,
        layer: message.at.layer,
        at: message.at,
        kind: described.kind,
        role: message.role,
        title: described.title,
        summary: described.summary,
        fields: described.fields,
    }
}

fn describe(case: &Case, message: &Message) -> Described {
    match &message.body {
        Body::Saml(saml) => saml::describe(case, saml),
        Body::Certificate(certificate) => x509::describe(certificate),
        Body::PublicKey(loose) => x509::describe_key(loose),
        Body::Record(record) => record::describe(record),
        Body::Settings(held) => settings::describe(held),
        Body::Other(other) => Described {
            kind: "other",
            title: other.looks_like.clone(),
            summary: "It holds no message of a sign-in.".to_owned(),
            fields: Vec::new(),
        },
        _ => oidc::describe(case, message),
    }
}

/// The windows of time that a message speaks of.
pub(super) fn windows(message: &Message, signatures: &Signatures) -> Vec<RawWindow> {
    match &message.body {
        Body::Saml(saml) => saml::windows(message.id, saml, signatures),
        Body::Certificate(certificate) => x509::windows(certificate),
        Body::Record(_) | Body::Settings(_) | Body::Other(_) => Vec::new(),
        _ => oidc::windows(message),
    }
}

/// A window before it is held against the instant.
pub(super) struct RawWindow {
    /// What it belongs to.
    pub(super) kind: super::WindowKind,
    /// What to call it.
    pub(super) label: String,
    /// When it opens.
    pub(super) from: Option<chrono::DateTime<chrono::Utc>>,
    /// When it closes, itself not included.
    pub(super) until: Option<chrono::DateTime<chrono::Utc>>,
    /// The bytes that say so.
    pub(super) at: Option<Span>,
}

impl RawWindow {
    /// Holds it against the instant.
    pub(super) fn judged(self, now: chrono::DateTime<chrono::Utc>, skew: chrono::TimeDelta) -> Window {
        let holds = |tolerance: chrono::TimeDelta| {
            self.from.is_none_or(|from| from <= now + tolerance)
                && self.until.is_none_or(|until| now - tolerance < until)
        };
        let moment = matches!(self.kind, super::WindowKind::Moment);
        Window {
            holds: moment || holds(chrono::TimeDelta::zero()),
            holds_with_skew: moment || holds(skew),
            kind: self.kind,
            label: self.label,
            from: self.from.map(crate::instant::stamp),
            until: self.until.map(crate::instant::stamp),
            at: self.at,
        }
    }
}
