//! ID tokens that are too old or too young.

use super::super::parties::{FERNHILL, LUMEN, ORRERY};
use super::super::sign_in::SignIn;
use crate::instant::at;
use crate::sample::Sample;

pub(super) static SAMPLES: &[fn() -> Sample] =
    &[expired_token, not_yet_valid, issued_in_future, long_ago, capture_is_old];

fn expired_token() -> Sample {
    let mut sign_in = SignIn::issued(&LUMEN, "expired-token", "2026-03-26T10:00:00Z", -900);
    let ended = sign_in.seconds(-600);
    sign_in.token.claim("exp", ended);
    sign_in.pasted().rejected("clock_skew", &["oidc/exp"]).told(
        "The ID token ran out ten minutes before it was looked at",
        "Lumen gives tokens five minutes, and Tidepool's server is a quarter of an hour fast since it was moved. \
         To its clock every token is over on arrival.",
    )
}

fn not_yet_valid() -> Sample {
    let mut sign_in = SignIn::issued(&FERNHILL, "not-yet-valid", "2026-03-27T06:30:00Z", 600);
    let begins = sign_in.seconds(600);
    sign_in.token.claim("nbf", begins);
    sign_in.pasted().rejected("clock_skew", &["oidc/nbf", "oidc/iat"]).told(
        "The ID token begins in ten minutes",
        "Fernhill School's provider runs ahead since the night the clocks were changed by hand. \
         Chalkline refuses each token until its time has come.",
    )
}

fn issued_in_future() -> Sample {
    let sign_in = SignIn::issued(&ORRERY, "issued-in-the-future", "2026-01-17T23:00:00Z", 1_800);
    sign_in.pasted().rejected("clock_skew", &["oidc/iat"]).told(
        "Issued half an hour from now",
        "The society's provider lives on a small computer without a battery for its clock. \
         After a power cut it guesses the time, half an hour wide of it.",
    )
}

fn long_ago() -> Sample {
    let mut sign_in = SignIn::new(&FERNHILL, "signed-in-too-long-ago", "2026-03-30T13:20:00Z");
    let then = sign_in.seconds(-5_400);
    sign_in.token.claim("auth_time", then);
    sign_in.pasted().expect("oidc.rp.max_age", "600s").rejected("sign_in_too_old", &["oidc/auth_time"]).told(
        "The person signed in an hour and a half ago",
        "Chalkline wants a sign-in of the last ten minutes before marks are changed. \
         The school's provider ignored max_age and answered from the morning's session.",
    )
}

fn capture_is_old() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "capture-is-old", "2026-02-10T09:00:00Z");
    sign_in.pasted().judged_at(at("2026-04-28T09:00:00Z")).rejected("capture_is_old", &["oidc/exp"]).told(
        "A sound ID token, looked at eleven weeks later",
        "The token comes from a ticket of February and is examined in April. \
         It was good for an hour in its time.",
    )
}
