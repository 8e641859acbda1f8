//! The application did not ask to have somebody signed in, only for access.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::refused;
use crate::check::Look;

const SCOPE: &[&str] = &["oidc/scope_openid", "oidc/id_token_present"];

/// The application did not ask to have somebody signed in, only for access.
pub static CAUSE: Cause = Cause {
    id: "openid_scope_missing",
    title: "The scope openid was not asked for, or not granted",
    explains: &[
        "oidc/scope_openid",
        "oidc/id_token_present",
        "oidc/error_page",
        "oidc/error_response",
        "oidc/application_error",
    ],
    prevention: "Keep openid in the list of scopes wherever it is set: a list of one's own replaces the library's default.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let refused =
        refused::speaking(look, &["openid scope", "openid_scope", "scope openid", "missing openid"]).or_else(
            || refused::coded(look, &["invalid_scope"]).filter(|_| verdicts.failed("oidc/scope_openid")),
        );
    let finding = verdicts.findings(SCOPE).next();
    let diagnosis = match (finding, &refused) {
        (Some(finding), _) if verdicts.failed("oidc/scope_openid") => {
            let says = format!("{} Without it the provider signs nobody in.", finding.says);
            Diagnosis::new(Confidence::Certain, Owner::SpAdmin, says)
                .fix(fields::RP_SCOPES, "Add openid to the scopes.")
                .fix(fields::NETWORK, "If the application sends it, find what takes it out.")
        }
        (_, Some(refused)) => {
            let says = format!("{}: the request has to ask for the scope openid.", refused.told());
            Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says)
                .fix(fields::RP_SCOPES, "Add openid to the scopes.")
        }
        (Some(finding), None) => Diagnosis::new(Confidence::Likely, Owner::IdpAdmin, finding.says.clone())
            .fix(fields::OP_CLIENT, "Grant the scope openid to this application, and issue ID tokens to it.")
            .fix(fields::RP_SCOPES, "Check that openid stands in the authorization request itself."),
        (None, None) => return None,
    };
    let diagnosis = match refused {
        Some(refused) => diagnosis.shown_by(refused.at()),
        None => diagnosis.sparing("oidc/error_response").sparing("oidc/error_page"),
    };
    Some(diagnosis.shown_by(verdicts.spans(SCOPE)))
}
