//! The answer comes in another way, or with other parts, than the application reads.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::refused;
use crate::check::Look;

const RESPONSE: &[&str] = &["oidc/response_type", "oidc/response_mode", "oidc/response_parts"];

/// The answer comes in another way, or with other parts, than the application reads.
pub static CAUSE: Cause = Cause {
    id: "response_not_as_asked",
    title: "The answer does not come in the way that the application wants",
    explains: &[
        "oidc/response_type",
        "oidc/response_mode",
        "oidc/response_parts",
        "oidc/error_page",
        "oidc/error_response",
        "oidc/application_error",
    ],
    prevention: "Ask for response_type=code, and name the response_mode that the callback reads.",
    find,
};

/// What providers say of it; the codes are those of Entra ID.
const WORDS: &[&str] = &[
    "unsupported_response_type",
    "unsupported_response_mode",
    "AADSTS700054",
    "AADSTS70005",
    "AADSTS70007",
    "response_type",
    "response_mode",
];

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let refused = refused::speaking(look, WORDS);
    let says = match (verdicts.findings(RESPONSE).next(), &refused) {
        (Some(finding), None) => finding.says.clone(),
        (Some(finding), Some(refused)) => format!("{}. {}", refused.told(), finding.says),
        (None, Some(refused)) => {
            format!("{}: it does not answer in the way that is asked for.", refused.told())
        }
        (None, None) => return None,
    };
    let ours = refused.is_some() || verdicts.failed("oidc/response_type");
    let owner = if ours { Owner::SpAdmin } else { Owner::IdpAdmin };
    let ask =
        "Ask for response_type=code, or for what is allowed; set response_mode to what the callback reads.";
    let allow = "Allow the flow that is asked for, and answer in its way.";
    let diagnosis = Diagnosis::new(Confidence::Likely, owner, says)
        .fix(fields::SP_REQUEST, ask)
        .fix(fields::OP_FLOWS, allow)
        .settled_by(
            "What the provider allows this application: its registration, or the discovery document.",
        );
    Some(
        match refused {
            Some(refused) => diagnosis.shown_by(refused.at()),
            None => diagnosis.sparing("oidc/error_response").sparing("oidc/error_page"),
        }
        .shown_by(verdicts.spans(RESPONSE)),
    )
}
