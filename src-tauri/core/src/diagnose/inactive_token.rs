//! The provider does not stand for a token that an API asked it about.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const ACTIVE: &[&str] = &["oidc/introspection_active"];

/// The provider does not stand for a token that an API asked it about.
pub static CAUSE: Cause = Cause {
    id: "inactive_token",
    title: "The provider does not stand for the token that the API was sent",
    explains: &["oidc/introspection_active", "oidc/access_token_exp"],
    prevention: "Renew access tokens before expires_in is over, and send each to the API and environment that it was issued for.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(ACTIVE).next()?;
    let ended = verdicts.findings(&["oidc/access_token_exp"]).next();
    let (sure, says) = match ended {
        Some(ended) => (Confidence::Certain, format!("{} {}", finding.says, ended.says)),
        None => (
            Confidence::Possible,
            format!(
                "{} It ended, was revoked, is another provider's, or the API may not ask about it.",
                finding.says
            ),
        ),
    };
    Some(
        Diagnosis::new(sure, Owner::SpAdmin, says)
            .fix("Application: which token it sends", "Send an access token of this provider, for this API, and renew it before it ends.")
            .fix("API: client for introspection", "Ask the provider that issued the token, with the API's own client ID and secret.")
            .fix(fields::OP_CLIENT, "Check that the API may ask about tokens of this application.")
            .shown_by(verdicts.spans(ACTIVE))
            .settled_by("The token itself, where it is a JWT: its iss, aud and exp; or the provider's log at that minute."),
    )
}
