//! SAML 2.0 messages, assertions and metadata.

use crate::case::Case;
use crate::expect::Keys;
use crate::span::Span;

use super::Message;

/// A SAML message and the XML document that it stands in.
pub struct SamlMessage {}

/// Decodes an XML document.
pub(super) fn decode(_case: &mut Case, _keys: &Keys, _at: Span, _messages: &mut Vec<Message>) {}
