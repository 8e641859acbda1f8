//! What a layer turned out to hold.

use serde::Serialize;

use crate::span::Span;

/// What a layer turned out to hold, ready to be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// An XML document or fragment.
    Xml,
    /// A JSON document.
    Json,
    /// A signed token in compact form (RFC 7515, section 3.1).
    Jws,
    /// An encrypted token in compact form (RFC 7516, section 3.1).
    Jwe,
    /// Parameters of a URL or a form.
    Parameters,
    /// A DER structure: certificate or public key.
    Der,
    /// A private key; never shown.
    PrivateKey,
    /// A line of a log, an error text, or a printed certificate.
    LogText,
    /// A sign-in log as a table.
    Table,
    /// The configuration of an application or a provider.
    Settings,
    /// A block of HTTP headers.
    Headers,
    /// The fingerprint of a certificate.
    Fingerprint,
    /// A SAML artifact.
    Artifact,
}

/// A stretch of a layer that holds something to decode.
#[derive(Clone, Copy, Debug)]
pub struct Artefact {
    /// Where it is.
    pub at: Span,
    /// What it looks like.
    pub content: Content,
}
