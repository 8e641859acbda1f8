//! The discovery document is that of the provider that the application trusts.

use crate::check::known::Expected;
use crate::check::known::Weight;
use crate::check::saml::identify::{agrees, differs};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::Discovery;
use crate::decode::{Body, Spanned};

/// The discovery document is that of the provider that the application trusts.
pub static CHECK: Check = Check {
    id: "oidc/discovery_issuer",
    title: "The discovery document names another issuer",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Discovery 1.0", "3"),
        cite("OpenID Connect Discovery 1.0", "4.3"),
        cite("RFC 8414", "3.3"),
    ],
    why: "The issuer in the discovery document has to be the one that the document was fetched for, letter by letter; \
          otherwise another provider could pose as this one.",
    remedy_idp: "Set the provider's issuer (base URL, host name) to the address that applications use.",
    remedy_sp: "Set the issuer in the application to what the provider's discovery document says, letter by letter.",
    run,
};

fn run(look: &Look) -> Verdict {
    let named = look.known.oidc.issuers.all().iter().filter(|claim| claim.weight == Weight::Named);
    let named: Vec<&Expected> = named.map(|claim| &claim.expected).collect();
    let documents = look.messages.iter().filter_map(|message| match &message.body {
        Body::Discovery(document) => Some(document.as_ref()),
        _ => None,
    });
    Verdict::merge(documents.map(|document| of(document, &named)))
}

fn of(document: &Discovery, named: &[&Expected]) -> Verdict {
    let Some(issuer) = &document.issuer else {
        return Verdict::fail(
            Finding::new("The discovery document names no issuer.").at(document.at).expected("issuer"),
        );
    };
    if let Some(says) = malformed(issuer) {
        return Verdict::fail(Finding::new(says).at(issuer.at).observed(issuer.value.clone()));
    }
    match named.iter().find(|expected| expected.value == issuer.value) {
        Some(expected) => Verdict::pass(agrees("issuer", issuer, expected)),
        None if named.is_empty() => Verdict::Silent,
        None => Verdict::fail(differs("issuer", issuer, named)),
    }
}

/// No query and no fragment (OpenID Connect Discovery 1.0, section 3).
fn malformed(issuer: &Spanned<String>) -> Option<&'static str> {
    issuer.value.contains(['?', '#']).then_some("The issuer holds a query or a fragment, which it must not.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::of_pastes;

    #[test]
    fn the_documents_issuer_is_the_one_that_is_named() {
        let text = r#"{"issuer":"https://op.example","jwks_uri":"https://op.example/jwks"}"#;
        let said = |expect: &[&str]| of_pastes(&CHECK, &[Paste::support("d.json", text)], expect);
        assert!(matches!(said(&["oidc.op.issuer=https://op.example"]), Verdict::Pass(_)));
        assert!(said(&["oidc.op.issuer=https://op.example/"]).findings()[0].says.contains("slash"));
        assert_eq!(said(&[]), Verdict::Silent);
    }
}
