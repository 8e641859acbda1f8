//! The request lacks what would tie its answer to the browser that asked.

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const TIES: &[&str] = &["oidc/nonce_sent", "oidc/csrf", "oidc/request_object"];

/// The request lacks what would tie its answer to the browser that asked.
pub static CAUSE: Cause = Cause {
    id: "unprotected_request",
    title: "The request is not made as the application has to make it",
    explains: &["oidc/nonce_sent", "oidc/csrf", "oidc/request_object", "oidc/nonce"],
    prevention: "Let a certified library make the requests; those that are put together by hand forget a parameter.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(TIES).next()?;
    Some(
        Diagnosis::new(Confidence::Certain, Owner::SpAdmin, finding.says.clone())
            .fix("Application, its code", "Send state, nonce and code_challenge with every request, new each time; a request object says the same as the URL.")
            .fix(super::fields::NETWORK, "If the application sends them, find what takes them out.")
            .shown_by(verdicts.spans(TIES)),
    )
    // A nonce that was never sent can't come back.
    .map(|diagnosis| if verdicts.failed("oidc/nonce_sent") { diagnosis } else { diagnosis.sparing("oidc/nonce") })
}
