//! A fingerprint is that of the certificate that signs.

use super::relied_on;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::record::Record;
use crate::decode::x509::Certificate;
use crate::decode::{Body, Spanned};

/// A fingerprint is that of the certificate that signs.
pub static CHECK: Check = Check {
    id: "x509/fingerprint",
    title: "The fingerprint is not that of the certificate that signs",
    verb: Verb::Should,
    spec: &[cite("RFC 5280", "4.1"), cite("SAML Metadata 2.0", "2.4.1.1")],
    why: "Some applications know the provider's certificate by its fingerprint only. After a change of the certificate, or of \
          the hash (SHA-1 or SHA-256), none of its signatures is accepted.",
    remedy_idp: "Announce the new certificate, and not only its fingerprint, before you sign with it.",
    remedy_sp: "Enter the fingerprint of the certificate that signs now, in the hash that the field asks for; better, its metadata.",
    run,
};

fn run(look: &Look) -> Verdict {
    let fingerprints = look.messages.iter().filter_map(|message| match &message.body {
        Body::Record(record) if record.kind == "certificate-fingerprint" => first(record),
        _ => None,
    });
    let certificates = relied_on::all(look);
    if certificates.is_empty() {
        return Verdict::Silent;
    }
    Verdict::merge(fingerprints.map(|fingerprint| of(fingerprint, &certificates)))
}

fn first(record: &Record) -> Option<&Spanned<String>> {
    record.fields.first().map(|field| &field.value)
}

fn of(fingerprint: &Spanned<String>, certificates: &[&Certificate]) -> Verdict {
    let sha1 = fingerprint.value.len() == 40;
    let own = |certificate: &Certificate| if sha1 { certificate.sha1() } else { certificate.sha256.clone() };
    let fits = certificates.iter().find(|certificate| own(certificate) == fingerprint.value);
    if let Some(certificate) = fits {
        let says = format!("It is the fingerprint of {}.", certificate.called());
        return Verdict::pass(Finding::new(says).at(fingerprint.at));
    }
    let wanted: Vec<String> = certificates
        .iter()
        .map(|certificate| format!("{} ({})", own(certificate), certificate.called()))
        .collect();
    let says = "The fingerprint is that of no certificate that signs here.";
    let finding = Finding::new(says).at(fingerprint.at).observed(fingerprint.value.clone());
    Verdict::fail(finding.expected(wanted.join(", or ")))
}
