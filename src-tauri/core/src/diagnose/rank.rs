//! Which cause comes first: the one table, and the rule that reads it.

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::*;
use crate::check::{Judged, Look, Symptom, symptom};

/// Every cause, upstream before downstream: where two explain the same failures, the earlier one is the cause and
/// the later one its consequence.
static CAUSES: &[&Cause] = &[
    // What was examined is not what travelled, or the other side said no.
    &damaged_paste::CAUSE,
    // Whoever doesn't know their own address names a wrong one to everybody.
    &own_address_unknown::CAUSE,
    // What a provider's refusal names, before the refusal in general.
    &redirect_uri_mismatch::CAUSE,
    &unknown_client::CAUSE,
    &openid_scope_missing::CAUSE,
    &scope_not_allowed::CAUSE,
    &pkce_mismatch::CAUSE,
    &response_not_as_asked::CAUSE,
    &secret_expired_or_wrong_method::CAUSE,
    &code_redeemed_twice::CAUSE,
    &dpop_mismatch::CAUSE,
    &consent_or_policy::CAUSE,
    &token_too_old::CAUSE,
    &provider_lost_sign_in::CAUSE,
    &unsigned_request::CAUSE,
    &cookies_out_of_frame::CAUSE,
    // What looks like a refusal and is none.
    &keys_unreachable::CAUSE,
    &idp_refused::CAUSE,
    &unprotected_request::CAUSE,
    &document_type::CAUSE,
    &incomplete_message::CAUSE,
    &capture_is_old::CAUSE,
    &wrong_environment::CAUSE,
    // What became of it on the way.
    &form_handed_on::CAUSE,
    &lost_on_the_way::CAUSE,
    &relay_state_lost::CAUSE,
    &message_too_large::CAUSE,
    &gateway_failed::CAUSE,
    &post_redirected::CAUSE,
    &redirect_loop::CAUSE,
    &sent_twice::CAUSE,
    &cookie_too_large::CAUSE,
    &cookie_kept_back::CAUSE,
    &cookies_gone::CAUSE,
    &two_sign_ins::CAUSE,
    &session_forgotten::CAUSE,
    &not_asked_for::CAUSE,
    &browser_kept_out::CAUSE,
    // Who wrote it, and whether it is as it was written.
    &two_readings::CAUSE,
    &wrapped::CAUSE,
    &private_key_published::CAUSE,
    &key_in_the_token::CAUSE,
    &public_key_as_secret::CAUSE,
    &worthless_signature::CAUSE,
    &altered_after_signing::CAUSE,
    &redirect_rewritten::CAUSE,
    &unsigned::CAUSE,
    &not_signed_as_wanted::CAUSE,
    &malformed_signature::CAUSE,
    &misread_signature::CAUSE,
    &wrong_token::CAUSE,
    &wrong_algorithm::CAUSE,
    &unusable_metadata::CAUSE,
    &stale_certificate::CAUSE,
    &wrong_secret::CAUSE,
    &stale_jwks::CAUSE,
    &unfit_key::CAUSE,
    &keys_changed_at_once::CAUSE,
    &careless_key_set::CAUSE,
    &altered_metadata::CAUSE,
    &expired_metadata::CAUSE,
    &certificate_expired::CAUSE,
    &certificate_ends_soon::CAUSE,
    &weak_algorithm::CAUSE,
    &encryption_misdeclared::CAUSE,
    &ciphertext_damaged::CAUSE,
    &encrypted_for_another_key::CAUSE,
    &encryption_not_as_wanted::CAUSE,
    // Who it is from, and for whom.
    &wrong_discovery_url::CAUSE,
    &issuer_slash::CAUSE,
    &wrong_issuer::CAUSE,
    &audience_mismatch::CAUSE,
    &wrong_client::CAUSE,
    &wrong_endpoint::CAUSE,
    // Which request it answers, and when.
    &in_response_to_mismatch::CAUSE,
    &wrong_state::CAUSE,
    &wrong_nonce::CAUSE,
    &mixed_answers::CAUSE,
    &logout_undelivered::CAUSE,
    &bad_logout_token::CAUSE,
    &wrong_id_token_hint::CAUSE,
    &inactive_token::CAUSE,
    &clock_skew::CAUSE,
    &arrived_late::CAUSE,
    &short_lifetime::CAUSE,
    // What it says of the person.
    &sign_in_too_old::CAUSE,
    &authn_context_mismatch::CAUSE,
    &comment_in_name::CAUSE,
    &name_id_mismatch::CAUSE,
    &overage::CAUSE,
    &missing_attribute::CAUSE,
    // What the organisation demands beyond that.
    &against_policy::CAUSE,
    // What the application says where nothing else tells.
    &application_refused::CAUSE,
    // Nothing but its own word.
    &answered_with_error::CAUSE,
    &reported_fault::CAUSE,
];

/// Every cause there is, in the order of the table.
pub fn all() -> impl Iterator<Item = &'static Cause> {
    CAUSES.iter().copied()
}

/// A cause that was recognised in this case.
pub struct Ranked {
    /// The cause.
    pub cause: &'static Cause,
    /// What it says of this case.
    pub diagnosis: Diagnosis,
    /// The failed checks that it explains here.
    pub explains: Vec<&'static str>,
}

/// The causes of this case, best first.
///
/// 1. In the order of the table, each cause claims the failures that it explains and that nobody claimed before it;
///    causes that are merely possible wait until all others have spoken.
/// 2. A cause that is left with nothing to claim is a consequence, and is left out; that the sign-in ended badly counts only
///    for causes that nothing else shows.
/// 3. First comes what explains an error, then what is surer, then what explains more, then what is further upstream; but a
///    signature that only the copy broke stands behind all that is likely wrong with the sign-in.
pub fn diagnose(look: &Look, judged: &[Judged]) -> Vec<Ranked> {
    let verdicts = Verdicts::new(judged);
    let mut found = all().filter_map(|cause| recognise(cause, look, &verdicts)).collect();
    told::add(look, &verdicts, &mut found);
    let mut ranked = best_first(without_consequences(found), &verdicts);
    product_settings::name(look, &mut ranked);
    ranked
}

/// That it ended badly is no evidence of a cause: where all else that a cause explains is claimed, this keeps it no place.
fn is_end(id: &str) -> bool {
    matches!(symptom(id), Some(Symptom::Refusal | Symptom::End))
}

/// What the application itself says belongs to a cause that something else shows too, else to the one that reads its words, which
/// names it first.
fn is_only_refused(cause: &Cause, explains: &[&str]) -> bool {
    let refusal = |id: &&str| symptom(id) == Some(Symptom::Refusal);
    explains.iter().all(refusal) && !cause.explains.first().is_some_and(refusal)
}

/// Asks a cause, unless nothing failed that it could explain.
fn recognise(cause: &'static Cause, look: &Look, verdicts: &Verdicts) -> Option<Ranked> {
    let mut explains = verdicts.failing(cause.explains);
    if explains.is_empty() || is_only_refused(cause, &explains) {
        return None;
    }
    let diagnosis = (cause.find)(look, verdicts)?;
    explains.retain(|id| !diagnosis.spares.contains(id));
    (!explains.is_empty()).then_some(Ranked { cause, diagnosis, explains })
}

fn without_consequences(mut found: Vec<Ranked>) -> Vec<Ranked> {
    found.sort_by_key(|ranked| ranked.diagnosis.confidence == Confidence::Possible);
    let mut claimed: Vec<&str> = Vec::new();
    let mut kept: Vec<Ranked> = Vec::new();
    for ranked in found {
        let of_ends = ranked.explains.iter().all(|id| is_end(id));
        let counts = |id: &&&str| of_ends || !is_end(id);
        let adds = ranked.explains.iter().filter(counts).any(|id| !claimed.contains(id));
        if adds {
            claimed.extend(&ranked.explains);
            kept.push(ranked);
            continue;
        }
        // Its evidence is another cause's, and so is how the sign-in ended.
        let shows = |id: &&str| !is_end(id) && ranked.explains.contains(id);
        let ends: Vec<&str> = ranked.explains.iter().copied().filter(|id| !claimed.contains(id)).collect();
        if let Some(upstream) = kept.iter_mut().find(|known| known.explains.iter().any(shows)) {
            claimed.extend(&ends);
            upstream.explains.extend(ends);
        }
    }
    kept
}

fn best_first(mut found: Vec<Ranked>, verdicts: &Verdicts) -> Vec<Ranked> {
    let upstream = |ranked: &Ranked| all().position(|cause| std::ptr::eq(cause, ranked.cause));
    found.sort_by_key(|ranked| {
        let severity = verdicts.severity(&ranked.explains);
        let of_signature = ranked.explains.iter().all(|id| id.contains("/signature"));
        let of_copy = of_signature && ranked.diagnosis.owner == Owner::Capture;
        let sure = ranked.diagnosis.confidence;
        let sure = if of_copy { sure.max(Confidence::Likely) } else { sure };
        (severity, sure, of_copy, std::cmp::Reverse(ranked.explains.len()), upstream(ranked))
    });
    found
}

#[cfg(test)]
mod tests;
