//! The application asks for a scope that it may not have.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::refused;
use super::words::quoted;
use crate::check::Look;
use crate::check::oidc::sign_ins::requests;

const SCOPE: &[&str] = &["oidc/scope_registered"];

/// The application asks for a scope that it may not have.
pub static CAUSE: Cause = Cause {
    id: "scope_not_allowed",
    title: "The application asks for a scope that it may not have",
    explains: &["oidc/scope_registered", "oidc/error_page", "oidc/error_response", "oidc/application_error"],
    prevention: "Write the scopes into the registration when the application learns to ask for a new one, before it goes live.",
    find,
};

/// What Entra ID and Okta say of it.
const WORDS: &[&str] =
    &["invalid_scope", "AADSTS70011", "AADSTS28002", "AADSTS28003", "AADSTS700022", "no_matching_scope"];

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let refused = refused::speaking(look, WORDS);
    let finding = verdicts.findings(SCOPE).next();
    let asked = requests(look).into_iter().find_map(|request| request.scope.as_ref());
    let asked = asked.map_or(String::new(), |scope| format!(" It asks for {}.", quoted(&scope.value)));
    let says = match (finding, &refused) {
        (Some(finding), None) => finding.says.clone(),
        (Some(finding), Some(refused)) => format!("{}. {}", refused.told(), finding.says),
        (None, Some(refused)) => {
            format!("{}: a scope does not exist, or this application may not have it.{asked}", refused.told())
        }
        (None, None) => return None,
    };
    let diagnosis = Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, says)
        .fix(fields::OP_SCOPES, "Allow this application the scope, if it should have it.")
        .fix(fields::RP_SCOPES, "Or leave it out of the request.");
    Some(
        match refused {
            Some(refused) => diagnosis.shown_by(refused.at()),
            None => diagnosis.sparing("oidc/error_response").sparing("oidc/error_page"),
        }
        .shown_by(verdicts.spans(SCOPE)),
    )
}
