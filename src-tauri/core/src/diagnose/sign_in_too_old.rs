//! The person signed in longer ago than the application allows.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const AGE: &[&str] = &["oidc/auth_time", "saml/authn_instant"];

/// The person signed in longer ago than the application allows.
pub static CAUSE: Cause = Cause {
    id: "sign_in_too_old",
    title: "The person signed in too long ago for this application",
    explains: &["oidc/auth_time", "saml/authn_instant", "oidc/application_error"],
    prevention: "Agree on how fresh a sign-in has to be, and test max_age with a session that is older.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(AGE).next()?;
    let says =
        format!("{} The provider answered from a session instead of asking the person again.", finding.says);
    Some(
        Diagnosis::new(Confidence::Likely, Owner::IdpAdmin, says)
            .fix(
                "OpenID provider, this application's sign-in policy",
                "Honour max_age, and write auth_time into the ID token.",
            )
            .fix(
                fields::SP_CONTEXT,
                "Ask with prompt=login where a fresh sign-in is needed, or raise max_age.",
            )
            .shown_by(verdicts.spans(AGE))
            .settled_by("The authorization request: did it carry max_age or prompt=login?"),
    )
}
