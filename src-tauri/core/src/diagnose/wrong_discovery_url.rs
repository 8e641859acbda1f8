//! The discovery document is not where the application looks for it, or names another provider than the one that lives there.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const URL: &[&str] = &["oidc/discovery_url"];

/// The discovery document is not where the application looks for it, or names another provider than the one that lives there.
pub static CAUSE: Cause = Cause {
    id: "wrong_discovery_url",
    title: "The issuer and the address of the discovery document do not belong together",
    explains: &[
        "oidc/discovery_url",
        "oidc/discovery_issuer",
        "oidc/iss",
        "oidc/response_iss",
        "oidc/application_error",
    ],
    prevention: "Fetch the discovery document from the application's own machine after every change of a host, a path or a realm.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(URL).next()?;
    let diagnosis = match &finding.expected {
        None => Diagnosis::new(Confidence::Certain, Owner::SpAdmin, finding.says.clone())
            .fix(fields::RP_ISSUER, "Enter the issuer as the provider names it; its path counts (tenant, realm, /oauth2/default), and none is to be added.")
            .fix(fields::NETWORK, "If the address is right, find what keeps the application from it."),
        Some(lives_at) => {
            let named = look.known.oidc.issuers.first();
            let seen = finding.observed.as_deref().unwrap_or_default();
            let as_expected = named.is_some_and(|named| named.value == seen);
            let owner = if as_expected { Owner::SpAdmin } else { Owner::IdpAdmin };
            let move_it = format!("Set it to {lives_at}, where applications reach the provider, or move it back to {seen}.");
            let ask_there = format!("Fetch discovery from {seen}.");
            let diagnosis = Diagnosis::new(Confidence::Likely, owner, finding.says.clone());
            match owner {
                Owner::SpAdmin => diagnosis.fix(fields::RP_ISSUER, ask_there),
                _ => diagnosis.fix(fields::OP_ISSUER, move_it).fix(fields::RP_ISSUER, ask_there),
            }
            .settled_by("Which of the two addresses the provider means to have from now on.")
        }
    };
    Some(diagnosis.shown_by(verdicts.spans(URL)))
}
