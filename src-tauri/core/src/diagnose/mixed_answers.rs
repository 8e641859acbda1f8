//! A token and what came with it were not issued together.

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const HASHES: &[&str] =
    &["oidc/at_hash", "oidc/c_hash", "oidc/s_hash", "oidc/userinfo_sub", "oidc/refreshed"];

/// A token and what came with it were not issued together.
pub static CAUSE: Cause = Cause {
    id: "mixed_answers",
    title: "The token and what came with it were not issued together",
    explains: &[
        "oidc/at_hash",
        "oidc/c_hash",
        "oidc/s_hash",
        "oidc/userinfo_sub",
        "oidc/refreshed",
        "oidc/application_error",
    ],
    prevention: "Take code, access token and ID token from one answer only, and keep none of them beyond it.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(HASHES).next()?;
    let says = format!("{} They come from two answers, or one of them was exchanged.", finding.says);
    Some(
        Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says)
            .fix("Application, its code", "Compare the tokens of one and the same answer; a renewed access token has its own hash.")
            .fix("Application and its security team", "If all come from one answer, treat it as an attack: tokens were exchanged.")
            .fix("OpenID provider", "Compute at_hash and c_hash with the hash of the token's own algorithm, left half, base64url.")
            .shown_by(verdicts.spans(HASHES))
            .settled_by("The whole answer of the provider as it arrived, with all its tokens."),
    )
}
