//! Nothing is wrong with the times: the capture is merely judged long after it was made.

use super::certificate_expired;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::times::{self, Answer, Fault};
use super::words::in_words;
use crate::check::Look;
use crate::instant::{InstantSource, stamp};

/// Nothing is wrong with the times: the capture is merely judged long after it was made.
pub static CAUSE: Cause = Cause {
    id: "capture_is_old",
    title: "The capture is judged long after it was made",
    explains: &[
        "saml/not_on_or_after",
        "saml/confirmation_not_on_or_after",
        "saml/session_not_on_or_after",
        "oidc/exp",
        "oidc/iat",
        "oidc/auth_time",
        "x509/valid_at_instant",
    ],
    prevention: "Save a HAR, which carries its own time, or note the time of the sign-in beside the message.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let (answer, Fault::Old { by }) = times::fault(look)? else { return None };
    let issued = answer.issued.or(answer.opens);
    let since =
        issued.map_or(String::new(), |issued| format!("The answer was issued at {}. ", stamp(issued)));
    let says = format!(
        "{since}It is judged at {}, {} after it ended{}. Every stored sign-in reads as expired by then.",
        stamp(look.now),
        in_words(by),
        whence(look)
    );
    let diagnosis = Diagnosis::new(Confidence::Likely, Owner::Capture, says)
        .fix("Judging, in the window or on the command line", own_time(&answer))
        .shown_by(answer.at.iter().copied())
        .settled_by("The time when the application refused it. If it was refused at once, the clocks or the lifetime are at fault.");
    let held = issued.is_some_and(|issued| certificate_expired::held_at(look, verdicts, issued));
    Some(if held { diagnosis } else { diagnosis.sparing("x509/valid_at_instant") })
}

fn whence(look: &Look) -> &'static str {
    match look.source {
        InstantSource::Clock => ", by the clock of this machine",
        InstantSource::Given | InstantSource::Capture => "",
    }
}

fn own_time(answer: &Answer) -> String {
    match answer.issued.or(answer.opens) {
        Some(issued) => {
            format!("Judge it at its own time: --at {}", stamp(issued + chrono::TimeDelta::seconds(1)))
        }
        None => "Judge it at its own time with --at.".to_owned(),
    }
}
