//! That and how a person signed in (SAML Core, section 2.7.2).

use super::names::SAML;
use super::xml::Element;
use crate::decode::{Spanned, Time};
use crate::span::Span;

/// `AuthnStatement`.
#[derive(Clone, Debug)]
pub struct AuthnStatement {
    /// All of the element.
    pub at: Span,
    /// `AuthnInstant`.
    pub authn_instant: Option<Spanned<Time>>,
    /// `SessionIndex`.
    pub session_index: Option<Spanned<String>>,
    /// `SessionNotOnOrAfter`.
    pub session_not_on_or_after: Option<Spanned<Time>>,
    /// `AuthnContextClassRef`.
    pub authn_context: Option<Spanned<String>>,
}

impl AuthnStatement {
    pub(super) fn read(element: Element<'_>) -> AuthnStatement {
        let context = element.child(SAML, "AuthnContext");
        AuthnStatement {
            at: element.at(),
            authn_instant: element.time("AuthnInstant"),
            session_index: element.attribute("SessionIndex"),
            session_not_on_or_after: element.time("SessionNotOnOrAfter"),
            authn_context: context
                .and_then(|context| context.child(SAML, "AuthnContextClassRef"))
                .map(|class| class.text()),
        }
    }
}
