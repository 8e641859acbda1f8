//! What products say in words becomes the cause that the words name, where the bytes show none, and is held against the cause
//! that they show, where they do.

pub mod kinds;
mod pair;
mod protocol;

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::rank::{Ranked, all};
use super::unsigned_request::unsigned;
use super::words::said;
use crate::case::Role;
use crate::check::oidc::sign_ins::answers;
use crate::check::said::Heard;
use crate::check::{Look, symptom, symptoms};
use crate::decode::Body;
use crate::decode::oidc::Way;
use crate::span::Span;
use kinds::Kind;

/// Causes that only repeat that somebody refused.
const REPEATED: &[&str] = &["idp_refused", "application_refused", "answered_with_error", "reported_fault"];

/// Words that were heard, and the kind of fault that they name.
struct Named<'a> {
    heard: &'a Heard,
    kind: &'static Kind,
}

/// Adds the cause that the words name to those that were found, or lets the words be explained by one of those.
pub(super) fn add(look: &Look, verdicts: &Verdicts, found: &mut Vec<Ranked>) {
    let sayings: Vec<&'static str> = symptoms().filter(|id| verdicts.failed(id)).collect();
    let mut named: Vec<Named> = look.said().iter().filter_map(|heard| named(look, heard)).collect();
    if sayings.is_empty() || named.is_empty() {
        return;
    }
    without_outer(look, &mut named);
    plainest_first(&mut named);
    let Some(plainest) = named.first() else { return };
    if let Some((cause, named)) = shown(found, &named) {
        told_too(cause, named);
        explain(found, &sayings);
    } else if repeats(plainest.kind) && !plainest.kind.stands_alone && found.iter().any(is_shown) {
        explain(found, &sayings);
    } else if let Some(ranked) = told(look, plainest, sayings) {
        place(ranked, found);
    }
}

/// Whether a kind says no more than that somebody refused.
pub(super) fn repeats(kind: &Kind) -> bool {
    kind.causes.first().is_none_or(|cause| REPEATED.contains(cause))
}

/// Whether a cause is shown by something, and is more than a refusal.
fn is_shown(ranked: &Ranked) -> bool {
    !REPEATED.contains(&ranked.cause.id) && ranked.diagnosis.confidence != Confidence::Possible
}

/// Puts the cause that the words name where the table has it; what only repeats the refusal gives way to plain words.
fn place(told: Ranked, found: &mut Vec<Ranked>) {
    if let Some(known) = found.iter_mut().find(|ranked| ranked.cause.id == told.cause.id) {
        let more: Vec<_> = told.explains.into_iter().filter(|id| !known.explains.contains(id)).collect();
        known.explains.extend(more);
        return;
    }
    let plain = !REPEATED.contains(&told.cause.id);
    let only_says = |ranked: &Ranked| ranked.explains.iter().all(|id| symptom(id).is_some());
    found.retain(|ranked| !(plain && REPEATED.contains(&ranked.cause.id) && only_says(ranked)));
    found.push(told);
    found.sort_by_key(|ranked| all().position(|cause| std::ptr::eq(cause, ranked.cause)));
}

/// The plainest words first, and of equally plain ones the last, for logs are read from their end.
fn plainest_first(named: &mut [Named]) {
    named.reverse();
    named.sort_by_key(|named| vagueness(named.kind, named.heard));
}

/// The plainest words of a failure that were heard, and the kind of fault that they name.
pub(super) fn plainest<'a>(look: &'a Look) -> Option<(&'a Heard, &'static Kind)> {
    let mut all: Vec<Named> = look.said().iter().filter_map(|heard| named(look, heard)).collect();
    without_outer(look, &mut all);
    plainest_first(&mut all);
    all.first().map(|named| (named.heard, named.kind))
}

fn named<'h>(look: &Look, heard: &'h Heard) -> Option<Named<'h>> {
    let kind = kinds::of(protocol::kind(look, heard)).filter(|_| heard.text.is_failure())?;
    Some(Named { heard, kind })
}

/// Leaves out the words that others in the same line go on to explain: “could not verify the token: failed to verify signature”
/// is of the signature.
fn without_outer(look: &Look, named: &mut Vec<Named>) {
    let places: Vec<(Span, usize)> = named.iter().map(|named| (named.heard.at, spoilt(named))).collect();
    let explained = |outer: &Named| {
        places.iter().any(|(inner, spoils)| {
            let at = outer.heard.at;
            inner.layer == at.layer
                && inner.start >= at.end
                && *spoils <= spoilt(outer)
                && is_chained(look.case.bytes(Span::new(at.layer, at.end..inner.start)))
        })
    };
    let outer: Vec<bool> = named.iter().map(explained).collect();
    let mut outer = outer.into_iter();
    named.retain(|_| !outer.next().unwrap_or_default());
}

/// Whether what stands between two sayings makes one the reason of the other: a colon, in one line.
fn is_chained(between: &[u8]) -> bool {
    between.len() < CHAINED && !between.contains(&b'\n') && memchr::memmem::find(between, b": ").is_some()
}

/// Bytes between two sayings of one chain, at most.
const CHAINED: usize = 120;

/// How little the words tell: nothing but a refusal, a code that stands for many things, several causes, one cause.
fn vagueness(kind: &Kind, heard: &Heard) -> usize {
    kind.causes.len() + spoils(kind, heard)
}

fn spoilt(named: &Named) -> usize {
    spoils(named.kind, named.heard)
}

/// Kinds that name no fault at all.
const CATCH_ALL: &[&str] = &["idp-failed", "application-failed"];

/// What takes from the weight of words, whatever the number of causes that fit them.
fn spoils(kind: &Kind, heard: &Heard) -> usize {
    let misleads = heard.text.misleads.is_some();
    let (code, any) = (heard.text.is_code_of_oauth(), heard.text.is_any_number());
    let any = any || CATCH_ALL.contains(&kind.id);
    5 * usize::from(code || any) + 10 * usize::from(misleads) + 20 * usize::from(repeats(kind))
}

/// A cause that the bytes show and that fits what was heard.
fn shown<'f, 'n>(found: &'f mut [Ranked], named: &'n [Named<'n>]) -> Option<(&'f mut Ranked, &'n Named<'n>)> {
    let fits = |ranked: &Ranked| named.iter().find(|named| named.kind.causes.contains(&ranked.cause.id));
    let specific = |ranked: &Ranked| !REPEATED.contains(&ranked.cause.id);
    let at = found.iter().position(|ranked| specific(ranked) && fits(ranked).is_some())?;
    let named = found.get(at).and_then(fits)?;
    Some((found.get_mut(at)?, named))
}

/// Whether known words name a cause, and not this one.
pub(super) fn names_another_cause(look: &Look, id: &str) -> bool {
    look.said()
        .iter()
        .filter_map(|heard| named(look, heard))
        .any(|named| named.kind.causes.first().is_some_and(|cause| *cause != id))
}

/// The words say what the bytes show.
fn told_too(ranked: &mut Ranked, named: &Named) {
    let text = named.heard.text;
    let happened = &ranked.diagnosis.happened;
    // What is quoted there already is explained there too; a bare number or name of a product is not.
    let told =
        happened.contains(&named.heard.words) && (text.is_code_of_oauth() || named.heard.words.contains(' '));
    if text.is_of_a_product() && !told && !happened.contains(text.means) {
        ranked.diagnosis.happened.push_str(&format!(" {}", says(named.heard)));
    }
}

/// What was said is explained by the cause that would come first without it.
fn explain(found: &mut [Ranked], sayings: &[&'static str]) {
    let specific = found.iter_mut().filter(|ranked| !REPEATED.contains(&ranked.cause.id));
    let first =
        specific.min_by_key(|ranked| (ranked.diagnosis.confidence, std::cmp::Reverse(ranked.explains.len())));
    if let Some(first) = first {
        let more: Vec<_> = sayings.iter().filter(|id| !first.explains.contains(id)).collect();
        first.explains.extend(more);
    }
}

/// Causes that come of two values that differ.
const COMPARED: &[&str] =
    &["audience_mismatch", "redirect_uri_mismatch", "wrong_client", "wrong_endpoint", "wrong_issuer"];

/// The words are all that there is: the cause that they name.
fn told(look: &Look, named: &Named, explains: Vec<&'static str>) -> Option<Ranked> {
    let (text, kind) = (named.heard.text, named.kind);
    let fitting = kind.causes.iter().filter_map(|id| all().find(|cause| cause.id == *id));
    let is_open = |cause: &&Cause| {
        (!kind.only_seen.contains(&cause.id) || is_seen(look, cause))
            && (kind.causes.len() == 1 || can_be(look, cause))
    };
    let causes: Vec<&'static Cause> = fitting.filter(is_open).collect();
    let compares = kind.causes.iter().any(|cause| COMPARED.contains(cause));
    let compared = compares.then(|| pair::of(look, named.heard.at, kind)).flatten();
    let differs = compared.as_ref().and_then(pair::Pair::cause);
    let is_shown = |cause: &&&Cause| match differs {
        Some(id) => cause.id == id,
        None => kind.only_seen.contains(&cause.id),
    };
    let shown = causes.iter().find(is_shown).copied();
    let of_protocol = || causes.iter().copied().find(|cause| is_of_its_protocol(look, cause));
    let cause = shown.or_else(of_protocol).or(causes.first().copied())?;
    let others = causes.into_iter().filter(|other| shown.is_none() && other.id != cause.id);
    let others: Vec<&Cause> = others.collect();
    let plain = others.is_empty() && text.misleads.is_none() && text.is_of_a_product();
    let sure = if plain || shown.is_some() { Confidence::Likely } else { Confidence::Possible };
    let mut happened = format!("{} {}", says(named.heard), kind.means);
    if let Some(pair) = &compared {
        happened.push_str(&format!(" {}", pair.says()));
    }
    if let Some(misleads) = text.misleads {
        happened.push_str(&format!(" {misleads}"));
    }
    let others: Vec<String> = others.into_iter().map(|other| other.as_clause()).collect();
    if !others.is_empty() {
        let what = if others.len() == 1 { "another cause" } else { "other causes" };
        happened.push_str(&format!(" The same words fit {what}: {}.", others.join("; ")));
    }
    let diagnosis = Diagnosis::new(sure, owner(look, named, cause), happened).shown_by([named.heard.at]);
    let diagnosis = match cause.id {
        OWN_ADDRESS => kind.remedied_at("Application", diagnosis),
        _ => kind.remedied(diagnosis),
    };
    Some(Ranked { cause, diagnosis, explains })
}

/// Whether what is seen leaves room for a cause that words name: where the answer is in an address that
/// the browser opens, it brings a cookie along that is SameSite=Lax, or says nothing of it.
fn can_be(look: &Look, cause: &Cause) -> bool {
    let opened = || answers(look).iter().any(|answer| answer.way == Some(Way::Query));
    cause.id != "cookie_kept_back" || !opened()
}

/// Whether a cause that the words alone don't prove is seen: of a request's signature, that there is none.
fn is_seen(look: &Look, cause: &Cause) -> bool {
    cause.id == "unsigned_request" && unsigned(look).next().is_some()
}

/// The cause that lies with the application, whoever acts for the other causes that the same words fit.
const OWN_ADDRESS: &str = "own_address_unknown";

/// The cause that both protocols have, though only of one a check can show it.
const UNKNOWN: &str = "unknown_client";

/// Who acts: of cookies that are gone the person, whoever it is for the other causes that the words fit.
fn owner(look: &Look, named: &Named, cause: &Cause) -> Owner {
    match cause.id {
        "cookies_gone" => Owner::User,
        OWN_ADDRESS => Owner::SpAdmin,
        _ => named.kind.owner_by(&pair::sentence(look.case, named.heard.at).unwrap_or_default()),
    }
}

/// Whether a cause can be one of this case: of SAML where there is a SAML message, of OpenID Connect where there is one of that;
/// of either, where there is none.
fn is_of_its_protocol(look: &Look, cause: &Cause) -> bool {
    let captured = || look.messages.iter().filter(|message| message.role == Role::Capture);
    let saml = captured().any(|message| matches!(message.body, Body::Saml(_)));
    let oidc =
        captured().any(|message| matches!(message.body, Body::AuthorizationRequest(_) | Body::Token(_)));
    let explains = |family: &str| cause.explains.iter().any(|id| id.starts_with(family));
    let of_neither = cause.id == UNKNOWN || !explains("saml/") && !explains("oidc/");
    saml == oidc || of_neither || (saml && explains("saml/")) || (oidc && explains("oidc/"))
}

/// Microsoft Entra ID says “AADSTS50105”, that is: the person is not assigned to the application.
pub(super) fn says(heard: &Heard) -> String {
    format!("{} says {}, that is: {}.", heard.text.product, said(&heard.words), heard.text.means)
}

#[cfg(test)]
mod as_pasted;
#[cfg(test)]
mod tests;
