//! The sign-in started at the identity provider, and the application takes only answers to its own requests.

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const ASKED: &[&str] = &["flow/asked_for"];

/// The sign-in started at the identity provider, and the application takes only answers to its own requests.
pub static CAUSE: Cause = Cause {
    id: "not_asked_for",
    title: "The application takes no answer that it had not asked for",
    explains: &["flow/asked_for", "flow/answered", "oidc/application_error", "saml/in_response_to"],
    prevention: "Decide for each application whether people may start at the portal, and set both sides up for it.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(ASKED).next()?;
    Some(
        Diagnosis::new(Confidence::Likely, Owner::SpAdmin, finding.says.clone())
            .fix(
                "Application, SAML settings: unsolicited (IdP-initiated) sign-in",
                "Allow it, if people are to start at a portal.",
            )
            .fix(
                "Identity provider, portal",
                "Link to a page of the application that starts the sign-in there.",
            )
            .shown_by(verdicts.spans(ASKED))
            .shown_by(finding.also.iter().map(|related| related.span)),
    )
}
