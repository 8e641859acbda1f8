//! Something between the two sides changed what the browser carried.

use super::evidence::saml;
use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::told::says;
use crate::check::{Look, Verdict};

const KEPT: &[&str] = &["flow/parameters_kept"];

/// Something between the two sides changed what the browser carried.
pub static CAUSE: Cause = Cause {
    id: "lost_on_the_way",
    title: "Something on the way changed what the browser carried",
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

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let Some(finding) = verdicts.findings(KEPT).next() else { return unreadable(look, verdicts) };
    Some(
        Diagnosis::new(Confidence::Certain, Owner::Network, finding.says.clone())
            .fix(fields::NETWORK, "Let every parameter of the request and of the answer through, without decoding it on the way.")
            .fix("Browser, extensions", "Switch off those that clean up addresses, for both sides.")
            .shown_by(verdicts.spans(KEPT))
            .shown_by(finding.also.iter().map(|related| related.span)),
    )
}

/// The application could not read what it got, and the browser had sent it whole.
fn unreadable(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let heard = look.said().iter().find(|heard| heard.text.kind == UNREADABLE)?;
    let sent = saml(look).find(|(message, saml)| {
        let layer = look.case.layer(message.at.layer);
        saml.is_sign_in() && layer.is_some_and(|layer| layer.travel.sent_to.is_some())
    });
    let (message, _) = sent.filter(|_| matches!(verdicts.of("saml/well_formed"), Verdict::Pass(_)))?;
    let says = format!(
        "{} The answer that the browser sent is well-formed: it was changed between the browser and the application. A form \
         that is decoded once more on the way has spaces where + stood.",
        says(heard)
    );
    Some(
        Diagnosis::new(Confidence::Likely, Owner::Network, says)
            .fix(
                fields::NETWORK,
                "Pass form bodies on byte for byte; a filter that reads them must not write them anew.",
            )
            .fix(
                "Application, its log",
                "Log SAMLResponse as it arrives and compare it with the one that the browser sent.",
            )
            .shown_by([heard.at, message.at])
            .settled_by("The body of the request as it arrived at the application."),
    )
}

/// The kind of words by which a parser says that it can't read a message.
const UNREADABLE: &str = "unreadable";
