//! What an application would read is not what was signed.

use super::evidence;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::signatures::xml::{Digests, XmlSignature};
use crate::check::{Finding, Look};
use crate::decode::saml::SamlBody;
use crate::span::Span;

/// What an application would read is not what was signed.
pub static CAUSE: Cause = Cause {
    id: "wrapped",
    title: "What would be read is not what was signed",
    explains: &[
        "saml/wrapping",
        "saml/signature_covers",
        "saml/duplicate_id",
        "saml/signature_verifies",
        "saml/assertion_present",
        "saml/signature_present",
    ],
    prevention: "Use a library that hands on only the element whose signature it verified, and refuse a second assertion or ID.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    if let Some(wrapping) = verdicts.findings(&["saml/wrapping"]).next() {
        return Some(of_kind(wrapping, verdicts));
    }
    if !verdicts.failed("saml/signature_covers") && !verdicts.failed("saml/duplicate_id") {
        return None;
    }
    let whole = |signature: &&XmlSignature| {
        signature.digests == Digests::Match && !covers_what_is_read(look, signature)
    };
    match look.signatures.xml.iter().find(whole) {
        Some(signed) => Some(elsewhere(look, signed).sparing("saml/signature_verifies")),
        None => same_id(look, verdicts),
    }
}

/// Wrapping whose kind is known.
fn of_kind(wrapping: &Finding, verdicts: &Verdicts) -> Diagnosis {
    let says = format!("This is signature wrapping. {}", wrapping.says);
    remedied(Diagnosis::new(Confidence::Certain, Owner::SpAdmin, says))
        .shown_by(verdicts.spans(&["saml/wrapping"]))
        .shown_by(wrapping.also.iter().map(|also| also.span))
}

/// A signature that covers another element than the one that is read.
fn elsewhere(look: &Look, signed: &XmlSignature) -> Diagnosis {
    let stray = strays(look);
    let confidence = if stray.is_empty() { Confidence::Likely } else { Confidence::Certain };
    let diagnosis = remedied(Diagnosis::new(confidence, Owner::SpAdmin, happened(signed, !stray.is_empty())))
        .shown_by([signed.at].into_iter().chain(stray).chain(signed.covers.iter().map(|covered| covered.at)));
    match confidence {
        Confidence::Certain => diagnosis,
        _ => diagnosis
            .settled_by("The same sign-in as the identity provider's log or another capture shows it."),
    }
}

/// Two elements with the ID that a signature names: which of them it covers is a matter of taste.
fn same_id(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let twice = verdicts.findings(&["saml/duplicate_id"]).next()?;
    let signed = look.signatures.xml.first()?;
    let says = format!(
        "{} A signature names what it covers by ID, so one reader verifies the one and another reads the other. \
        This is how signature wrapping looks.",
        twice.says
    );
    Some(
        remedied(Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says))
            .shown_by(verdicts.spans(&["saml/duplicate_id"]).into_iter().chain([signed.at]))
            .settled_by("The same sign-in as the identity provider's log or another capture shows it."),
    )
}

fn remedied(diagnosis: Diagnosis) -> Diagnosis {
    diagnosis
        .fix(
            "Application and its security team",
            "Treat it as an attack until shown otherwise: refuse it, keep the message, find out who sent it.",
        )
        .fix(
            "Application, its SAML library",
            "Update it, and check that it reads only what its signature check returned.",
        )
        .fix(
            "Identity provider",
            "If it made the message so, sign the Response or Assertion itself, by an ID of its own.",
        )
}

fn happened(signed: &XmlSignature, stray: bool) -> String {
    let covers: Vec<&str> = signed.covers.iter().map(|covered| covered.name.as_str()).collect();
    let covers = if covers.is_empty() {
        "nothing here".to_owned()
    } else {
        format!("another {}", covers.join(" and "))
    };
    let stray =
        if stray { " The signed assertion was moved to a place where no application reads it." } else { "" };
    format!(
        "The signature in {} is intact and covers {covers} than the one that an application reads.{stray} This is how \
        signature wrapping looks.",
        signed.parent.name
    )
}

/// Whether a signature covers an assertion or message that an application reads.
fn covers_what_is_read(look: &Look, signature: &XmlSignature) -> bool {
    let mut assertions = evidence::assertions(look);
    let mut messages = evidence::saml(look);
    assertions.any(|assertion| signature.covers(assertion.at))
        || messages.any(|(message, _)| signature.covers(message.at))
}

/// Assertions where no application should look for one.
fn strays(look: &Look) -> Vec<Span> {
    let responses = evidence::saml(look).filter_map(|(_, saml)| match &saml.body {
        SamlBody::Response(response) => Some(response),
        _ => None,
    });
    responses.flat_map(|response| response.stray.iter().copied()).collect()
}
