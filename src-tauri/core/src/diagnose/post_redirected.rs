//! A redirect between the browser and the application turned the POST into a GET, and the message was left behind.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::words::quoted;
use crate::check::Look;

const KEPT: &[&str] = &["flow/post_kept"];

/// A redirect between the browser and the application turned the POST into a GET, and the message was left behind.
pub static CAUSE: Cause = Cause {
    id: "post_redirected",
    title: "A redirect left the answer behind",
    explains: &["flow/post_kept", "flow/answered", "oidc/application_error", "flow/cookies_return"],
    prevention: "Register the address that is left after all redirects, and redirect GET only.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(KEPT).next()?;
    let last = finding.observed.as_deref().unwrap_or_default();
    let idp = format!("Send the answer to {}, where the redirect leads.", quoted(last));
    Some(
        Diagnosis::new(Confidence::Certain, Owner::Network, finding.says.clone())
            .fix(fields::NETWORK, "Pass the POST on to the application as it is, or redirect it with 307 or 308, which keep the form.")
            .fix(fields::IDP_ACS, idp)
            .shown_by(verdicts.spans(KEPT))
            .shown_by(finding.also.iter().map(|related| related.span)),
    )
}
