//! The ID token that goes with a request as a hint was issued by another provider, or to another client.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const HINT: &[&str] = &["oidc/id_token_hint"];

/// The ID token that goes with a request as a hint was issued by another provider, or to another client.
pub static CAUSE: Cause = Cause {
    id: "wrong_id_token_hint",
    title: "The ID token that goes with the logout is not of this session",
    explains: &["oidc/id_token_hint", "flow/signed_out", "oidc/error_page", "oidc/error_response"],
    prevention: "Keep the ID token with the session that it began, and test the logout of each application.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(HINT).next()?;
    Some(
        Diagnosis::new(Confidence::Certain, Owner::SpAdmin, finding.says.clone())
            .fix(
                "Application, OpenID Connect settings: logout (id_token_hint)",
                "Send the ID token that this application got when the session began.",
            )
            .fix(fields::RP_CLIENT_ID, "Compare it with aud of the hint.")
            .shown_by(verdicts.spans(HINT)),
    )
}
