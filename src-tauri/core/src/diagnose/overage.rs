//! The person is in more groups than fit into a token, which therefore holds a pointer in place of them.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const OVERAGE: &[&str] = &["oidc/groups_overage"];

/// The person is in more groups than fit into a token.
pub static CAUSE: Cause = Cause {
    id: "overage",
    title: "The person is in more groups than fit into the token",
    explains: &["oidc/groups_overage", "oidc/claims"],
    prevention: "Send application roles, or only the groups that are assigned to the application, and test with the longest-serving person.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(OVERAGE).next()?;
    let left_out: Vec<&str> = finding.observed.as_deref()?.split(", ").collect();
    let needed = verdicts
        .findings(&["oidc/claims"])
        .any(|finding| finding.expected.as_deref().is_some_and(|name| left_out.contains(&name)));
    let says = format!("{} The application reads the token alone, and finds none.", finding.says);
    let diagnosis = Diagnosis::new(
        if needed { Confidence::Certain } else { Confidence::Likely },
        Owner::IdpAdmin,
        if needed { says } else { finding.says.clone() },
    )
    .fix(
        fields::OP_GROUPS,
        "Send only the groups that are assigned to this application, or application roles.",
    )
    .fix(
        "Application, its code",
        "Fetch the groups from where the token points, with an access token for that interface.",
    )
    .shown_by(verdicts.spans(OVERAGE));
    Some(if needed { diagnosis } else { diagnosis.sparing("oidc/claims") })
}
