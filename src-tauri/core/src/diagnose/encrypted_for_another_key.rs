//! What is encrypted was encrypted for a key that the application does not have.

use super::evidence;
use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::words;
use crate::check::Look;
use crate::check::known::saml::Standing;
use crate::decode::saml::{KeyMaterial, Opening};

const OPENS: &[&str] = &["saml/decryptable"];

/// What is encrypted was encrypted for a key that the application does not have.
pub static CAUSE: Cause = Cause {
    id: "encrypted_for_another_key",
    title: "The assertion is encrypted for another key",
    explains: &[
        "saml/decryptable",
        "saml/assertion_present",
        "saml/attributes",
        "saml/name_id",
        "saml/authn_statement",
        "saml/bearer_confirmation",
    ],
    prevention: "Keep the old decryption key until every identity provider encrypts with the new certificate.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(OPENS).next()?;
    let recipient = recipient(look);
    let says = match &recipient {
        Some(recipient) => format!("It is encrypted for {recipient}{}.", held(look)),
        None => finding.says.clone(),
    };
    let broken = evidence::saml(look)
        .flat_map(|(_, saml)| saml.encrypted_assertions())
        .any(|encrypted| matches!(&encrypted.opening, Opening::Failed { content: true, .. }));
    let confidence = match (&recipient, broken) {
        (_, true) => Confidence::Possible,
        (Some(_), false) => Confidence::Certain,
        (None, false) => Confidence::Likely,
    };
    let diagnosis = Diagnosis::new(confidence, Owner::IdpAdmin, says)
        .fix(
            fields::IDP_ENCRYPTION,
            "Load the application's current encryption certificate, from its current metadata.",
        )
        .fix(
            fields::SP_ENCRYPTION,
            "Keep the previous private key beside the new one until the change is made.",
        )
        .shown_by(verdicts.spans(OPENS));
    Some(match confidence {
        Confidence::Certain => diagnosis,
        _ => diagnosis.settled_by(
            "The private key that belongs to the certificate in the application's metadata, lent with --key.",
        ),
    })
}

/// The certificate that the message says it is encrypted for.
fn recipient(look: &Look) -> Option<String> {
    let encrypted = evidence::saml(look).flat_map(|(_, saml)| saml.encrypted_assertions());
    let mut recipients = encrypted.flat_map(|encrypted| &encrypted.recipients);
    recipients.find_map(KeyMaterial::certificate).map(words::certificate)
}

fn held(look: &Look) -> String {
    let mut own =
        look.known.saml.of_standing(Standing::SpEncryption).filter_map(|key| key.certificate.as_ref());
    own.next().map_or(String::new(), |certificate| {
        format!("; the application's own is {}", words::certificate(certificate))
    })
}
