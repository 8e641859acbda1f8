//! What is encrypted opens with the application's key.

use super::examined::each_message;
use super::needs;
use crate::check::known::saml::called;
use crate::check::known::saml::{KnownSaml, Standing};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::{Assertion, Encrypted, KeyMaterial, SamlMessage};
use crate::decode::{Fault, Opening};

/// What is encrypted opens with the application's key.
pub static CHECK: Check = Check {
    id: "saml/decryptable",
    title: "What is encrypted does not open",
    verb: Verb::Must,
    spec: &[cite("SAML Core 2.0", "6.2"), cite("XML Encryption", "4.2")],
    why: "An application that can't open the assertion sees no assertion at all, and often says only that.",
    remedy_idp: "Encrypt with the certificate of the application's current metadata.",
    remedy_sp: "Give the identity provider the current encryption certificate; keep the old key until it is used no more.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_message(look, |examined| {
        Verdict::merge(encrypted_parts(examined.saml).into_iter().map(|part| of(&look.known.saml, part)))
    })
}

fn encrypted_parts(saml: &SamlMessage) -> Vec<&Encrypted> {
    let whole = saml.encrypted_assertions().iter();
    whole.chain(saml.assertions().iter().flat_map(inside)).collect()
}

fn inside(assertion: &Assertion) -> impl Iterator<Item = &Encrypted> {
    let name_id = assertion.subject.iter().filter_map(|subject| subject.encrypted_id.as_ref());
    name_id.chain(&assertion.encrypted_attributes)
}

fn of(known: &KnownSaml, encrypted: &Encrypted) -> Verdict {
    let part = encrypted.part.called();
    match &encrypted.opening {
        Opening::Opened { odd: Some(odd), .. } => Verdict::fail(Finding::new(odd.clone()).at(encrypted.at)),
        Opening::Opened { key, .. } => {
            Verdict::pass(Finding::new(format!("The encrypted {part} opens with {key}.")).at(encrypted.at))
        }
        Opening::Failed { fault: Fault::Unsupported, why, .. } => {
            Verdict::needs(needs::decryption_support(why))
        }
        Opening::Failed { why, tried, .. } => {
            let says = format!("The encrypted {part} does not open{}: {why}", with(tried));
            Verdict::fail(for_whom(known, encrypted, Finding::new(says).at(encrypted.at)))
        }
        Opening::NoKey { .. } => match foreign_recipient(known, encrypted) {
            Some(finding) => Verdict::fail(finding),
            None => Verdict::needs(needs::decryption_key()),
        },
    }
}

/// The keys that were tried, where any were.
fn with(tried: &[String]) -> String {
    if tried.is_empty() { String::new() } else { format!(" with {}", tried.join(", ")) }
}

/// Without a private key: whether the message names a certificate that is none of the application's.
fn foreign_recipient(known: &KnownSaml, encrypted: &Encrypted) -> Option<Finding> {
    let own: Vec<&[u8]> = known.of_standing(Standing::SpEncryption).map(|key| key.key.spki()).collect();
    let named: Vec<&KeyMaterial> =
        encrypted.recipients.iter().filter(|recipient| recipient.key().is_some()).collect();
    let foreign = |recipient: &&KeyMaterial| recipient.key().is_some_and(|key| !own.contains(&key.spki()));
    if own.is_empty() || named.is_empty() || !named.iter().all(foreign) {
        return None;
    }
    let says =
        format!("The {} is encrypted for a key that is none of the application's.", encrypted.part.called());
    Some(for_whom(known, encrypted, Finding::new(says).at(encrypted.at)))
}

/// Adds for which certificate it was encrypted, and which one the application has.
fn for_whom(known: &KnownSaml, encrypted: &Encrypted, mut finding: Finding) -> Finding {
    for recipient in encrypted.recipients.iter() {
        if let Some(certificate) = recipient.certificate() {
            finding = finding
                .also(certificate.at, "the certificate that it is encrypted for")
                .observed(called(certificate));
        }
    }
    match known.of_standing(Standing::SpEncryption).next() {
        Some(key) => finding.expected(key.called.clone()).also(key.origin.at, "the application's own"),
        None => finding,
    }
}
