//! What is known of the parties of a SAML sign-in.

use crate::case::Case;
use crate::decode::Message;
use crate::expect::Expectations;

/// What is known of the parties of a SAML sign-in.
#[derive(Default)]
pub struct KnownSaml {}

/// Gathers it.
pub(super) fn gather(_case: &Case, _messages: &[Message], _expect: &Expectations) -> KnownSaml {
    KnownSaml::default()
}
