//! Which messages the checks judge, and the walk over their assertions.

use crate::case::Role;
use crate::check::{Finding, Look, Verdict};
use crate::decode::saml::{Assertion, Head, SamlBody, SamlMessage, SubjectConfirmation};
use crate::decode::{Body, Message};

use super::{confirmation, needs};
use crate::span::Span;

/// A message that is judged.
#[derive(Clone, Copy)]
pub(crate) struct Examined<'a> {
    /// The message.
    pub(crate) message: &'a Message,
    /// Its SAML.
    pub(crate) saml: &'a SamlMessage,
}

/// The messages that are judged.
pub(crate) fn examined<'l, 'a>(look: &'l Look<'a>) -> &'l [Examined<'a>] {
    &look.examined_saml
}

/// Which messages are judged: the answers that bring a sign-in; where there are none, logout messages; where there
/// are none either, requests. Around an answer the others are evidence of what its receiver waits for.
pub(in crate::check) fn of_messages(messages: &[Message]) -> Vec<Examined<'_>> {
    let mut all: Vec<Examined<'_>> =
        messages.iter().filter(|message| message.role == Role::Capture).filter_map(saml).collect();
    let lowest = all.iter().map(|examined| rank(examined.saml)).min();
    all.retain(|examined| Some(rank(examined.saml)) == lowest && rank(examined.saml) < METADATA);
    all
}

fn saml(message: &Message) -> Option<Examined<'_>> {
    match &message.body {
        Body::Saml(saml) => Some(Examined { message, saml }),
        _ => None,
    }
}

const METADATA: u8 = 3;

fn rank(saml: &SamlMessage) -> u8 {
    match saml.body {
        SamlBody::Assertion(_) | SamlBody::EncryptedAssertion(..) | SamlBody::Response(_) => 0,
        SamlBody::LogoutRequest(_) | SamlBody::LogoutResponse(_) => 1,
        SamlBody::AuthnRequest(_) => 2,
        SamlBody::Entity(_) => METADATA,
    }
}

/// One verdict over all judged messages.
pub(in crate::check) fn each_message<'a>(
    look: &Look<'a>,
    judge: impl Fn(Examined<'a>) -> Verdict,
) -> Verdict {
    over(look, &judge)
}

/// The walk itself stands once in the program, not once for each check.
fn over<'a>(look: &Look<'a>, judge: &dyn Fn(Examined<'a>) -> Verdict) -> Verdict {
    Verdict::merge(examined(look).iter().map(|examined| {
        let verdict = judge(*examined);
        if misses_what_was_left_out(look, examined, &verdict) {
            Verdict::needs(needs::whole_message())
        } else {
            verdict
        }
    }))
}

/// Whether a shortened copy fails for nothing but what it lacks: then an element as a whole is what is pointed at.
fn misses_what_was_left_out(look: &Look, examined: &Examined, verdict: &Verdict) -> bool {
    let assertions = examined.saml.assertions();
    let is_tag =
        |at: Span| at == examined.saml.tag() || assertions.iter().any(|assertion| assertion.tag == at);
    let whole = |finding: &Finding| finding.at.is_some_and(is_tag);
    verdict.failed() && is_shortened(look, examined) && verdict.findings().iter().all(whole)
}

/// Whether somebody left a part of a message out, or blanked it.
fn is_shortened(look: &Look, examined: &Examined) -> bool {
    let layer = look.case.layer(examined.message.at.layer);
    layer.is_some_and(|layer| layer.cracks.iter().any(|crack| matches!(crack.id, "mask" | "ellipsis/cut")))
}

/// A verdict that what somebody left out or blanked does not spoil: what fails in a shortened copy may be whole in the message.
pub(super) fn unless_shortened(look: &Look, verdict: Verdict) -> Verdict {
    match verdict.failed() && examined(look).iter().any(|examined| is_shortened(look, examined)) {
        true => Verdict::needs(needs::whole_message()),
        false => verdict,
    }
}

/// One verdict over all judged protocol messages.
pub(super) fn each_head<'a>(look: &Look<'a>, judge: impl Fn(Examined<'a>, &'a Head) -> Verdict) -> Verdict {
    each_message(look, |examined| examined.saml.head().map_or(Verdict::Silent, |head| judge(examined, head)))
}

/// One verdict over all assertions that a consumer reads; one that stays encrypted can't be told about.
pub(in crate::check) fn each_assertion<'a>(
    look: &Look<'a>,
    judge: impl Fn(Examined<'a>, &'a Assertion) -> Verdict,
) -> Verdict {
    over(look, &|examined| over_assertions(examined, &judge))
}

fn over_assertions<'a>(
    examined: Examined<'a>,
    judge: &dyn Fn(Examined<'a>, &'a Assertion) -> Verdict,
) -> Verdict {
    let sealed =
        examined.saml.encrypted_assertions().iter().filter(|encrypted| !encrypted.opening.is_opened());
    let opened = examined.saml.assertions().iter().map(|assertion| judge(examined, assertion));
    Verdict::merge(opened.chain(sealed.map(|_| Verdict::needs(needs::decryption_key()))))
}

/// One verdict over the bearer confirmation of each assertion: the one that holds best, for one is enough
/// (SAML Profiles, section 4.1.4.3).
pub(super) fn each_confirmation<'a>(
    look: &Look<'a>,
    judge: impl Fn(Examined<'a>, &'a SubjectConfirmation) -> Verdict,
) -> Verdict {
    each_assertion(look, |examined, assertion| {
        let best = confirmation::best(look, examined, assertion);
        best.map_or(Verdict::Silent, |confirmation| judge(examined, confirmation))
    })
}
