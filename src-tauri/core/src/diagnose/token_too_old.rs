//! A code or an access token was used after its time.

use chrono::{DateTime, TimeDelta, Utc};

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::refused;
use super::words::in_words;
use crate::check::Look;
use crate::check::oidc::sign_ins::{answers, token_requests};
use crate::span::Span;

const EXPIRED: &[&str] = &["oidc/access_token_exp"];

/// A code or an access token was used after its time.
pub static CAUSE: Cause = Cause {
    id: "token_too_old",
    title: "A code or an access token was used after its time",
    explains: &["oidc/access_token_exp", "oidc/error_response", "oidc/application_error"],
    prevention: "Redeem codes at once, renew access tokens before they end, and give either a lifetime that a slow network fits in.",
    find,
};

/// What providers say of a code that is no longer good; the code is Entra ID's.
const CODE: &[&str] =
    &["code is expired", "code has expired", "expired_code", "code expired", "AADSTS70008", "code not valid"];

/// Applications redeem a code within a second; one that waited longer may have ended.
const SLOW: TimeDelta = TimeDelta::seconds(2);

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let grant = refused::coded(look, &["invalid_grant"]).filter(|refused| !refused.by_browser);
    let token = refused::coded(look, &["invalid_token"]);
    if let Some(refused) =
        token.or_else(|| refused::speaking(look, &["AADSTS500133", "token expired", "token_expired"]))
    {
        return Some(access_token(&refused.told()).shown_by(refused.at()));
    }
    if let Some(finding) = verdicts.findings(EXPIRED).next() {
        return Some(
            access_token(finding.says.trim_end_matches('.'))
                .sparing("oidc/error_response")
                .shown_by(verdicts.spans(EXPIRED)),
        );
    }
    let refused = grant?;
    let redeemed = token_requests(look).iter().any(|request| request.redeems());
    let expired = refused.speaks(CODE);
    let waited = waited(look);
    let otherwise =
        ["oidc/pkce", "oidc/redirect_uri", "oidc/code_reuse"].iter().any(|id| verdicts.failed(id));
    let long = waited.is_some_and(|waited| waited >= SLOW);
    if !expired && (!redeemed || !long || otherwise) {
        return None;
    }
    Some(code(&refused.told(), waited, expired).shown_by(refused.at()))
}

fn access_token(told: &str) -> Diagnosis {
    Diagnosis::new(
        Confidence::Likely,
        Owner::IdpAdmin,
        format!("{told}: the access token had ended when it was used."),
    )
    .fix(fields::OP_LIFETIMES, "Give access tokens minutes at least.")
    .fix(
        "Application, its code",
        "Use the access token right after the sign-in, and renew it before it ends (expires_in).",
    )
    .settled_by("expires_in of the token response, and when the call was made.")
}

/// A code that ends within a minute ends too soon; one that waits for minutes was held up by the application.
fn code(told: &str, waited: Option<TimeDelta>, expired: bool) -> Diagnosis {
    let soon = waited.is_some_and(|waited| waited < TimeDelta::minutes(1));
    let owner = if soon { Owner::IdpAdmin } else { Owner::SpAdmin };
    let when = waited.map_or(String::new(), |waited| {
        format!(" {} passed between the answer and the token request.", in_words(waited))
    });
    let says = format!("{told}: the code was no longer good when it was redeemed.{when}");
    let confidence = if expired { Confidence::Certain } else { Confidence::Likely };
    let lifetime = "Give codes a minute at least; ten are the most.";
    let at_once = "Redeem the code as soon as it arrives, once, and before anything slow.";
    let diagnosis = Diagnosis::new(confidence, owner, says);
    match owner {
        Owner::IdpAdmin => {
            diagnosis.fix(fields::OP_LIFETIMES, lifetime).fix("Application, its code", at_once)
        }
        _ => diagnosis.fix("Application, its code", at_once).fix(fields::OP_LIFETIMES, lifetime),
    }
    .settled_by("The provider's log at that minute, and its lifetime of codes.")
}

/// How long the code waited between the answer and the token request, by the clocks of the capture.
fn waited(look: &Look) -> Option<TimeDelta> {
    let request = token_requests(look).into_iter().find(|request| request.redeems())?;
    let code = request.code.as_ref()?;
    let answer = answers(look)
        .into_iter()
        .find(|answer| answer.code.as_ref().is_some_and(|brought| brought.value == code.value))?;
    Some(seen(look, request.at)? - seen(look, answer.at)?)
}

fn seen(look: &Look, at: Span) -> Option<DateTime<Utc>> {
    look.case.beneath_all(at.layer).find_map(|layer| layer.travel.seen.as_ref()).map(|seen| seen.at)
}
