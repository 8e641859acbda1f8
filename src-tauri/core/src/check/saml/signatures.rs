//! The signatures of the judged messages, and which of them cover what.

use super::examined::{Examined, examined};
use crate::check::signatures::xml::XmlSignature;
use crate::check::{Look, Verdict};
use crate::span::Span;

/// The signatures of one judged message, those of its decrypted assertions included.
pub(in crate::check) fn of_message<'a>(
    look: &'a Look,
    examined: Examined,
) -> impl Iterator<Item = &'a XmlSignature> {
    let id = examined.message.id;
    look.signatures.xml.iter().filter(move |signature| signature.message == id)
}

/// One verdict over all signatures of the judged messages.
pub(in crate::check) fn each_signature(look: &Look, judge: impl Fn(&XmlSignature) -> Verdict) -> Verdict {
    let judged = examined(look);
    let of_judged =
        |signature: &&XmlSignature| judged.iter().any(|examined| examined.message.id == signature.message);
    Verdict::merge(look.signatures.xml.iter().filter(of_judged).map(judge))
}

/// The signatures that cover these bytes, whatever became of them.
pub(in crate::check) fn covering<'a>(
    look: &'a Look,
    examined: Examined,
    at: Span,
) -> impl Iterator<Item = &'a XmlSignature> {
    of_message(look, examined).filter(move |signature| signature.covers(at))
}

/// What a signature signs, for a sentence: "the signature of the Assertion".
pub(super) fn called(signature: &XmlSignature) -> String {
    format!("the signature of the {}", signature.parent.name)
}
