//! What each signature of a message covers, who made it, and what is read though no signature covers it.

use crate::check::signatures::Signatures;
use crate::check::signatures::xml::{ValueFit, XmlSignature};
use crate::decode::Message;
use crate::decode::saml::{SamlBody, SamlMessage};
use crate::report::shape::FieldShape;
use crate::report::trust::ExposedShape;
use crate::span::Span;

/// The fields that tell it; none for a message without signatures.
pub(in crate::report) fn fields(
    message: &Message,
    saml: &SamlMessage,
    signatures: &Signatures,
) -> Vec<FieldShape> {
    let own: Vec<&XmlSignature> =
        signatures.xml.iter().filter(|signature| signature.message == message.id).collect();
    if own.is_empty() {
        return Vec::new();
    }
    let signed = own.iter().flat_map(|signature| of_signature(signature));
    let uncovered = exposed(message, saml, signatures);
    signed.chain(uncovered.into_iter().map(|part| field("Not signed", part.says, part.at))).collect()
}

/// What is read of a message though no whole signature covers it; nothing of a message without signatures.
pub(in crate::report) fn exposed(
    message: &Message,
    saml: &SamlMessage,
    signatures: &Signatures,
) -> Vec<ExposedShape> {
    let own: Vec<&XmlSignature> =
        signatures.xml.iter().filter(|signature| signature.message == message.id).collect();
    if own.is_empty() {
        return Vec::new();
    }
    let covers = |at: Span| own.iter().any(|signature| signature.is_whole() && signature.covers(at));
    let uncovered = consumed(saml).into_iter().filter(|(_, at)| !covers(*at));
    let shape =
        |(what, at): (&str, Span)| ExposedShape { says: what.to_owned(), at, believed: what == ASSERTION };
    uncovered.map(shape).collect()
}

fn field(name: &str, value: String, at: Span) -> FieldShape {
    FieldShape { name: name.to_owned(), value, at: Some(at) }
}

fn of_signature(signature: &XmlSignature) -> Vec<FieldShape> {
    let made_by = match signature.maker() {
        ValueFit::Vouched(key) | ValueFit::Other(key) => format!("made by the {}", key.called),
        ValueFit::Shared(secret) => format!("made with the {secret}"),
        ValueFit::EmbeddedOnly(_) => "made by the key that it brings along".to_owned(),
        ValueFit::NoneFits(_) => "made by none of the keys at hand".to_owned(),
        ValueFit::NoKey | ValueFit::CantTell(_) => "made by a key that can't be told".to_owned(),
    };
    let state = match (&signature.why, signature.is_whole()) {
        (Some(why), _) => format!("; it does not fit. {}", why.says),
        (None, true) => String::new(),
        (None, false) => "; it does not hold".to_owned(),
    };
    let name = format!("Signature of the {}", signature.parent.name);
    let covered = signature.covers.iter().map(|covered| {
        let says = format!("the {}, {} bytes, but the signature itself", covered.name, covered.at.len());
        field("Signed", says, covered.at)
    });
    std::iter::once(field(&name, format!("{made_by}{state}"), signature.at)).chain(covered).collect()
}

/// What an application believes; all else is what it travels in.
const ASSERTION: &str = "an Assertion";

/// What an application reads of a message, each with its bytes.
fn consumed(saml: &SamlMessage) -> Vec<(&'static str, Span)> {
    let mut all = Vec::new();
    if let Some(head) = saml.head() {
        all.push(("the start tag of the message: ID, Destination, InResponseTo", head.tag));
        all.extend(head.issuer.iter().map(|issuer| ("the Issuer of the message", issuer.value.at)));
    }
    if let SamlBody::Response(response) = &saml.body {
        let code = response.status.as_ref().and_then(|status| status.codes.first());
        all.extend(code.map(|code| ("the Status of the Response", code.at)));
    }
    all.extend(
        saml.assertions()
            .iter()
            .map(|assertion| (ASSERTION, assertion.decrypted_from.unwrap_or(assertion.at))),
    );
    all
}
