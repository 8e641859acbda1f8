//! The answer holds so shortly that it can't arrive in time.

use chrono::TimeDelta;

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::times::{self, Fault};
use super::words::in_words;
use crate::check::Look;

/// The answer holds so shortly that it can't arrive in time.
pub static CAUSE: Cause = Cause {
    id: "short_lifetime",
    title: "The answer holds too shortly to arrive in time",
    explains: &[
        "saml/not_on_or_after",
        "saml/confirmation_not_on_or_after",
        "saml/session_not_on_or_after",
        "oidc/exp",
    ],
    prevention: "Let answers live for five minutes: long enough for a slow browser, too short for a thief.",
    find,
};

fn find(look: &Look, _: &Verdicts) -> Option<Diagnosis> {
    let (answer, Fault::Short { lifetime }) = times::fault(look)? else { return None };
    let says = if lifetime <= TimeDelta::zero() {
        format!("The answer ends {} before it was issued.", in_words(lifetime))
    } else {
        format!("The answer ends {} after it was issued.", in_words(lifetime))
    };
    Some(
        Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, says)
            .fix(
                "Identity provider, this application's settings: lifetime of assertions or ID tokens",
                "Set it to five minutes; check that it is not counted in another unit or time zone.",
            )
            .shown_by(answer.at),
    )
}
