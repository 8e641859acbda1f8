//! What is known of the parties, each value with where it is known from.
//!
//! What the person names outweighs what the person vouches for, and that outweighs what the capture itself shows
//! of the other side: a request that the application sent tells what it waits for.

mod claim;
pub mod oidc;
pub mod saml;

pub use claim::{Claim, Claims, Weight};

use crate::case::{Case, Role};
use crate::decode::Message;
use crate::decode::settings::{Setting, Settings, Side};
use crate::expect::Expectations;
use crate::span::Span;

/// A value that is expected, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected<T = String> {
    /// The value.
    pub value: T,
    /// Who says so.
    pub origin: Origin,
}

/// Where an expectation comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// In words that can follow "according to": "saml.sp.entity_id", "the SP metadata in sp.xml".
    pub says: String,
    /// Where it is written, where it is written in the case.
    pub at: Option<Span>,
}

impl<T> Expected<T> {
    /// A value that the person named by a key of the playbook.
    pub fn named(value: T, key: &str) -> Self {
        Expected { value, origin: Origin { says: key.to_owned(), at: None } }
    }

    /// A value that stands in the case.
    pub fn found(value: T, says: impl Into<String>, at: Span) -> Self {
        Expected { value, origin: Origin { says: says.into(), at: Some(at) } }
    }
}

/// What is known of the parties.
pub struct Known {
    /// Of a SAML identity provider and its application.
    pub saml: saml::KnownSaml,
    /// Of an OpenID provider and its client.
    pub oidc: oidc::KnownOidc,
}

impl Known {
    /// Gathers it from the expectations, from what is vouched for, and from requests in the capture.
    pub fn gather(case: &Case, messages: &[Message], expect: &Expectations) -> Self {
        Known { saml: saml::gather(case, messages, expect), oidc: oidc::gather(case, messages, expect) }
    }
}

/// What a paste is called: the name of the layer at the bottom.
fn paste_name(case: &Case, message: &Message) -> String {
    case.paste_beneath(message.at.layer).map(|paste| paste.name.clone()).unwrap_or_default()
}

/// How much a file of settings weighs: what the application was set to decides what it does; what the provider holds of
/// it is one more paper.
fn weight(settings: &Settings, role: Role) -> Weight {
    match (role, settings.side) {
        (Role::Capture, _) => Weight::Seen,
        (Role::Support, Side::Application) => Weight::Configured,
        (Role::Support, Side::Provider) => Weight::Vouched,
    }
}

/// A value that a setting gives: "sp.entityId in settings.json".
fn of_setting<T>(case: &Case, message: &Message, setting: &Setting, value: T) -> Expected<T> {
    let says = format!("{} in {}", setting.name, paste_name(case, message));
    Expected::found(value, says, setting.value.at)
}
