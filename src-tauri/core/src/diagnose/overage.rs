//! The person is in more groups than fit into the answer, which therefore holds a pointer in place of them.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::names::stand_for_the_same;
use crate::check::Look;

const OVERAGE: &[&str] = &["oidc/groups_overage", "saml/groups_overage"];
/// What fails for want of the groups.
const WANTED: &[&str] = &["oidc/claims", "saml/attributes"];

/// The person is in more groups than fit into the answer.
pub static CAUSE: Cause = Cause {
    id: "overage",
    title: "The person is in more groups than fit into the token",
    explains: &["oidc/groups_overage", "saml/groups_overage", "oidc/claims", "saml/attributes"],
    prevention: "Send application roles, or only the groups that are assigned to the application, and test with the longest-serving person.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(OVERAGE).next()?;
    let left_out: Vec<&str> = finding.observed.as_deref()?.split(", ").collect();
    let of_groups = |name: &str| left_out.iter().any(|out| stand_for_the_same(out, name));
    let failing: Vec<bool> =
        verdicts.findings(WANTED).map(|finding| finding.expected.as_deref().is_some_and(of_groups)).collect();
    let needed = failing.contains(&true);
    let says = format!("{} The application reads the answer alone, and finds none.", finding.says);
    let saml = verdicts.failed("saml/groups_overage");
    let diagnosis = Diagnosis::new(
        if needed { Confidence::Certain } else { Confidence::Likely },
        Owner::IdpAdmin,
        if needed { says } else { finding.says.clone() },
    )
    .fix(
        if saml { fields::IDP_ATTRIBUTES } else { fields::OP_GROUPS },
        "Send only the groups that are assigned to this application, or application roles.",
    )
    .fix(
        "Application, its code",
        "Fetch the groups from where the answer points, with an access token for that interface.",
    )
    .shown_by(verdicts.spans(OVERAGE));
    // Something else that is missing too is another fault.
    let all = needed && !failing.contains(&false);
    Some(if all { diagnosis } else { WANTED.iter().copied().fold(diagnosis, Diagnosis::sparing) })
}
