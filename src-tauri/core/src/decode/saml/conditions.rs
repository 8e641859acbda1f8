//! When and for whom an assertion holds (SAML Core, section 2.5).

use super::names::SAML;
use super::xml::Element;
use crate::decode::{Spanned, Time};
use crate::span::Span;

/// `Conditions`.
#[derive(Clone, Debug)]
pub struct Conditions {
    /// All of the element.
    pub at: Span,
    /// `NotBefore`.
    pub not_before: Option<Spanned<Time>>,
    /// `NotOnOrAfter`.
    pub not_on_or_after: Option<Spanned<Time>>,
    /// The restrictions, all of which must be met.
    pub audience_restrictions: Vec<AudienceRestriction>,
    /// `OneTimeUse`.
    pub one_time_use: Option<Span>,
    /// `ProxyRestriction`.
    pub proxy_restriction: Option<Span>,
    /// Conditions that SAML Core does not name, by their names.
    pub others: Vec<Spanned<String>>,
}

/// `AudienceRestriction`: met by being any one of its audiences (SAML Core, section 2.5.1.4).
#[derive(Clone, Debug)]
pub struct AudienceRestriction {
    /// All of the element.
    pub at: Span,
    /// Its `Audience`s.
    pub audiences: Vec<Spanned<String>>,
}

impl Conditions {
    pub(super) fn read(element: Element<'_>) -> Conditions {
        let restrictions = element.children(SAML, "AudienceRestriction");
        Conditions {
            at: element.at(),
            not_before: element.time("NotBefore"),
            not_on_or_after: element.time("NotOnOrAfter"),
            audience_restrictions: restrictions.map(AudienceRestriction::read).collect(),
            one_time_use: element.child(SAML, "OneTimeUse").map(|child| child.at()),
            proxy_restriction: element.child(SAML, "ProxyRestriction").map(|child| child.at()),
            others: element
                .elements()
                .filter(is_other)
                .map(|child| Spanned::new(child.local().to_owned(), child.at()))
                .collect(),
        }
    }
}

fn is_other(element: &Element<'_>) -> bool {
    let known = matches!(element.local(), "AudienceRestriction" | "OneTimeUse" | "ProxyRestriction");
    element.namespace() != SAML || !known
}

impl AudienceRestriction {
    fn read(element: Element<'_>) -> AudienceRestriction {
        AudienceRestriction { at: element.at(), audiences: element.texts(SAML, "Audience") }
    }
}
