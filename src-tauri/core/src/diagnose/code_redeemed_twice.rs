//! The application redeemed one code twice.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::refused;
use crate::check::Look;

const REUSE: &[&str] = &["oidc/code_reuse"];

/// The application redeemed one code twice.
pub static CAUSE: Cause = Cause {
    id: "code_redeemed_twice",
    title: "The application redeemed one code twice",
    explains: &["oidc/code_reuse", "oidc/error_response", "oidc/application_error"],
    prevention: "Send people on from the callback at once, so that a reload of the page brings no old code.",
    find,
};

/// What providers say of it; the code is Entra ID's.
const WORDS: &[&str] =
    &["AADSTS54005", "already redeemed", "already used", "already been used", "code was already"];

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let refused = refused::speaking(look, WORDS)
        .or_else(|| refused::coded(look, &["invalid_grant"]).filter(|_| verdicts.failed("oidc/code_reuse")));
    let says = match (verdicts.findings(REUSE).next(), &refused) {
        (Some(finding), None) => finding.says.clone(),
        (_, Some(refused)) => format!("{}: the code had been redeemed before.", refused.told()),
        (None, None) => return None,
    };
    let diagnosis = Diagnosis::new(Confidence::Certain, Owner::SpAdmin, says)
        .fix("Application, its code", "Redeem a code once: not again after an error, a reload, or on a second node.")
        .fix(fields::NETWORK, "Send no request a second time by itself; requests to the callback and the token endpoint are not to be repeated.");
    Some(
        match refused {
            Some(refused) => diagnosis.shown_by(refused.at()),
            None => diagnosis.sparing("oidc/error_response"),
        }
        .shown_by(verdicts.spans(REUSE)),
    )
}
