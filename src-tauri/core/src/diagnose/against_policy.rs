//! The sign-in would work, and breaks a rule that the organisation wrote into the playbook.

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const RULES: &[&str] = &[
    "policy/signed",
    "policy/requests_signed",
    "policy/algorithms",
    "policy/key_size",
    "policy/context",
    "policy/scopes",
    "policy/lifetime",
    "policy/session",
    "policy/groups",
];

/// What the application itself does.
const OF_APPLICATION: &[&str] = &["policy/requests_signed", "policy/scopes"];

/// The sign-in would work, and breaks a rule that the organisation wrote into the playbook.
pub static CAUSE: Cause = Cause {
    id: "against_policy",
    title: "The sign-in breaks a rule of the playbook",
    explains: RULES,
    prevention: "Run the playbook in CI before a setting changes at either side, and give each exception a reason and an end.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(RULES).next()?;
    let by_application = OF_APPLICATION.iter().any(|id| verdicts.failed(id));
    let (owner, place) = match by_application {
        true => (Owner::SpAdmin, "Application, its single sign-on settings"),
        false => (Owner::IdpAdmin, "Identity provider, this application's settings"),
    };
    Some(
        Diagnosis::new(Confidence::Certain, owner, finding.says.clone())
            .fix(place, "Change the setting that the rule speaks of.")
            .fix("Playbook", "Or change the rule, with a reason and an end date.")
            .shown_by(verdicts.spans(RULES)),
    )
}
