//! The ID token is good for minutes or hours, not for days.

use chrono::TimeDelta;

use super::examined::{ID_TOKEN, each_readable};
use crate::check::saml::window::in_words;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::Token;

/// The ID token is good for minutes or hours, not for days.
pub static CHECK: Check = Check {
    id: "oidc/lifetime",
    title: "The ID token is good for very long",
    verb: Verb::Advice,
    spec: &[cite("OpenID Connect Core 1.0", "2 (exp)"), cite("RFC 8725", "3.10")],
    why: "It tells of one sign-in at one moment. Who finds it in a log days later can still show it.",
    remedy_idp: "Give ID tokens an hour or less; the application's own session may last longer.",
    remedy_sp: "Look at auth_time or iat, not at exp, for how long a person stays signed in.",
    run,
};

/// Longer than a working day is longer than a sign-in takes.
const LONG: TimeDelta = TimeDelta::hours(24);

fn run(look: &Look) -> Verdict {
    each_readable(look, ID_TOKEN, |examined| of(examined.token))
}

fn of(token: &Token) -> Verdict {
    let (Some(exp), Some(iat)) = (&token.claimed.exp, &token.claimed.iat) else { return Verdict::Silent };
    let (Some(ends), Some(begins)) = (exp.value.instant, iat.value.instant) else { return Verdict::Silent };
    let lasts = ends - begins;
    let finding = Finding::new(format!("The token is good for {}.", in_words(lasts)))
        .at(exp.at)
        .also(iat.at, "its beginning");
    match lasts > LONG {
        true => Verdict::fail(finding.expected(format!("at most {}", in_words(LONG)))),
        false => Verdict::pass(finding),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{CLAIMS, HEADER, token, verdict};

    #[test]
    fn days_are_noted() {
        assert!(matches!(verdict(&CHECK, &token(HEADER, CLAIMS), &[]), Verdict::Pass(_)));
        let long = CLAIMS.replace("1795424240", "1795924240");
        assert!(verdict(&CHECK, &token(HEADER, &long), &[]).failed());
    }
}
