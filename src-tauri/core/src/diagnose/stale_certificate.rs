//! The message is as it was signed, by another key than the one that is trusted.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::words;
use crate::check::Look;
use crate::check::known::saml::{KnownKey, Standing};
use crate::check::signatures::xml::{Naming, ValueFit};
use crate::decode::saml::KeyMaterial;
use crate::decode::x509::Certificate;
use crate::span::Span;

/// The message is as it was signed, by another key than the one that is trusted.
pub static CAUSE: Cause = Cause {
    id: "stale_certificate",
    title: "The application trusts another certificate than the one that signs",
    explains: &[
        "saml/signature_key",
        "saml/signature_verifies",
        "saml/redirect_signature",
        "x509/fingerprint",
    ],
    prevention: "Let the application refresh the identity provider's metadata by itself, hold two certificates during a change, \
        and watch their last days.",
    find,
};

fn find(look: &Look, _: &Verdicts) -> Option<Diagnosis> {
    let foreign = Foreign::first(look)?;
    let trusted: Vec<&KnownKey> = look.known.saml.idp_signing_keys().collect();
    let first = trusted.first()?;
    let held = first.certificate.as_ref().map_or_else(|| first.called.clone(), words::certificate);
    let (confidence, says) = match misuse(look, &trusted) {
        Some(misuse) => {
            (Confidence::Certain, format!("The application trusts {held}, {misuse}{}", signer_says(&foreign)))
        }
        None => told(&foreign, first, &held),
    };
    let spans =
        [foreign.at].into_iter().chain(first.origin.at).chain(foreign.embedded.iter().map(|own| own.at()));
    let diagnosis = Diagnosis::new(confidence, Owner::SpAdmin, says)
        .fix(
            fields::SP_IDP_CERTIFICATE,
            "Replace it by the signing certificate of the identity provider's current metadata. Take that from the \
             identity provider itself and compare the fingerprint; a certificate inside a message proves nothing.",
        )
        .fix(fields::IDP_SIGNING_KEY, "Say which certificate signs for this application now, and publish both during a change.")
        .shown_by(spans);
    Some(match confidence {
        Confidence::Certain => diagnosis,
        _ => diagnosis.settled_by(
            "The identity provider's current metadata, given as support: does it hold the key that signs?",
        ),
    })
}

/// A signature whose key is none that is trusted.
struct Foreign<'a> {
    at: Span,
    value: &'a ValueFit,
    embedded: &'a [KeyMaterial],
    naming: Option<&'a Naming>,
}

impl<'a> Foreign<'a> {
    /// In the XML, or else in a URL.
    fn first(look: &'a Look) -> Option<Foreign<'a>> {
        let by_key = look.signatures.xml.iter().filter(|signature| !signature.by_secret);
        let in_xml = by_key.map(|signature| Foreign {
            at: signature.at,
            value: signature.maker(),
            embedded: &signature.embedded,
            naming: signature.naming.as_ref(),
        });
        let in_urls = look.signatures.redirect.iter().filter(|signature| signature.reading.is_none());
        let in_urls = in_urls.map(|signature| Foreign {
            at: signature.at,
            value: &signature.value,
            embedded: &[],
            naming: None,
        });
        in_xml.chain(in_urls).find(Foreign::fits_no_trusted_key)
    }

    fn fits_no_trusted_key(&self) -> bool {
        matches!(self.value, ValueFit::Other(_) | ValueFit::EmbeddedOnly(_) | ValueFit::NoneFits(_))
    }
}

/// The certificate that made a signature, as far as it is known.
fn signer<'a>(signature: &Foreign<'a>) -> Option<&'a Certificate> {
    match signature.value {
        ValueFit::Other(key) => key.certificate.as_ref(),
        ValueFit::EmbeddedOnly(own) => own.certificate(),
        _ => None,
    }
}

fn signer_says(signature: &Foreign<'_>) -> String {
    signer(signature)
        .map_or(String::new(), |signer| format!(" The message was signed by {}.", words::certificate(signer)))
}

/// A trusted certificate that is none of the identity provider's signing certificates at all.
fn misuse(look: &Look, trusted: &[&KnownKey]) -> Option<&'static str> {
    let known = &look.known.saml;
    let is_trusted = |other: &&KnownKey| trusted.iter().any(|key| key.key.spki() == other.key.spki());
    let mut own = known.of_standing(Standing::SpSigning).chain(known.of_standing(Standing::SpEncryption));
    if own.any(|key| is_trusted(&key)) {
        return Some("which is the application's own certificate.");
    }
    let signs_too = |key: &KnownKey| {
        let mut signing = known.of_standing(Standing::IdpSigning);
        signing.any(|other| other.origin.says == key.origin.says && other.key.spki() == key.key.spki())
    };
    let only_encrypts =
        known.of_standing(Standing::IdpEncryption).filter(is_trusted).any(|key| !signs_too(key));
    only_encrypts.then_some("which the identity provider uses for encryption and not for signing.")
}

fn told(foreign: &Foreign<'_>, trusted: &KnownKey, held: &str) -> (Confidence, String) {
    match foreign.value {
        ValueFit::Other(key) => other(key, held),
        ValueFit::EmbeddedOnly(_) => {
            let age =
                signer(foreign).zip(trusted.certificate.as_ref()).map_or("", |(now, held)| age(now, held));
            let by = signer(foreign).map_or("another key".to_owned(), words::certificate);
            (
                Confidence::Likely,
                format!("The message was signed by {by}; the application trusts {held}.{age}"),
            )
        }
        _ => {
            let named = foreign.naming.filter(|naming| naming.held.is_none());
            let which = named.map_or("a key that it does not name".to_owned(), |naming| {
                format!("the key of another certificate: the one with {}", naming.says)
            });
            let says = format!(
                "The message was signed with {which}; it is not that of {held}, which the application trusts."
            );
            (Confidence::Likely, says)
        }
    }
}

/// A key of the case made it that does not count as the identity provider's.
fn other(key: &KnownKey, held: &str) -> (Confidence, String) {
    let by = key.certificate.as_ref().map_or_else(|| key.called.clone(), words::certificate);
    let from = &key.origin.says;
    match key.standing {
        Standing::IdpSigning => (
            Confidence::Certain,
            format!("The message was signed by {by}, which {from} holds; the application trusts {held}."),
        ),
        Standing::IdpEncryption => {
            let says = format!("The message was signed by {by}, which {from} gives for encryption only.");
            (Confidence::Certain, says)
        }
        Standing::OtherIdp => {
            let says =
                format!("The message was signed by {by}, the key of another identity provider in {from}.");
            (Confidence::Certain, says)
        }
        Standing::Publisher => {
            let says = format!(
                "The message was signed by {by}, the key that signs the metadata, and not by an identity provider."
            );
            (Confidence::Certain, says)
        }
        Standing::SpSigning | Standing::SpEncryption => {
            (Confidence::Certain, format!("The message was signed by {by}, the application's own key."))
        }
        Standing::Unvouched => {
            let says = format!(
                "The message was signed by {by}, which stands in {from}; the application trusts {held}."
            );
            (Confidence::Likely, says)
        }
    }
}

/// Which of two certificates is the newer one, where they were not made on the same day.
fn age(signs: &Certificate, held: &Certificate) -> &'static str {
    match (signs.not_before - held.not_before).num_days() {
        1.. => " The one that signs is newer: the identity provider renewed its certificate.",
        ..=-1 => {
            " The one that signs is older: the identity provider has not changed to the one that is trusted yet."
        }
        0 => "",
    }
}
