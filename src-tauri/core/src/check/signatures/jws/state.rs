//! What became of a signature, once every key was tried.

use ssoscope_jose::{Alg, AttemptOutcome, Evidence, Jws};

use super::{Attempt, Confusion, JwsState, KeyRef};

pub(super) fn state(jws: &Jws, attempts: &[Attempt], evidence: &[Confusion]) -> JwsState {
    let alg = jws.alg().map(Alg::from_name);
    match alg {
        None => return JwsState::Unreadable,
        Some(Alg::None | Alg::NoneLookalike(_)) => return JwsState::AlgNone,
        Some(Alg::NotComputed(name) | Alg::Unknown(name)) => {
            return JwsState::Unsupported(format!("the algorithm {name} is not computed here"));
        }
        Some(Alg::Known(_)) if jws.signature.bytes.is_empty() => return JwsState::Stripped,
        Some(Alg::Known(_)) if jws.is_detached() => return JwsState::PayloadApart,
        Some(Alg::Known(_)) => {}
    }
    let fits =
        |vouched: bool| attempts.iter().find(|a| a.vouched == vouched && a.outcome == AttemptOutcome::Valid);
    match (fits(true), fits(false)) {
        (Some(attempt), _) => verified(jws, &attempt.key),
        (None, Some(attempt)) => JwsState::FitsUnvouched(attempt.key.clone()),
        (None, None) if evidence.iter().any(is_worthless) => JwsState::Worthless,
        (None, None) if evidence.is_empty() && !attempts.iter().any(Attempt::is_to_the_point) => {
            JwsState::NoKeys
        }
        (None, None) => misfit(jws, attempts, !evidence.is_empty()),
    }
}

fn is_worthless(confusion: &Confusion) -> bool {
    matches!(confusion.evidence, Evidence::ZeroSignature | Evidence::GuessableSecret { .. })
}

fn verified(jws: &Jws, key: &KeyRef) -> JwsState {
    match (jws.kid(), key.kid.as_deref()) {
        (Some(wanted), Some(got)) if wanted != got => JwsState::VerifiedByOtherKid(key.clone()),
        _ => JwsState::Verified(key.clone()),
    }
}

/// Why no key that is vouched for fits. Where it is explained by a key that is here, the one that is named is not missed.
fn misfit(jws: &Jws, attempts: &[Attempt], explained: bool) -> JwsState {
    let vouched: Vec<&Attempt> = attempts.iter().filter(|attempt| attempt.vouched).collect();
    let known: Vec<String> = vouched.iter().filter_map(|attempt| attempt.key.kid.clone()).collect();
    let named = |attempt: &&Attempt| attempt.key.kid.is_none() || attempt.key.kid.as_deref() == jws.kid();
    if !explained && jws.kid().is_some() && !vouched.is_empty() && !vouched.iter().any(named) {
        return JwsState::NoSuchKid { known };
    }
    if vouched.iter().any(|attempt| attempt.outcome == AttemptOutcome::Invalid) {
        return JwsState::Mismatch;
    }
    vouched.iter().find_map(|attempt| not_tried(&attempt.outcome)).unwrap_or(JwsState::NoKeys)
}

fn not_tried(outcome: &AttemptOutcome) -> Option<JwsState> {
    Some(match outcome {
        AttemptOutcome::KeyKind { wanted, got } => {
            JwsState::KeyKind { wanted: wanted.to_string(), got: got.to_string() }
        }
        AttemptOutcome::Curve { wanted, got } => {
            JwsState::KeyKind { wanted: format!("a key on {wanted}"), got: format!("a key on {got}") }
        }
        AttemptOutcome::Unsupported(what) => JwsState::Unsupported(what.clone()),
        AttemptOutcome::NoPayload => JwsState::PayloadApart,
        AttemptOutcome::Valid | AttemptOutcome::Invalid => return None,
    })
}
