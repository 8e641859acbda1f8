//! The answer is not made as its standard demands of every answer.

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::times;
use crate::check::{Finding, Look};

/// The answer is not made as its standard demands of every answer.
pub static CAUSE: Cause = Cause {
    id: "incomplete_message",
    title: "The answer is not made as its standard demands",
    explains: &[
        "saml/well_formed",
        "saml/version",
        "saml/status",
        "saml/assertion_present",
        "saml/bearer_confirmation",
        "saml/authn_statement",
        "saml/conditions_known",
        "oidc/format",
        "oidc/sub",
        "oidc/access_token",
        "saml/issuer",
        "saml/issue_instant",
        "saml/not_before",
        "saml/not_on_or_after",
        "saml/confirmation_not_before",
        "saml/confirmation_not_on_or_after",
        "saml/session_not_on_or_after",
        "oidc/iss",
        "oidc/aud",
        "oidc/exp",
        "oidc/iat",
        "oidc/nbf",
    ],
    prevention: "Run a home-made or extended identity provider against a conformance test before applications depend on it.",
    find,
};

/// Checks whose failure may also mean that something is there and differs from what is expected.
const COMPARED: &[&str] = &["saml/status", "saml/issuer", "oidc/iss", "oidc/aud"];
/// Checks whose failure may also mean that the instant lies outside a window.
const TIMES: &[&str] = &[
    "saml/issue_instant",
    "saml/not_before",
    "saml/not_on_or_after",
    "saml/confirmation_not_before",
    "saml/confirmation_not_on_or_after",
    "saml/session_not_on_or_after",
    "oidc/exp",
    "oidc/iat",
    "oidc/nbf",
];

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let timed = times::fault(look).is_some();
    let differs = |id: &&'static str| verdicts.findings(&[*id]).any(|finding| finding.observed.is_some());
    let spared: Vec<&'static str> = CAUSE
        .explains
        .iter()
        .copied()
        .filter(|id| (TIMES.contains(id) && timed || COMPARED.contains(id)) && differs(id))
        .collect();
    let explained: Vec<&'static str> =
        CAUSE.explains.iter().copied().filter(|id| !spared.contains(id)).collect();
    let findings: Vec<&Finding> = verdicts.findings(&explained).collect();
    let diagnosis = told(findings.first()?, findings.len()).shown_by(verdicts.spans(&explained));
    Some(spared.into_iter().fold(diagnosis, Diagnosis::sparing))
}

fn told(first: &Finding, count: usize) -> Diagnosis {
    let more = match count {
        1 => String::new(),
        2 => " One more of its parts is amiss.".to_owned(),
        n => format!(" {} more of its parts are amiss.", n - 1),
    };
    Diagnosis::new(Confidence::Likely, Owner::IdpAdmin, format!("{}{more}", first.says))
        .fix(
            "Identity provider, what makes its answers",
            "Write the missing part; templates, extensions and home-made code leave it out.",
        )
        .fix(
            "Proxy, gateway or filter on the way",
            "If the identity provider's log shows a whole answer, find what rewrites it.",
        )
        .settled_by("The answer as the identity provider's own log has it.")
}
