//! The person signed in as lately as the application asked for.

use chrono::TimeDelta;

use super::examined::{ID_TOKEN, each_readable};
use super::times;
use crate::check::known::Expected;
use crate::check::saml::window::{arrival, in_words};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::Token;
use crate::decode::{Spanned, Time};
use crate::instant::stamp;

/// The person signed in as lately as the application asked for.
pub static CHECK: Check = Check {
    id: "oidc/auth_time",
    title: "The person's sign-in is older than allowed, or not dated",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Core 1.0", "2"),
        cite("OpenID Connect Core 1.0", "3.1.2.1"),
        cite("OpenID Connect Core 1.0", "3.1.3.7 (13)"),
    ],
    why: "With max_age the application wants a person who signed in lately; only auth_time tells whether that is so.",
    remedy_idp: "Return auth_time where max_age was asked for, and have the person sign in again where it is too old.",
    remedy_sp: "Ask for a max_age that fits how people work, or send the person to sign in again with prompt=login.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, ID_TOKEN, |examined| of(look, examined.token))
}

fn of(look: &Look, token: &Token) -> Verdict {
    let wanted = look.known.oidc.max_age.decisive().max_by_key(|expected| expected.value);
    match (&token.claimed.auth_time, wanted) {
        (None, None) => Verdict::Silent,
        (None, Some(wanted)) => Verdict::fail(missing(token, wanted)),
        (Some(at), None) => times::unfit("auth_time", at).map_or(Verdict::Silent, Verdict::fail),
        (Some(at), Some(wanted)) => age(look, at, wanted),
    }
}

fn missing(token: &Token, wanted: &Expected<TimeDelta>) -> Finding {
    let says = format!("The token has no auth_time, though max_age was asked for ({}).", wanted.origin.says);
    Finding::new(says).at(token.claims_at()).also(wanted.origin.at, "max_age").expected("auth_time")
}

fn age(look: &Look, time: &Spanned<Time>, wanted: &Expected<TimeDelta>) -> Verdict {
    if let Some(finding) = times::unfit("auth_time", time) {
        return Verdict::fail(finding);
    }
    let Some(at) = time.value.instant else { return Verdict::Silent };
    let age = look.now - at;
    let says =
        format!("The person signed in {} before; {} is allowed.", in_words(age), in_words(wanted.value));
    let finding = Finding::new(says)
        .at(time.at)
        .also(wanted.origin.at, "max_age")
        .expected(format!("at most {} (according to {})", in_words(wanted.value), wanted.origin.says))
        .observed(stamp(at));
    if age <= wanted.value + look.skew {
        Verdict::pass(finding)
    } else if look.may_have_held(at + wanted.value) {
        arrival(look, "max_age after auth_time,", at + wanted.value)
    } else {
        Verdict::fail(finding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{CLAIMS, HEADER, NOW, token, verdict};

    #[test]
    fn the_age_counts_up_to_the_instant_with_the_tolerance() {
        let signed_in = |at: i64| {
            let claims = CLAIMS.replace("\"sub\"", &format!("\"auth_time\":{at},\"sub\""));
            verdict(&CHECK, &token(HEADER, &claims), &["oidc.rp.max_age=600"])
        };
        assert!(matches!(signed_in(NOW - 780), Verdict::Pass(_)));
        assert!(signed_in(NOW - 781).failed());
    }

    #[test]
    fn max_age_makes_auth_time_required() {
        assert!(verdict(&CHECK, &token(HEADER, CLAIMS), &["oidc.rp.max_age=600"]).failed());
        assert_eq!(verdict(&CHECK, &token(HEADER, CLAIMS), &[]), Verdict::Silent);
    }
}
