//! A Response and its status (SAML Core, sections 3.2.2 and 3.3.3).

use super::assertion::Assertion;
use super::encrypted::Encrypted;
use super::head::Head;
use super::names::{SAML, SAMLP, SUCCESS};
use super::open::Opener;
use super::xml::Element;
use crate::decode::Spanned;
use crate::limits::Limits;
use crate::span::Span;

/// A Response with the assertions that it brings.
#[derive(Debug)]
pub struct Response {
    /// What every protocol message starts with.
    pub head: Head,
    /// What the identity provider says became of the request.
    pub status: Option<Status>,
    /// The assertions that a consumer reads: direct children, and those that were decrypted, in order.
    pub assertions: Vec<Assertion>,
    /// The encrypted assertions, opened or not, in order.
    pub encrypted: Vec<Encrypted>,
    /// Assertions deeper inside, where no consumer should look: a sign of wrapping.
    pub stray: Vec<Span>,
}

/// What became of a request (SAML Core, section 3.2.2.1).
#[derive(Clone, Debug)]
pub struct Status {
    /// All of the element.
    pub at: Span,
    /// The codes, the top-level one first, each next one nested in the one before.
    pub codes: Vec<Spanned<String>>,
    /// `StatusMessage`; some products put it into an attribute `Value`.
    pub message: Option<Spanned<String>>,
    /// `StatusDetail`.
    pub detail: Option<Span>,
}

impl Status {
    /// Whether the top-level code is Success.
    pub fn is_success(&self) -> bool {
        self.codes.first().is_some_and(|code| code.value == SUCCESS)
    }

    pub(super) fn read(element: Element<'_>) -> Status {
        let first = element.child(SAMLP, "StatusCode");
        let codes = std::iter::successors(first, |code| code.child(SAMLP, "StatusCode"));
        Status {
            at: element.at(),
            codes: codes.take(16).filter_map(|code| code.attribute("Value")).collect(),
            message: element.child(SAMLP, "StatusMessage").and_then(message),
            detail: element.child(SAMLP, "StatusDetail").map(|detail| detail.at()),
        }
    }
}

fn message(element: Element<'_>) -> Option<Spanned<String>> {
    let text = element.text();
    if text.value.trim().is_empty() { element.attribute("Value") } else { Some(text) }
}

impl Response {
    pub(super) fn read(element: Element<'_>, opener: &mut Opener<'_>) -> Response {
        let mut response = Response {
            head: Head::read(element),
            status: element.child(SAMLP, "Status").map(Status::read),
            assertions: Vec::new(),
            encrypted: Vec::new(),
            stray: stray(element),
        };
        for child in element.elements() {
            if child.is(SAML, "Assertion") {
                response.assertions.push(Assertion::read(child, None, opener));
            } else if child.is(SAML, "EncryptedAssertion") {
                let (encrypted, opened) = opener.assertion(child);
                response.encrypted.push(encrypted);
                response.assertions.extend(opened);
            }
        }
        response
    }
}

/// Assertions in the Response that are no direct children of it.
fn stray(element: Element<'_>) -> Vec<Span> {
    let document = &element.xml.document;
    let all = document.find(element.node, SAML, "Assertion");
    let elsewhere = all.filter(|node| document.parent(*node) != Some(element.node));
    elsewhere.take(Limits::FINDINGS).map(|node| element.xml.element_span(node)).collect()
}
