//! What is known of the parties of a OpenID Connect sign-in.

use crate::case::Case;
use crate::decode::Message;
use crate::expect::Expectations;

/// What is known of the parties of a OpenID Connect sign-in.
#[derive(Default)]
pub struct KnownOidc {}

/// Gathers it.
pub(super) fn gather(_case: &Case, _messages: &[Message], _expect: &Expectations) -> KnownOidc {
    KnownOidc::default()
}
