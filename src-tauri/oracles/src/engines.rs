//! What each engine makes of a document.

use bergshamra_c14n::C14nMode;
use bergshamra_xml::NodeSet;
use ssoscope_xml::c14n::{Canonicalization, Method};
use ssoscope_xml::{Document, NodeId};
use xml_sec::c14n::{C14nAlgorithm, C14nMode as XmlSecMode};

/// What of the document is canonicalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// All of it.
    Document,
    /// The element that carries `pick`.
    Subtree,
    /// That element, without the one in it that carries `drop`.
    Hole,
}

/// A document, and how to canonicalise what of it.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) text: String,
    pub(crate) how: Canonicalization,
    pub(crate) scope: Scope,
}

pub(crate) fn ours(document: &Document, request: &Request) -> Vec<u8> {
    let with = |name: &str| {
        document.descendants(NodeId::DOCUMENT).find(|node| document.attribute(*node, "", name).is_some())
    };
    let apex = match request.scope {
        Scope::Document => NodeId::DOCUMENT,
        _ => with("pick").expect("every document has one"),
    };
    let hole = with("drop").filter(|_| request.scope == Scope::Hole);
    request.how.bytes(document, apex, hole)
}

/// The line that the script for libxml2 reads.
pub(crate) fn line(request: &Request) -> String {
    let mode = match request.how.method {
        Method::Inclusive10 => 0,
        Method::Exclusive => 1,
        Method::Inclusive11 => 2,
    };
    let scope = match request.scope {
        Scope::Document => "document",
        Scope::Subtree => "subtree",
        Scope::Hole => "hole",
    };
    let prefixes = match request.how.inclusive_prefixes.join(",") {
        none if none.is_empty() => "-".to_owned(),
        some => some,
    };
    let hex: String = request.text.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!("{mode} {} {scope} {prefixes} {hex}", u8::from(request.how.comments))
}

/// bergshamra knows documents and subtrees.
pub(crate) fn bergshamra(request: &Request, text: &str) -> Option<Result<Vec<u8>, String>> {
    let mode = C14nMode::from_uri(request.how.uri())?;
    let document = match uppsala::parse(text) {
        Ok(document) => document,
        Err(error) => return Some(Err(error.to_string())),
    };
    let set = match request.scope {
        Scope::Document => None,
        Scope::Hole => return None,
        Scope::Subtree => {
            let root = document.root();
            let picked = document.descendants(root).into_iter().find(|node| {
                document.element(*node).is_some_and(|element| element.get_attribute("pick").is_some())
            })?;
            Some(match request.how.comments {
                true => NodeSet::tree_with_comments(picked, &document),
                false => NodeSet::tree_without_comments(picked, &document),
            })
        }
    };
    let canonical =
        bergshamra_c14n::canonicalize_doc(&document, mode, set.as_ref(), &request.how.inclusive_prefixes);
    Some(canonical.map_err(|error| error.to_string()))
}

/// xml-sec shows whole documents only.
pub(crate) fn xml_sec(request: &Request, text: &str) -> Option<Result<Vec<u8>, String>> {
    let mode = match request.how.method {
        Method::Inclusive10 => XmlSecMode::Inclusive1_0,
        Method::Inclusive11 => XmlSecMode::Inclusive1_1,
        Method::Exclusive => XmlSecMode::Exclusive1_0,
    };
    let algorithm = C14nAlgorithm::new(mode, request.how.comments)
        .with_prefix_list(&request.how.inclusive_prefixes.join(" "));
    let whole = request.scope == Scope::Document;
    whole.then(|| {
        xml_sec::c14n::canonicalize_xml(text.as_bytes(), &algorithm).map_err(|error| error.to_string())
    })
}

/// The document with its line ends and the white space in its attributes normalised, as XML 1.0 §2.11 and §3.3.3 have it.
pub(crate) fn normalised(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let document = Document::read(lines.as_bytes());
    let mut bytes = lines.clone().into_bytes();
    for node in document.descendants(NodeId::DOCUMENT) {
        let values = document.attributes(node).map(|attribute| attribute.value_span());
        let names = document.declarations(node).map(|declaration| declaration.value_span());
        for at in values.chain(names) {
            bytes[at].iter_mut().filter(|byte| matches!(byte, b'\n' | b'\t')).for_each(|byte| *byte = b' ');
        }
    }
    String::from_utf8(bytes).expect("only ASCII was replaced")
}
