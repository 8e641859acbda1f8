//! Who signed, how, and what the application trusts; and whom it is encrypted for.

use super::super::element::Child;
use super::super::response::NameId;
use super::super::response::identifier;
use super::super::signature::{Algorithm, Habit, Shows, Signer};
use super::super::spelling;
use super::flow::{Flow, Seal};
use crate::bench::{Fault, Part, fault};
use crate::keys;

pub(super) static FAULTS: &[Fault<Flow>] = &[
    fault(
        "key-rolled",
        Part::Signature,
        "the IdP signs with a new key, the application holds the former certificate",
        &["stale_certificate"],
        &["sp-admin"],
        key_rolled,
    ),
    fault(
        "key-rolled-not-shown",
        Part::Signature,
        "the same, and the message shows no certificate",
        &["stale_certificate"],
        &["sp-admin"],
        key_rolled_not_shown,
    ),
    fault(
        "key-of-a-stranger",
        Part::Signature,
        "signed with a key that calls itself the IdP's",
        &["stale_certificate"],
        &["sp-admin"],
        key_of_a_stranger,
    ),
    fault(
        "own-certificate-pasted",
        Part::Signature,
        "the application holds its own certificate as the IdP's",
        &["stale_certificate"],
        &["sp-admin"],
        own_certificate,
    ),
    fault(
        "value-changed",
        Part::Signature,
        "a value was changed after it was signed",
        &["altered_after_signing"],
        &["network"],
        value_changed,
    ),
    fault(
        "laid-out-anew",
        Part::Signature,
        "white space was put between elements after they were signed",
        &["altered_after_signing"],
        &["network", "capture"],
        laid_out,
    ),
    fault(
        "signature-value-changed",
        Part::Signature,
        "one character of the SignatureValue was changed",
        &["altered_after_signing"],
        &["network", "capture"],
        value_of_signature,
    ),
    fault(
        "nothing-signed",
        Part::Signature,
        "neither Response nor Assertion is signed",
        &["unsigned"],
        &["idp-admin"],
        nothing_signed,
    ),
    fault(
        "response-signed-only",
        Part::Signature,
        "the Response is signed, the application wants the Assertion signed",
        &["not_signed_as_wanted"],
        &["idp-admin"],
        response_only,
    ),
    fault(
        "assertion-signed-only",
        Part::Signature,
        "the Assertion is signed, the application wants the Response signed",
        &["not_signed_as_wanted"],
        &["idp-admin"],
        assertion_only,
    ),
    fault(
        "one-signed-of-both",
        Part::Signature,
        "one part is signed, the application wants both",
        &["not_signed_as_wanted"],
        &["idp-admin"],
        not_both,
    ),
    fault("sha1", Part::Signature, "signed with RSA and SHA-1", &["weak_algorithm"], &["idp-admin"], sha1),
    fault(
        "key-of-1024-bits",
        Part::Signature,
        "signed with an RSA key of 1024 bits",
        &["weak_algorithm"],
        &["idp-admin"],
        short_key,
    ),
    fault(
        "certificate-ended",
        Part::Signature,
        "the IdP's certificate ended a year ago",
        &["certificate_expired"],
        &["idp-admin"],
        certificate_ended,
    ),
    fault(
        "xpath-transform",
        Part::Signature,
        "an XPath transform chooses what is signed",
        &["malformed_signature"],
        &["idp-admin"],
        xpath,
    ),
    fault(
        "transforms-reversed",
        Part::Signature,
        "the two transforms stand in the wrong order",
        &["malformed_signature"],
        &["idp-admin"],
        reversed,
    ),
    fault(
        "wrapped",
        Part::Signature,
        "the signed assertion was moved aside, a forged one stands in its place",
        &["wrapped"],
        &["sp-admin"],
        wrapped,
    )
    .hiding(),
    fault(
        "forged-beside",
        Part::Signature,
        "a forged assertion stands before the signed one",
        &["wrapped"],
        &["sp-admin"],
        beside,
    )
    .hiding(),
    fault(
        "metadata-ended",
        Part::Published,
        "the metadata that the application holds is past its validUntil",
        &["expired_metadata"],
        &["sp-admin"],
        metadata_ended,
    ),
    fault(
        "encrypted-for-old-key",
        Part::Encryption,
        "encrypted for a key that the application has put away",
        &["encrypted_for_another_key"],
        &["idp-admin"],
        old_key,
    )
    .hiding(),
    fault(
        "cipher-text-changed",
        Part::Encryption,
        "one bit of the cipher text was changed on the way",
        &["ciphertext_damaged"],
        &["network"],
        cipher_text_changed,
    )
    .hiding(),
    fault(
        "encryption-misdeclared",
        Part::Encryption,
        "the key is wrapped with SHA-256, the message does not say so",
        &["encryption_misdeclared"],
        &["idp-admin"],
        misdeclared,
    )
    .hiding(),
    fault(
        "not-encrypted",
        Part::Encryption,
        "the application wants encryption, the assertion is plain",
        &["encryption_not_as_wanted"],
        &["idp-admin"],
        not_encrypted,
    ),
    fault(
        "encrypted-unasked",
        Part::Encryption,
        "the assertion is encrypted, the application wants none and has no key",
        &["encryption_not_as_wanted"],
        &["idp-admin"],
        encrypted_unasked,
    )
    .hiding(),
];

fn signers(flow: &mut Flow) -> impl Iterator<Item = &mut Signer> {
    let response = &mut flow.sign_in.response;
    response.signer.iter_mut().chain(response.assertion.iter_mut().filter_map(|inner| inner.signer.as_mut()))
}

/// Signed with another key than before; the metadata says what it said.
fn signed_with(flow: &mut Flow, change: impl Fn(&mut Signer)) -> Option<()> {
    signers(flow).map(change).last()
}

fn rsa(flow: &Flow) -> Option<()> {
    (flow.sign_in.parties.idp.algorithm == Algorithm::RsaSha256).then_some(())
}

fn key_rolled(flow: &mut Flow) -> Option<()> {
    flow.sign_in.metadata.keys = vec![&keys::HALDEN_2023];
    Some(())
}

fn key_rolled_not_shown(flow: &mut Flow) -> Option<()> {
    key_rolled(flow)?;
    signed_with(flow, |signer| signer.shows = Shows::Nothing)
}

fn key_of_a_stranger(flow: &mut Flow) -> Option<()> {
    rsa(flow)?;
    signed_with(flow, |signer| signer.key = &keys::STRANGER)
}

fn own_certificate(flow: &mut Flow) -> Option<()> {
    flow.sign_in.metadata.keys = vec![&keys::LEDGERLINE];
    Some(())
}

fn value_changed(flow: &mut Flow) -> Option<()> {
    flow.is_open().then_some(())?;
    flow.changes.push(|document| {
        let at = document.find(":AttributeValue").or_else(|| document.find("<AttributeValue")).unwrap_or(0);
        let (head, tail) = document.split_at(at);
        format!("{head}{}", tail.replacen(".example<", ".invalid<", 1).replacen("ward", "head", 1))
    });
    let value = flow.assertion().attributes.first()?.1.first()?;
    value.contains(".example").then_some(())
}

fn laid_out(flow: &mut Flow) -> Option<()> {
    flow.is_open().then_some(())?;
    flow.changes.push(|document| document.replace("><", ">\n  <"));
    Some(())
}

fn value_of_signature(flow: &mut Flow) -> Option<()> {
    flow.is_open().then_some(())?;
    flow.changes.push(|document| {
        let Some(at) = document.find("SignatureValue>").map(|at| at + 40) else { return document.to_owned() };
        let (head, tail) = document.split_at(at);
        format!("{head}{}", tail.replacen(|letter: char| letter.is_ascii_lowercase(), "0", 1))
    });
    Some(())
}

fn nothing_signed(flow: &mut Flow) -> Option<()> {
    flow.sign_in.response.signer = None;
    flow.assertion().signer = None;
    Some(())
}

fn response_only(flow: &mut Flow) -> Option<()> {
    flow.sign_in.response.signer = Some(flow.sign_in.parties.signer());
    flow.assertion().signer = None;
    flow.expect("saml.sp.signed", "assertion");
    Some(())
}

fn assertion_only(flow: &mut Flow) -> Option<()> {
    flow.sign_in.response.signer = None;
    flow.assertion().signer = Some(flow.sign_in.parties.signer());
    flow.expect("saml.sp.signed", "response");
    Some(())
}

fn not_both(flow: &mut Flow) -> Option<()> {
    let one = flow.sign_in.response.signer.is_some() != flow.assertion().signer.is_some();
    flow.expect("saml.sp.signed", "both");
    one.then_some(())
}

fn sha1(flow: &mut Flow) -> Option<()> {
    rsa(flow)?;
    signed_with(flow, |signer| signer.algorithm = Algorithm::RsaSha1)
}

fn short_key(flow: &mut Flow) -> Option<()> {
    rsa(flow)?;
    flow.sign_in.metadata.keys = vec![&keys::TALLOW_2016];
    signed_with(flow, |signer| signer.key = &keys::TALLOW_2016)
}

fn certificate_ended(flow: &mut Flow) -> Option<()> {
    rsa(flow)?;
    flow.sign_in.metadata.keys = vec![&keys::ORTIZVALE_2022];
    signed_with(flow, |signer| signer.key = &keys::ORTIZVALE_2022)
}

fn xpath(flow: &mut Flow) -> Option<()> {
    // its expression speaks of ds:, which Microsoft's spelling does not bind
    (!std::ptr::eq(flow.sign_in.parties.spelling, &spelling::MICROSOFT)).then_some(())?;
    signed_with(flow, |signer| signer.habit = Habit::XPath)
}

fn reversed(flow: &mut Flow) -> Option<()> {
    signed_with(flow, |signer| signer.habit = Habit::Reversed)
}

/// An assertion about somebody else, which nobody signed.
fn forged(flow: &Flow) -> Option<super::super::element::Element> {
    (flow.is_open() && flow.sign_in.response.signer.is_none()).then_some(())?;
    let mut forged = flow.sign_in.response.assertion.clone()?;
    forged.id = identifier(flow.sign_in.slug, "forged");
    forged.name_id =
        Some(NameId::plain(flow.sign_in.parties.person.name_id_format, "director@elsewhere.example"));
    forged.signer = None;
    Some(forged.element(flow.sign_in.parties))
}

/// Replaces the document by one that is built around other elements; it is known when the fault is put in.
fn wrapped(flow: &mut Flow) -> Option<()> {
    forged(flow)?;
    flow.rebuilt = Some(|flow| {
        let genuine = flow.sign_in.response.assertion.as_ref()?.element(flow.sign_in.parties);
        let hidden = super::super::element::Element::new("samlp:Extensions").child(genuine);
        let mut around = flow.sign_in.response.around([forged(flow)?]);
        around.children.insert(1, Child::Element(hidden));
        Some(around)
    });
    Some(())
}

fn beside(flow: &mut Flow) -> Option<()> {
    forged(flow)?;
    flow.rebuilt = Some(|flow| {
        let genuine = flow.sign_in.response.assertion.as_ref()?.element(flow.sign_in.parties);
        Some(flow.sign_in.response.around([forged(flow)?, genuine]))
    });
    Some(())
}

fn metadata_ended(flow: &mut Flow) -> Option<()> {
    flow.sign_in.metadata.valid_until = Some("2026-04-30T00:00:00Z");
    Some(())
}

fn sealed_by(flow: &mut Flow, seal: Seal) -> Option<()> {
    flow.sealed.as_mut().map(|known| *known = seal)
}

fn old_key(flow: &mut Flow) -> Option<()> {
    sealed_by(flow, Seal::FOR_OLD_KEY)
}

fn cipher_text_changed(flow: &mut Flow) -> Option<()> {
    // where the Response is signed too, its signature breaks as well, and says the same
    sealed_by(flow, Seal::DAMAGED)
}

fn misdeclared(flow: &mut Flow) -> Option<()> {
    sealed_by(flow, Seal::MISDECLARED)
}

fn not_encrypted(flow: &mut Flow) -> Option<()> {
    flow.is_open().then_some(())?;
    flow.expect("saml.sp.encrypted", "true");
    Some(())
}

fn encrypted_unasked(flow: &mut Flow) -> Option<()> {
    (!flow.is_open()).then_some(())?;
    flow.has_key = false;
    flow.expect("saml.sp.encrypted", "false");
    Some(())
}
