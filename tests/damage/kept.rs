//! What people have in their hands before it is damaged: the samples' messages, as they travel and as they are.

use std::fs;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ssoscope_tests::root;

/// What kind of text it is: not every damage happens to every kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Base64, nothing around it.
    Blob,
    /// A compact token.
    Token,
    /// A form body.
    Body,
    /// A URL.
    Address,
    /// XML or a page.
    Markup,
    /// JSON.
    Json,
    /// PEM.
    Armour,
    /// The words of an error, a command or a log.
    Words,
}

/// A text, and what is vouched for with it.
#[derive(Clone)]
pub(crate) struct Kept {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) text: String,
    pub(crate) with: Vec<(&'static str, Vec<u8>)>,
}

fn read(path: &str) -> Vec<u8> {
    fs::read(root().join("samples").join(path)).unwrap()
}

fn text(path: &str) -> String {
    String::from_utf8(read(path)).unwrap().trim_end().to_owned()
}

pub(crate) fn kept() -> Vec<Kept> {
    let plain = |name, kind, text| Kept { name, kind, text, with: Vec::new() };
    let vouched = |name, kind, text, file: &'static str, path: &str| Kept {
        name,
        kind,
        text,
        with: vec![(file, read(path))],
    };
    let body = text("saml/good-post/capture.txt");
    let value =
        percent_encoding::percent_decode_str(body["SAMLResponse=".len()..].split('&').next().unwrap())
            .decode_utf8()
            .unwrap()
            .into_owned();
    let xml = String::from_utf8(STANDARD.decode(&value).unwrap()).unwrap();
    let idp = "saml/good-post/idp.xml";
    vec![
        vouched("SAMLResponse", Kind::Blob, value, "idp.xml", idp),
        vouched("SAML form body", Kind::Body, body, "idp.xml", idp),
        vouched("SAML XML", Kind::Markup, xml, "idp.xml", idp),
        plain("redirect URL", Kind::Address, text("saml/good-with-request/capture-1-request.txt")),
        plain("WS-Fed body", Kind::Body, text("saml/good-ws-federation/capture.txt")),
        plain("metadata", Kind::Markup, text(idp)),
        vouched("ID token", Kind::Token, text("oidc/good-rs256/capture.txt"), "jwks.json", "oidc/good-rs256/jwks.json"),
        plain("encrypted token", Kind::Token, text("oidc/good-encrypted/capture.txt")),
        plain("authorization URL", Kind::Address, text("oidc/good-code-flow/capture-1-request.txt")),
        plain("callback URL", Kind::Address, text("oidc/good-code-flow/capture-2-callback.txt")),
        plain("token response", Kind::Json, text("oidc/good-code-flow/capture-4-token-response.json")),
        plain("key set", Kind::Json, text("oidc/good-code-flow/jwks.json")),
        plain("discovery", Kind::Json, text("oidc/good-code-flow/openid-configuration.json")),
        plain("certificate", Kind::Armour, text("keys/halden-2025.crt")),
        plain("error", Kind::Words, "AADSTS50105: Your administrator has configured the application Ledgerline ('4f1c2a9e-7d41-4b0e-9c55-d1a2b3c4e5f6') to block users unless they are specifically granted ('assigned') access to the application. Trace ID: 0b0c5f5e-7d41-4b0e-9c55-d1a2b3c40100 Timestamp: 2026-03-10 08:15:31Z".to_owned()),
    ]
}
