//! XML that knows its own canonical form: written once as it is digested, and once as it travels.
//!
//! Both come from the same tree, so no canonicalisation has to be computed: [`Element::canonical`] is Exclusive XML
//! Canonicalization 1.0 by construction, [`Element::document`] is the same tree as products write it.

use super::spelling::Spelling;

/// An element; its name and its attributes' names are written `saml:Issuer` whatever the spelling.
#[derive(Clone)]
pub(crate) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    keeps: Vec<&'static str>,
    pub(crate) children: Vec<Child>,
}

/// What stands inside an element.
#[derive(Clone)]
pub(crate) enum Child {
    /// An element.
    Element(Element),
    /// Text, not yet escaped.
    Text(String),
    /// A comment, which the canonical form leaves out.
    Comment(&'static str),
}

impl Element {
    pub(crate) fn new(name: &'static str) -> Self {
        Element { name, attributes: Vec::new(), keeps: Vec::new(), children: Vec::new() }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    pub(crate) fn maybe(self, name: &'static str, value: Option<&String>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Declares a prefix that only values use, as an InclusiveNamespaces PrefixList keeps it.
    pub(crate) fn keeping(mut self, prefix: &'static str) -> Self {
        self.keeps.push(prefix);
        self
    }

    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Child::Text(text.into()));
        self
    }

    pub(crate) fn child(mut self, child: Element) -> Self {
        self.children.push(Child::Element(child));
        self
    }

    pub(crate) fn children(self, children: impl IntoIterator<Item = Element>) -> Self {
        children.into_iter().fold(self, Element::child)
    }

    /// Its canonical form, as the root of what is digested.
    pub(crate) fn canonical(&self, spelling: &Spelling) -> String {
        Writer::new(spelling, false).write(self, Vec::new())
    }

    /// The document that it is the root of.
    pub(crate) fn document(&self, spelling: &Spelling) -> String {
        Writer::new(spelling, true).write(self, Vec::new())
    }
}

/// The prefixes in force, innermost last, as they are spelled.
type Scope = Vec<(&'static str, &'static str)>;

struct Writer<'a> {
    spelling: &'a Spelling,
    travels: bool,
    out: String,
}

impl<'a> Writer<'a> {
    fn new(spelling: &'a Spelling, travels: bool) -> Self {
        Writer { spelling, travels, out: String::new() }
    }

    fn write(mut self, root: &Element, mut scope: Scope) -> String {
        let declared = if self.travels { self.spelling.at_root() } else { Vec::new() };
        self.element(root, &mut scope, declared);
        self.out
    }

    fn element(&mut self, element: &Element, scope: &mut Scope, mut declared: Scope) {
        let outside = scope.len();
        scope.extend(&declared);
        for prefix in used_prefixes(element) {
            let namespace = self.spelling.namespace(prefix);
            if !in_force(scope, namespace) {
                declared.push(namespace);
                scope.push(namespace);
            }
        }
        self.start_tag(element, declared);
        self.content(element, scope);
        scope.truncate(outside);
    }

    fn start_tag(&mut self, element: &Element, mut declared: Scope) {
        declared.sort_unstable();
        self.out += &format!("<{}", self.spelling.name(element.name));
        for (prefix, uri) in declared {
            let colon = if prefix.is_empty() { "" } else { ":" };
            self.out += &format!(" xmlns{colon}{prefix}=\"{uri}\"");
        }
        for (name, value) in self.ordered(element) {
            self.out += &format!(" {}=\"{}\"", self.spelling.name(name), escape_attribute(value));
        }
    }

    /// The attributes: as they were given where they travel; unprefixed ones first, each kind by name, where they are digested.
    fn ordered<'e>(&self, element: &'e Element) -> Vec<(&'static str, &'e str)> {
        let mut attributes: Vec<_> =
            element.attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
        if !self.travels {
            attributes.sort_by_key(|(name, _)| (name.contains(':'), *name));
        }
        attributes
    }

    fn content(&mut self, element: &Element, scope: &mut Scope) {
        let name = self.spelling.name(element.name);
        if self.travels && element.children.is_empty() {
            self.out += "/>";
            return;
        }
        self.out.push('>');
        for child in &element.children {
            match child {
                Child::Element(element) => self.element(element, scope, Vec::new()),
                Child::Text(text) => self.out += &escape_text(text),
                Child::Comment(comment) if self.travels => self.out += &format!("<!--{comment}-->"),
                Child::Comment(_) => {}
            }
        }
        self.out += &format!("</{name}>");
    }
}

/// The prefixes that an element uses visibly, or keeps for its values.
fn used_prefixes(element: &Element) -> impl Iterator<Item = &'static str> {
    let of_attributes = element.attributes.iter().filter_map(|(name, _)| name.split_once(':'));
    // xml is declared everywhere (Namespaces in XML 1.0, section 3)
    let of_attributes = of_attributes.map(|(prefix, _)| prefix).filter(|prefix| *prefix != "xml");
    let own = element.name.split_once(':').map(|(prefix, _)| prefix);
    own.into_iter().chain(of_attributes).chain(element.keeps.iter().copied())
}

fn in_force(scope: &Scope, (prefix, uri): (&str, &str)) -> bool {
    scope.iter().rev().find(|(known, _)| *known == prefix).is_some_and(|(_, bound)| *bound == uri)
}

pub(crate) fn escape_text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\r', "&#xD;")
}

pub(crate) fn escape_attribute(value: &str) -> String {
    let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    value.replace('\t', "&#x9;").replace('\n', "&#xA;").replace('\r', "&#xD;")
}

#[cfg(test)]
mod tests {
    use super::super::spelling::{MICROSOFT, OPENSAML, PLAIN};
    use super::*;

    fn response() -> Element {
        let issuer = Element::new("saml:Issuer").text("a & b");
        Element::new("samlp:Response").with("Version", "2.0").with("ID", "_1").child(issuer)
    }

    #[test]
    fn a_prefix_is_declared_where_it_is_first_used() {
        let samlp = "urn:oasis:names:tc:SAML:2.0:protocol";
        let saml = "urn:oasis:names:tc:SAML:2.0:assertion";
        assert_eq!(
            response().canonical(&PLAIN),
            format!(
                "<samlp:Response xmlns:samlp=\"{samlp}\" ID=\"_1\" Version=\"2.0\"><saml:Issuer xmlns:saml=\"{saml}\">a &amp; b</saml:Issuer></samlp:Response>"
            )
        );
        assert_eq!(
            response().document(&OPENSAML),
            format!(
                "<saml2p:Response xmlns:saml2=\"{saml}\" xmlns:saml2p=\"{samlp}\" Version=\"2.0\" ID=\"_1\"><saml2:Issuer>a &amp; b</saml2:Issuer></saml2p:Response>"
            )
        );
    }

    #[test]
    fn a_default_namespace_gives_way_to_another() {
        let nested = Element::new("saml:Assertion")
            .child(Element::new("ds:Signature"))
            .child(Element::new("saml:Subject"));
        assert_eq!(
            nested.canonical(&MICROSOFT),
            "<Assertion xmlns=\"urn:oasis:names:tc:SAML:2.0:assertion\"><Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"></Signature><Subject></Subject></Assertion>"
        );
    }

    #[test]
    fn a_comment_travels_and_is_not_digested() {
        let mut name = Element::new("saml:NameID").text("a");
        name.children.push(Child::Comment(""));
        let name = name.text("b");
        assert!(name.canonical(&PLAIN).ends_with(">ab</saml:NameID>"));
        assert!(name.document(&PLAIN).ends_with(">a<!---->b</saml:NameID>"));
    }
}
