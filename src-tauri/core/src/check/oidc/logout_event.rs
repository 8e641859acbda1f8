//! A logout token tells of a logout.

use super::examined::{LOGOUT, each_readable};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::{Json, Token};

/// A logout token tells of a logout.
pub static CHECK: Check = Check {
    id: "oidc/logout_event",
    title: "The logout token doesn't tell of a logout",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Back-Channel Logout 1.0", "2.4"),
        cite("OpenID Connect Back-Channel Logout 1.0", "2.6 (4)"),
    ],
    why: "The claim events is what makes a logout token of a token; without it any token could end a session.",
    remedy_idp: "Write events with the member of back-channel logout, an empty object.",
    remedy_sp: "Refuse it, and hand logout tokens alone to this endpoint.",
    run,
};

/// The member that says so (Back-Channel Logout 1.0, section 2.4).
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

fn run(look: &Look) -> Verdict {
    each_readable(look, LOGOUT, |examined| of(examined.token))
}

fn of(token: &Token) -> Verdict {
    let events = token.claims.as_ref().and_then(|claims| claims.member("events"));
    let Some(events) = events else {
        let says = "The logout token has no claim events.";
        return Verdict::fail(Finding::new(says).at(token.claims_at()).expected(EVENT));
    };
    let event = match &events.value {
        Json::Object(named) => named.member(EVENT),
        _ => None,
    };
    match event {
        Some(event) if matches!(event.value, Json::Object(_)) => {
            Verdict::pass(Finding::new("It tells of a logout.").at(event.at))
        }
        Some(event) => {
            let says =
                format!("The event is {}; an object is wanted, and it should be empty.", event.value.kind());
            Verdict::fail(Finding::new(says).at(event.at).expected("{}"))
        }
        None => {
            let says = "The claim events does not name a back-channel logout.";
            Verdict::fail(Finding::new(says).at(events.at).expected(EVENT))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{HEADER, LOGOUT_CLAIMS, of_pastes, token};

    #[test]
    fn the_event_is_an_object_of_that_name() {
        let said = |claims: &str| {
            of_pastes(&CHECK, &[Paste::capture("logout_token.jwt", token(HEADER, claims))], &[])
        };
        assert!(matches!(said(LOGOUT_CLAIMS), Verdict::Pass(_)));
        assert!(said(&LOGOUT_CLAIMS.replace("{}", "true")).failed());
        assert!(said(&LOGOUT_CLAIMS.replace("backchannel", "front")).failed());
        assert!(said(&LOGOUT_CLAIMS.replace("events", "event")).failed());
    }
}
