//! RelayState did not come back with the answer, or is too long for one of the products on its way.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;
use crate::check::flow::journey;

const CAME_BACK: &[&str] = &["saml/relay_state"];
const LENGTH: &[&str] = &["saml/relay_state_length"];

/// RelayState did not come back with the answer, or is too long for one of the products on its way.
pub static CAUSE: Cause = Cause {
    id: "relay_state_lost",
    title: "What tells the page to go to afterwards (RelayState) got lost",
    explains: &["saml/relay_state", "saml/relay_state_length", "flow/answered", "flow/signed_out"],
    prevention: "Send a short key as RelayState, and keep what it stands for at the application.",
    find,
};

const KEEP: &str = "Keep the page that the person wanted at the application, and send a short key for it.";
const GIVE_BACK: (&str, &str) =
    ("Identity provider, its SAML library or the proxy before it", "Give RelayState back byte for byte.");

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let long = verdicts.findings(LENGTH).next();
    let Some(lost) = verdicts.findings(CAME_BACK).next() else {
        return long.filter(|_| failed_otherwise(look, verdicts)).map(|long| {
            let says = format!("{} Some products refuse more than 80.", long.says);
            Diagnosis::new(Confidence::Possible, Owner::SpAdmin, says)
                .fix(fields::SP_REQUEST, KEEP)
                .shown_by(long.at)
                .settled_by("The log of who refused; it names RelayState.")
        });
    };
    let owner = if long.is_some() { Owner::SpAdmin } else { Owner::IdpAdmin };
    let says = match long {
        Some(long) => format!("{} {} More than 80 are not promised to come back.", lost.says, long.says),
        None => lost.says.clone(),
    };
    let diagnosis = Diagnosis::new(Confidence::Likely, owner, says);
    let diagnosis = match owner {
        Owner::SpAdmin => diagnosis.fix(fields::SP_REQUEST, KEEP).fix(GIVE_BACK.0, GIVE_BACK.1),
        _ => diagnosis.fix(GIVE_BACK.0, GIVE_BACK.1).fix(fields::SP_REQUEST, KEEP),
    };
    Some(diagnosis.shown_by(verdicts.spans(CAME_BACK)).settled_by(
        "The same sign-in with a short RelayState: where that comes back, its length is to blame.",
    ))
}

/// Whether a sign-in that nothing else explains ended badly.
fn failed_otherwise(look: &Look, verdicts: &Verdicts) -> bool {
    let badly = journey::sign_ins(look).any(|flow| journey::ended_badly(look, flow));
    badly && !verdicts.errs_beside(&["flow/answered"])
}
