//! The browser's own rules stopped the sign-in: origins, frames, or the way over plain HTTP.

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const CALL: &[&str] = &["flow/cross_origin"];
const FRAME: &[&str] = &["flow/framed"];
const PLAIN: &[&str] = &["flow/mixed_content", "flow/transport"];

/// The browser's own rules stopped the sign-in: origins, frames, or the way over plain HTTP.
pub static CAUSE: Cause = Cause {
    id: "browser_kept_out",
    title: "The browser's own rules stand against this sign-in",
    explains: &["flow/cross_origin", "flow/framed", "flow/mixed_content", "flow/transport"],
    prevention: "Watch the browser's console during the first sign-in of every release: it names the rule.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let call = verdicts.findings(CALL).next().map(|finding| (finding, Owner::IdpAdmin));
    let frame = || verdicts.findings(FRAME).next().map(|finding| (finding, Owner::SpAdmin));
    let plain = || verdicts.findings(PLAIN).next().map(|finding| (finding, Owner::SpAdmin));
    let (finding, owner) = call.or_else(frame).or_else(plain)?;
    let diagnosis = Diagnosis::new(Confidence::Likely, owner, finding.says.clone());
    let fixed = if owner == Owner::IdpAdmin {
        diagnosis.fix("OpenID provider, this application's registration: allowed web origins (Okta: Trusted Origins; Entra ID: platform “Single-page application”; Keycloak: Web origins)", "Allow the origin that the script runs at.")
    } else if verdicts.failed("flow/framed") {
        diagnosis.fix(
            "Application, the page that starts the sign-in",
            "Start it in the top window, or in one of its own, and not in a frame.",
        )
    } else {
        diagnosis.fix(
            "Application, its addresses",
            "Use https for every address of the sign-in, and redirect http before it starts.",
        )
    };
    Some(
        fixed
            .shown_by(finding.at)
            .settled_by("The browser's console at that moment: it names the rule and the address."),
    )
}
