//! Which element an identifier names, by the schemas that SAML messages are written in.

use super::{AttributeRow, Document, ElementRow, Name, NamespaceId, NodeId, Value};

/// An element that carries the identifier asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdMatch {
    /// The element.
    pub node: NodeId,
    /// Whether a schema makes that attribute an identifier: SAML 2.0 `ID`, SAML 1.x `AssertionID`, `ResponseID` and
    /// `RequestID`, `Id` of XML Signature and Encryption, `xml:id`, `wsu:Id`. Otherwise it merely looks like one.
    pub declared: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct IdRow {
    pub(crate) node: NodeId,
    pub(crate) value: Value,
    pub(crate) declared: bool,
}

const SAML2: &str = "urn:oasis:names:tc:SAML:2.0:";
const SAML1: &str = "urn:oasis:names:tc:SAML:1.0:";
const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
const XMLENC: &str = "http://www.w3.org/2001/04/xmlenc#";
const DSIG11: &str = "http://www.w3.org/2009/xmldsig11#";
const XMLENC11: &str = "http://www.w3.org/2009/xmlenc11#";
const WSU: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

impl Document {
    /// Every element that carries `id`, in document order.
    pub fn with_id(&self, id: &str) -> Vec<IdMatch> {
        let rows = self.ids.iter().filter(|row| self.value(&row.value) == id);
        rows.map(|row| IdMatch { node: row.node, declared: row.declared }).collect()
    }

    /// The identifier of an element, as its schema has it.
    pub fn id_of(&self, node: NodeId) -> Option<&str> {
        let at = self.ids.partition_point(|row| row.node < node);
        let own = self.ids.get(at..)?.iter().take_while(|row| row.node == node);
        own.filter(|row| row.declared).map(|row| self.value(&row.value)).next()
    }

    pub(crate) fn note_ids(&mut self, node: NodeId, element: &ElementRow) {
        for at in element.attributes.range() {
            let Some(row) = self.attributes.get(at) else { continue };
            if let Some(declared) = self.id_kind(element, row) {
                self.ids.push(IdRow { node, value: row.value, declared });
            }
        }
    }

    /// Whether the attribute is an identifier by schema (`Some(true)`), looks like one, or is none.
    fn id_kind(&self, element: &ElementRow, attribute: &AttributeRow) -> Option<bool> {
        let local = self.slice(attribute.name.local());
        let of_element = self.resolved(&element.name);
        match (attribute.name.namespace, local) {
            (NamespaceId::XML, "id") => Some(true),
            (NamespaceId::NONE, "ID" | "Id" | "id" | "AssertionID" | "ResponseID" | "RequestID") => {
                Some(schema_has_id(of_element, local))
            }
            (_, "Id" | "ID") => {
                (self.namespaces.text(attribute.name.namespace.0) == WSU && local == "Id").then_some(true)
            }
            _ => None,
        }
    }
}

fn schema_has_id(element: Name<'_>, attribute: &str) -> bool {
    let namespace = element.namespace;
    match attribute {
        "ID" => namespace.starts_with(SAML2),
        "Id" => matches!(namespace, DSIG | XMLENC | DSIG11 | XMLENC11),
        "AssertionID" => namespace.starts_with(SAML1) && element.local == "Assertion",
        "ResponseID" => namespace.starts_with(SAML1) && element.local == "Response",
        "RequestID" => namespace.starts_with(SAML1) && element.local == "Request",
        _ => false,
    }
}
