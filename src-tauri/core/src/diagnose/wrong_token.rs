//! A token of another kind was taken for an ID token.

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const KIND: &[&str] = &["oidc/token_kind"];

/// A token of another kind was taken for an ID token.
pub static CAUSE: Cause = Cause {
    id: "wrong_token",
    title: "A token of another kind was taken for an ID token",
    explains: &[
        "oidc/token_kind",
        "oidc/aud",
        "oidc/azp",
        "oidc/nonce",
        "oidc/sub",
        "oidc/application_error",
    ],
    prevention: "Name the two tokens differently in code and logs, and check typ and aud before anything else.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(KIND).next()?;
    Some(
        Diagnosis::new(Confidence::Certain, Owner::SpAdmin, finding.says.clone())
            .fix(
                "Application, its code",
                "Sign people in with the id_token of the answer; hand the access_token to the API only.",
            )
            .fix("Here", "Paste the id_token of the same answer, or say what this token is.")
            .shown_by(verdicts.spans(KIND)),
    )
}
