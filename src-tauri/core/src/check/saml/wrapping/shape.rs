//! Where the signed element and the forged one stand, by the names that the kinds of wrapping go by.

use ssoscope_xml::{Document, NodeId};

use crate::decode::saml::names::{DS, SAML};

/// A signed element that is kept apart from what is read.
pub(super) struct Shape {
    /// What the kind is called: XSW1 to XSW8 after Somorovsky and others, “On Breaking SAML” (2012).
    pub(super) name: &'static str,
    /// How it is done.
    pub(super) says: &'static str,
    /// What would be read.
    pub(super) forged: Option<NodeId>,
    /// What is signed.
    pub(super) signed: NodeId,
}

/// A message, a signature in it, and what that refers to.
struct Place<'d> {
    document: &'d Document,
    root: NodeId,
    signature: NodeId,
    signed: NodeId,
}

impl Shape {
    /// How a signature's target is kept apart from what is read; `None` where it is what is read. `covered` are the targets
    /// of all signatures of the message.
    pub(super) fn of(
        document: &Document,
        root: NodeId,
        (signature, signed): (NodeId, NodeId),
        covered: &[NodeId],
    ) -> Option<Shape> {
        let place = Place { document, root, signature, signed };
        if let Some(shape) = place.inside_the_hole(covered) {
            return Some(shape);
        }
        if signed == root || document.is_within(root, signed) {
            return None;
        }
        let local = |node| document.name(node).map_or("", |name| name.local);
        match local(signed) {
            "Assertion" => place.of_assertion(covered),
            _ if local(signed) == local(root) => Some(place.of_message()),
            _ => place.of_something_else(covered),
        }
    }
}

impl Place<'_> {
    fn shape(&self, name: &'static str, says: &'static str, forged: NodeId) -> Shape {
        Shape { name, says, forged: Some(forged), signed: self.signed }
    }

    /// An assertion inside a signature that is left out of what it signs.
    fn inside_the_hole(&self, covered: &[NodeId]) -> Option<Shape> {
        let document = self.document;
        let mut inside =
            document.find(self.signature, SAML, "Assertion").filter(|node| !covered.contains(node));
        let left_out = document.is_within(self.signature, self.signed);
        let forged = inside.next().filter(|_| left_out)?;
        let says = "a forged assertion was put inside the signature, which is left out of what it signs";
        Some(self.shape("XSW, in the signature's own Object", says, forged))
    }

    /// The original message stands inside another one.
    fn of_message(&self) -> Shape {
        match self.document.is_within(self.signed, self.signature) {
            true => self.shape(
                "XSW1",
                "the signed message was put inside the signature of a forged one",
                self.root,
            ),
            false => self.shape(
                "XSW2",
                "the signed message was put beside its signature in a forged one",
                self.root,
            ),
        }
    }

    fn of_assertion(&self, covered: &[NodeId]) -> Option<Shape> {
        let forged = self.forged(covered)?;
        let document = self.document;
        let same_id =
            document.id_of(forged).is_some() && document.id_of(forged) == document.id_of(self.signed);
        if same_id {
            let says = "a forged assertion carries the ID of the signed one, so that one reader finds this and another that";
            return Some(self.shape("XSW, by a doubled ID", says, forged));
        }
        let (name, says) = self.hidden(forged).unwrap_or_else(|| self.beside(forged));
        Some(self.shape(name, says, forged))
    }

    /// The first assertion that no signature covers, one that stands where it is read before all others.
    fn forged(&self, covered: &[NodeId]) -> Option<NodeId> {
        let document = self.document;
        let unsigned = |node: &NodeId| !covered.iter().any(|target| document.is_within(*node, *target));
        let is_assertion = |node: &NodeId| document.is(*node, SAML, "Assertion");
        let around = std::iter::once(self.root).chain(document.elements(self.root));
        let anywhere = document.find(self.root, SAML, "Assertion");
        around.filter(is_assertion).chain(anywhere).find(unsigned)
    }

    /// The signed assertion, or the forged one, was put where no consumer should look.
    fn hidden(&self, forged: NodeId) -> Option<(&'static str, &'static str)> {
        let document = self.document;
        let within = |node: NodeId, local: &str| {
            document.ancestors(node).any(|above| document.name(above).is_some_and(|name| name.local == local))
        };
        let in_object = document.parent(self.signed).is_some_and(|parent| document.is(parent, DS, "Object"));
        Some(match () {
            () if within(forged, "Extensions") && !within(self.signed, "Extensions") => {
                ("XSW7", "a forged assertion was put into the Extensions, before the signed one")
            }
            () if document.is_within(self.signed, self.signature) && in_object => (
                "XSW6 or XSW8",
                "the signed assertion was put into an Object of the forged assertion's signature",
            ),
            () if document.is_within(self.signed, self.signature) => {
                ("XSW6", "the signed assertion was put inside the signature of the forged one")
            }
            () if within(self.signed, "Object") => {
                ("XSW8", "the signed assertion was put into an Object of a signature")
            }
            () if within(self.signed, "Advice") => {
                ("XSW, hidden in Advice", "the signed assertion was put into the Advice of the forged one")
            }
            () if within(self.signed, "StatusDetail") => (
                "XSW, hidden in StatusDetail",
                "the signed assertion was put into the StatusDetail, a forged one in its place",
            ),
            () if within(self.signed, "Extensions") => (
                "XSW, hidden in Extensions",
                "the signed assertion was put into the Extensions, a forged one in its place",
            ),
            () => return None,
        })
    }

    fn beside(&self, forged: NodeId) -> (&'static str, &'static str) {
        let document = self.document;
        let holder = document.parent(self.signature);
        match () {
            () if document.is_within(self.signed, forged) => {
                ("XSW4", "the signed assertion was put inside a forged one")
            }
            () if document.is_within(forged, self.signed) => {
                ("XSW, nested", "a forged assertion was put inside the signed one")
            }
            () if holder == Some(forged) => (
                "XSW5",
                "a forged assertion carries the signature, and the assertion that it signs stands beside it",
            ),
            () if forged < self.signed => ("XSW3", "a forged assertion was put before the signed one"),
            () => (
                "XSW3, the other way round (the family of CVE-2022-41912)",
                "a forged assertion was put behind the signed one, for consumers that verify the first and read others",
            ),
        }
    }

    /// A signature that covers neither message nor assertion, in a message whose assertions none covers.
    fn of_something_else(&self, covered: &[NodeId]) -> Option<Shape> {
        let forged = self.forged(covered)?;
        let says =
            "the one signature covers an element that decides nothing; what is read is signed by nobody";
        Some(self.shape("XSW, by a signature over something else", says, forged))
    }
}

/// The NameID of the subject of an assertion, or of the first one directly in a message.
pub(super) fn name_id(document: &Document, node: NodeId) -> Option<String> {
    let child = |node, local: &str| document.elements(node).find(|child| document.is(*child, SAML, local));
    let assertion = if document.is(node, SAML, "Assertion") { Some(node) } else { child(node, "Assertion") };
    let name = child(child(assertion?, "Subject")?, "NameID")?;
    let text = document.text(name).value.trim().to_owned();
    (!text.is_empty()).then_some(text)
}
