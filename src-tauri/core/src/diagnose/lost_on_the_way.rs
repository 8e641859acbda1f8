//! Something between the two sides changed what the browser carried.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const KEPT: &[&str] = &["flow/parameters_kept"];

/// Something between the two sides changed what the browser carried.
pub static CAUSE: Cause = Cause {
    id: "lost_on_the_way",
    title: "Something on the way changed the address that the browser was sent to",
    explains: &[
        "flow/parameters_kept",
        "flow/answered",
        "oidc/application_error",
        "oidc/state",
        "oidc/nonce",
        "oidc/error_response",
    ],
    prevention: "Let gateways pass on every parameter of a sign-in, known or not, byte for byte.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(KEPT).next()?;
    Some(
        Diagnosis::new(Confidence::Certain, Owner::Network, finding.says.clone())
            .fix(fields::NETWORK, "Let every parameter of the request and of the answer through, without decoding it on the way.")
            .fix("Browser, extensions", "Switch off those that clean up addresses, for both sides.")
            .shown_by(verdicts.spans(KEPT))
            .shown_by(finding.also.iter().map(|related| related.span)),
    )
}
