//! The token was not made for this sign-in.

use super::evidence;
use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::words::quoted;
use crate::check::Look;
use crate::decode::Body;

const NONCE: &[&str] = &["oidc/nonce"];

/// The token was not made for this sign-in.
pub static CAUSE: Cause = Cause {
    id: "wrong_nonce",
    title: "The token was not made for this sign-in",
    explains: &["oidc/nonce", "oidc/application_error"],
    prevention: "Make a new nonce for every request, keep it beside the state, and forget it once it was used.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(NONCE).next()?;
    // One that is encrypted has no claims of its own; the token inside does.
    let (_, token) = evidence::tokens(look).find(|(_, token)| token.claims.is_some())?;
    let expected = look.known.oidc.nonces.first();
    let diagnosis = match (&token.claimed.nonce, expected) {
        (None, Some(expected)) => missing(look, &quoted(&expected.value)),
        (Some(nonce), Some(expected)) => other(look, &nonce.value, &expected.value, &expected.origin.says),
        _ => Diagnosis::new(Confidence::Likely, Owner::SpAdmin, finding.says.clone())
            .fix("Application, its code", "Send a nonce with every request that brings back an ID token."),
    };
    Some(diagnosis.shown_by(verdicts.spans(NONCE)))
}

/// Every provider gives back the nonce that it got; where the browser sent one, it was lost behind the browser.
fn missing(look: &Look, expected: &str) -> Diagnosis {
    let sent = requests(look).next().is_some();
    let (owner, where_lost) = match sent {
        true => (
            Owner::Network,
            "The request in this capture has it, so it was lost between the browser and the provider.",
        ),
        false => {
            (Owner::Network, "Providers give back the nonce that reaches them, so it did not reach this one.")
        }
    };
    let says = format!("The token has no nonce; {expected} was sent with the request. {where_lost}");
    Diagnosis::new(if sent { Confidence::Likely } else { Confidence::Possible }, owner, says)
        .fix(fields::NETWORK, "Let every parameter of the authorization request through.")
        .fix("Application, its code", "Check that the nonce really stands in the authorization request.")
        .fix("OpenID provider", "If the nonce does reach it, it has to stand in the ID token.")
        .settled_by("The authorization request as it leaves the application, and as it reaches the provider.")
}

fn other(look: &Look, seen: &str, expected: &str, origin: &str) -> Diagnosis {
    let says = format!(
        "The token has the nonce {}; {} is expected, according to {origin}.",
        quoted(seen),
        quoted(expected)
    );
    if requests(look).any(|nonce| nonce == seen) {
        let says = format!("{says} Another request of this capture sent it: two sign-ins were open at once.");
        return Diagnosis::new(Confidence::Likely, Owner::User, says)
            .fix("Browser", "Close the other tabs of the sign-in and start once more.")
            .fix(fields::SP_SESSION, "Keep the nonce of every open sign-in, not only of the last one.")
            .settled_by("The application's log: which sign-in did it wait for?");
    }
    let says = format!(
        "{says} The application lost the session of this sign-in, or the token of another one was put in: a replay."
    );
    Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says)
        .fix(fields::SP_SESSION, "Keep the nonce until the answer arrives, on every node.")
        .fix(
            "Application and its security team",
            "If it comes again, look for tokens that are used a second time.",
        )
        .settled_by("The authorization request of this sign-in.")
}

/// The nonces that requests of the case carry.
fn requests<'a>(look: &Look<'a>) -> impl Iterator<Item = &'a str> {
    look.messages.iter().filter_map(|message| match &message.body {
        Body::AuthorizationRequest(request) => request.nonce.as_ref().map(|nonce| nonce.value.as_str()),
        _ => None,
    })
}
