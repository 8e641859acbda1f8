//! The answer belongs to a request that the application does not wait for.

use super::evidence;
use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::words::quoted;
use crate::check::{Finding, Look};

const ANSWERS: &[&str] = &["saml/in_response_to"];

/// The answer belongs to a request that the application does not wait for.
pub static CAUSE: Cause = Cause {
    id: "in_response_to_mismatch",
    title: "The answer belongs to another request",
    explains: ANSWERS,
    prevention: "Keep every open request by its ID, in one store for all nodes, and let several be open at once.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(ANSWERS).next()?;
    let diagnosis = match finding.observed.as_deref() {
        None => unsolicited(finding),
        Some(answered) if is_of_this_capture(look, answered) => second_tab(answered, finding),
        Some(answered) => unknown(answered, finding),
    };
    Some(diagnosis.shown_by(verdicts.spans(ANSWERS)))
}

fn is_of_this_capture(look: &Look, id: &str) -> bool {
    evidence::authn_requests(look).any(|request| request.head.id.as_ref().is_some_and(|own| own.value == id))
}

fn unsolicited(finding: &Finding) -> Diagnosis {
    let says = format!(
        "{} It was started at the identity provider, or the identity provider lost the request's ID.",
        finding.says
    );
    Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says)
        .fix(
            "Application, SAML settings: unsolicited (IdP-initiated) sign-in",
            "Allow it, if people are to start at a portal.",
        )
        .fix("Identity provider, portal", "Link to a page of the application that starts the sign-in there.")
        .settled_by("A HAR of the whole sign-in: does it start with a request of the application?")
}

fn second_tab(answered: &str, finding: &Finding) -> Diagnosis {
    let awaited = finding.expected.as_deref().map_or(String::new(), |expected| format!(", not {expected}"));
    let says = format!(
        "It answers the request {}, which this capture holds too{awaited}: two sign-ins were open at once, as in \
        two tabs, and the application remembers only one.",
        quoted(answered)
    );
    Diagnosis::new(Confidence::Likely, Owner::User, says)
        .fix("Browser", "Close the other tabs of the sign-in and start once more.")
        .fix(fields::SP_SESSION, "Keep every open request, not only the last one.")
        .settled_by("The application's log: which request did it wait for when the answer came?")
}

fn unknown(answered: &str, finding: &Finding) -> Diagnosis {
    let awaited =
        finding.expected.as_deref().map_or(String::new(), |expected| format!("; {expected} is awaited"));
    let says = format!(
        "It answers the request {}{awaited}. The application lost its session, was restarted, or another node \
        sent the request; or the answer is an old one.",
        quoted(answered)
    );
    Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says)
        .fix(fields::SP_SESSION, "Keep requests where every node finds them, and let the cookie survive the POST from another site.")
        .fix("Browser", "Start again from the application, not from a bookmark of the sign-in page.")
        .settled_by("A HAR of the whole sign-in: was the cookie of the request sent along with the answer?")
}
