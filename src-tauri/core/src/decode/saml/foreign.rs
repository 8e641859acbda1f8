//! XML that is no SAML message: named by its root, so that a person knows what they pasted.

use ssoscope_xml::Document;

/// What a document looks like, in words that can follow "this is".
pub(super) fn looks_like(document: &Document) -> String {
    let Some(name) = document.root().and_then(|root| document.name(root)) else {
        return "XML without an element".to_owned();
    };
    let known = KNOWN.iter().find(|(namespace, local, _)| {
        namespace.is_none_or(|n| name.namespace == n) && name.local.eq_ignore_ascii_case(local)
    });
    match known {
        Some((_, _, says)) => (*says).to_owned(),
        None if name.namespace.starts_with(SAML1) => format!("a SAML 1.1 {}", name.local),
        None => format!("an XML document whose root is <{}>", clipped(name.local)),
    }
}

const SAML1: &str = "urn:oasis:names:tc:SAML:1.0:";
const WST: &str = "http://docs.oasis-open.org/ws-sx/ws-trust/200512";
const WST_2005: &str = "http://schemas.xmlsoap.org/ws/2005/02/trust";
const SOAP_11: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const SOAP_12: &str = "http://www.w3.org/2003/05/soap-envelope";

type Known = (Option<&'static str>, &'static str, &'static str);

static KNOWN: &[Known] = &[
    (None, "html", "an HTML page"),
    (Some(SOAP_11), "Envelope", "a SOAP envelope without a SAML message"),
    (Some(SOAP_12), "Envelope", "a SOAP envelope without a SAML message"),
    (Some(WST), "RequestSecurityTokenResponse", "a WS-Federation answer without a SAML 2.0 assertion"),
    (
        Some(WST),
        "RequestSecurityTokenResponseCollection",
        "a WS-Federation answer without a SAML 2.0 assertion",
    ),
    (Some(WST_2005), "RequestSecurityTokenResponse", "a WS-Federation answer without a SAML 2.0 assertion"),
    (Some(super::names::DS), "Signature", "an XML signature alone"),
    (Some(super::names::MD), "EntitiesDescriptor", "SAML metadata without an entity"),
    (Some(super::names::SAMLP), "ArtifactResolve", "a SAML ArtifactResolve, which carries no sign-in"),
    (None, "ServiceResponse", "a CAS answer"),
];

fn clipped(name: &str) -> String {
    name.chars().take(60).collect()
}
