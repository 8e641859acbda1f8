//! The provider does not know the client that the application names.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::refused::{self, Refused};
use super::words::quoted;
use crate::check::Look;
use crate::check::oidc::sign_ins::requests;

const CLIENT: &[&str] = &["oidc/client_id"];

/// The provider does not know the client that the application names.
pub static CAUSE: Cause = Cause {
    id: "unknown_client",
    title: "The provider does not know the application under the name that it sends",
    explains: &["oidc/client_id", "oidc/error_page", "oidc/error_response"],
    prevention: "Keep the application's name at the provider (client ID, entity ID) for each environment in one place, and change it on both sides together.",
    find,
};

/// What providers say of it; the codes are those of Entra ID, AD FS and Okta.
const WORDS: &[&str] = &[
    "invalid_client client is invalid",
    "client not found",
    "client_not_found",
    "unknown client",
    "invalid_client_id",
    "invalid client_id",
    "client does not exist",
    "AADSTS700016",
    "AADSTS700011",
    "AADSTS7000112",
    "MSIS9223",
];

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let refused = refused::speaking(look, WORDS)
        .or_else(|| refused::coded(look, &["invalid_client"]).filter(|refused| refused.by_browser));
    let diagnosis = match (verdicts.findings(CLIENT).next(), &refused) {
        (Some(finding), _) => Diagnosis::new(Confidence::Certain, Owner::SpAdmin, finding.says.clone()),
        (None, Some(refused)) => said(look, refused),
        (None, None) => return None,
    };
    let diagnosis = diagnosis
        .fix(fields::RP_CLIENT_ID, "Enter the client ID that the provider shows for this application, of this environment.")
        .fix(fields::RP_ISSUER, "Check that the request goes to the tenant, realm or environment in which the client is registered.")
        .fix(fields::OP_CLIENT, "Look whether the client was deleted, turned off, or registered elsewhere.");
    Some(
        match refused {
            Some(refused) => diagnosis.shown_by(refused.at()),
            None => diagnosis.sparing("oidc/error_response").sparing("oidc/error_page"),
        }
        .shown_by(verdicts.spans(CLIENT)),
    )
}

fn said(look: &Look, refused: &Refused) -> Diagnosis {
    let sent = requests(look).into_iter().find_map(|request| request.client_id.as_ref());
    let sent = sent.map_or(String::new(), |id| format!(" The application sent {}.", quoted(&id.value)));
    let says = format!("{}: it has no such client, or not here.{sent}", refused.told());
    Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says)
        .settled_by("The registration of the application, given as support.")
}
