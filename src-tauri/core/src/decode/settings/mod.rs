//! The configuration of an application or a provider: what each setting means, its name as it is written, and its value.

mod beside;
mod marked;

pub(super) use beside::decode as decode_beside;
pub(super) use marked::of_document;

use std::sync::Arc;

use super::{Body, Message, MessageId, Spanned};
use crate::case::Case;
use crate::expect::SignedPart;
pub use crate::peel::settings::{Meaning, Side};
use crate::peel::settings::{Read, read};
use crate::span::Span;

/// The configuration of an application or a provider.
pub struct Settings {
    /// Whose, by product: "python3-saml, php-saml or java-saml".
    pub product: &'static str,
    /// Whose word it is.
    pub side: Side,
    /// What is set, in order.
    pub settings: Vec<Setting>,
}

/// One thing that is set.
pub struct Setting {
    /// What it means.
    pub meaning: Meaning,
    /// Its name as the file has it, with those above it: `sp.entityId`.
    pub name: String,
    /// Its value; of a secret its place alone.
    pub value: Spanned<String>,
}

/// Names the product, and no value.
impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings").field("product", &self.product).finish_non_exhaustive()
    }
}

impl Setting {
    /// Whether its value is filled in elsewhere, or was taken out.
    pub fn is_open(&self) -> bool {
        is_open(&self.value.value)
    }

    /// Whether its value is an address in full.
    pub fn is_address(&self) -> bool {
        self.value.value.contains("://")
    }

    /// Whether it is switched on; `None` where it is no switch.
    pub fn is_on(&self) -> Option<bool> {
        match self.value.value.to_ascii_lowercase().as_str() {
            "true" | "1" | "yes" | "on" => Some(true),
            "false" | "0" | "no" | "off" => Some(false),
            _ => None,
        }
    }
}

impl Settings {
    /// The values of one meaning.
    pub fn of(&self, meaning: Meaning) -> impl Iterator<Item = &Setting> {
        self.settings.iter().filter(move |setting| setting.meaning == meaning)
    }

    /// The switch of a meaning, where it is on.
    pub fn on(&self, meaning: Meaning) -> Option<&Setting> {
        self.of(meaning).find(|setting| setting.is_on() == Some(true))
    }

    /// Which part of the answer has to be signed, and the switch that says so.
    pub fn signed(&self) -> Option<(SignedPart, &Setting)> {
        match (self.on(Meaning::AssertionSigned), self.on(Meaning::ResponseSigned)) {
            (Some(setting), Some(_)) => Some((SignedPart::Both, setting)),
            (Some(setting), None) => Some((SignedPart::Assertion, setting)),
            (None, Some(setting)) => Some((SignedPart::Response, setting)),
            (None, None) => None,
        }
    }
}

/// Whether a value is filled in elsewhere, or was taken out: `${HOST}`, `{baseUrl}/callback`, `<your entity ID>`, `xxx`.
fn is_open(value: &str) -> bool {
    const BLANKS: &[&str] = &["{", "<", ">", "$(", "...", "…", "xxx", "XXX", "***"];
    value.starts_with('$') || BLANKS.iter().any(|blank| value.contains(blank))
}

/// Decodes a file of settings.
pub(super) fn decode(case: &Case, at: Span, messages: &mut Vec<Message>) {
    if let (Some(body), Some(role)) = (of_text(case, at), case.layer(at.layer).map(|layer| layer.role)) {
        messages.push(Message { id: MessageId(messages.len() as u32), role, at, body });
    }
}

/// The settings that a text holds, where they are some product's.
pub(super) fn of_text(case: &Case, at: Span) -> Option<Body> {
    let text = std::str::from_utf8(case.bytes(at)).ok()?;
    Some(body(read(text)?, at, written))
}

/// What was read, in its places; `written` makes the value of what stands there.
fn body(read: Read, at: Span, written: impl Fn(&str) -> String) -> Body {
    let setting = |setting: crate::peel::settings::Setting| {
        let range = setting.value;
        let place = Span::new(at.layer, at.start + range.start as u32..at.start + range.end as u32);
        let value = Spanned::new(written(&setting.text), place);
        Setting { meaning: setting.meaning, name: setting.name, value }
    };
    let settings = read.settings.into_iter().map(setting).collect();
    Body::Settings(Arc::new(Settings { product: read.called, side: read.side, settings }))
}

/// A value without the backslashes that languages put before slashes and quotes.
fn written(value: &str) -> String {
    value.replace("\\/", "/").replace("\\\"", "\"").replace("\\'", "'")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Expectations, Paste};

    #[test]
    fn a_secret_is_marked_and_not_kept() {
        let text = "OIDCClientID app\nOIDCClientSecret s3cret\n";
        let mut case = crate::peel::peel(vec![Paste::support("vhost.conf", text)]);
        let messages = crate::decode::decode(&mut case, &Expectations::default());
        let [Message { body: Body::Settings(settings), .. }] = messages.as_slice() else {
            panic!("one file")
        };
        let secret = settings.of(Meaning::ClientSecret).next().unwrap();
        assert_eq!(case.bytes(secret.value.at), b"s3cret");
        assert!(secret.value.value.is_empty() && case.secrets.contains(&secret.value.at));
    }
}
