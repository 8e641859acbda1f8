//! Certificates and bare keys in a person's words.

use chrono::TimeDelta;

use crate::decode::x509::{Certificate, LooseKey, hex};
use crate::instant::stamp;

use super::WindowKind;
use super::describe::{Described, RawWindow};
use super::shape::FieldShape;

/// What it is.
pub(super) fn describe(certificate: &Certificate) -> Described {
    let (from, until) = (stamp(certificate.not_before), stamp(certificate.not_after));
    let fields = [
        ("Subject", certificate.subject.clone()),
        ("Issuer", certificate.issuer.clone()),
        ("Valid from", from),
        ("Valid until", until.clone()),
        ("Key", certificate.key_says()),
        ("Signed with", certificate.signature_algorithm.clone()),
        ("Serial number", certificate.serial.clone()),
        ("SHA-256", certificate.sha256.clone()),
        ("SHA-1", certificate.sha1()),
    ];
    let field =
        |(name, value): (&str, String)| FieldShape { name: name.to_owned(), value, at: Some(certificate.at) };
    Described {
        kind: "certificate",
        title: "Certificate".to_owned(),
        summary: format!("{}: {}, valid until {until}.", certificate.called(), certificate.key_says()),
        fields: fields.into_iter().map(field).collect(),
    }
}

/// What a key without a certificate is.
pub(super) fn describe_key(loose: &LooseKey) -> Described {
    let bits = loose.key.bits().map_or(String::new(), |bits| format!(", {bits} bits"));
    let thumbprint: String = hex(&loose.key.thumbprint());
    let kind = format!("{}{bits}", loose.key.kind());
    let field = |name: &str, value: String| FieldShape { name: name.to_owned(), value, at: Some(loose.at) };
    Described {
        kind: "public-key",
        title: "Public key".to_owned(),
        summary: format!("{kind}."),
        fields: vec![field("Key", kind), field("SHA-256 of the key", thumbprint)],
    }
}

/// The windows of time that it speaks of.
pub(super) fn windows(certificate: &Certificate) -> Vec<RawWindow> {
    vec![window(certificate)]
}

/// The validity of a certificate, whose last second belongs to it (RFC 5280, section 4.1.2.5).
pub(super) fn window(certificate: &Certificate) -> RawWindow {
    RawWindow {
        kind: WindowKind::Certificate,
        label: format!("Certificate {}", certificate.called()),
        from: Some(certificate.not_before),
        until: certificate.not_after.checked_add_signed(TimeDelta::seconds(1)),
        at: Some(certificate.at),
    }
}
