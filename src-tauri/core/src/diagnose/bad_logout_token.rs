//! The logout token is not made as applications have to demand.

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const LOGOUT: &[&str] = &["oidc/logout_event", "oidc/logout_claims", "oidc/logout_nonce"];

/// The logout token is not made as applications have to demand.
pub static CAUSE: Cause = Cause {
    id: "bad_logout_token",
    title: "The logout token is not made as applications have to demand",
    explains: LOGOUT,
    prevention: "Test the logout with an application that checks strictly before others depend on it.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(LOGOUT).next()?;
    let says = format!("{} Applications refuse it, and the person stays signed in there.", finding.says);
    Some(
        Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, says)
            .fix(
                "OpenID provider, what makes logout tokens",
                "Write events with the back-channel logout event, sub or sid, iat and jti, and no nonce.",
            )
            .fix(
                "Application, its logout endpoint",
                "Take logout_token from the body of the POST, and nothing else for it.",
            )
            .shown_by(verdicts.spans(LOGOUT)),
    )
}
