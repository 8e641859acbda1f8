//! The application no longer knew the session in which it had asked.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const KNOWN: &[&str] = &["flow/session_known"];

/// The application no longer knew the session in which it had asked.
pub static CAUSE: Cause = Cause {
    id: "session_forgotten",
    title: "The application lost the session in which it had asked",
    explains: &[
        "flow/session_known",
        "flow/answered",
        "oidc/application_error",
        "saml/in_response_to",
        "oidc/state",
    ],
    prevention: "Keep open sign-ins in a store that all nodes share and that outlives a restart.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(KNOWN).next()?;
    let says = format!(
        "{} It was restarted in between, or the answer reached another node than the one that had asked.",
        finding.says
    );
    Some(
        Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says)
            .fix(
                fields::SP_SESSION,
                "Keep sessions in a store that all nodes share; until then, keep each browser at one node.",
            )
            .shown_by(verdicts.spans(KNOWN))
            .shown_by(finding.also.iter().map(|related| related.span))
            .settled_by("The application's log around that minute: a restart, or two nodes in turn?"),
    )
}
