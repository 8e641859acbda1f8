//! The clocks agree; the answer was held up on its way, or shown a second time.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::times::{self, Fault};
use super::words::in_words;
use crate::check::Look;
use crate::instant::stamp;

/// The clocks agree; the answer was held up on its way, or shown a second time.
pub static CAUSE: Cause = Cause {
    id: "arrived_late",
    title: "The answer arrived after its time",
    explains: &[
        "saml/not_on_or_after",
        "saml/confirmation_not_on_or_after",
        "saml/session_not_on_or_after",
        "oidc/exp",
        "oidc/application_error",
    ],
    prevention: "Show “start again” instead of an error page, and let nobody bookmark the pages of the sign-in itself.",
    find,
};

fn find(look: &Look, _: &Verdicts) -> Option<Diagnosis> {
    let (answer, Fault::Late { by }) = times::fault(look)? else { return None };
    let issued = answer.issued.map_or("in good time".to_owned(), |issued| format!("at {}", stamp(issued)));
    let says = format!(
        "The answer was issued {issued}, soon after its request, so the clocks agree; it was judged at {}, {} after it ended. \
         The page was left open, loaded again, or gone back to.",
        stamp(look.now),
        in_words(by)
    );
    Some(
        Diagnosis::new(Confidence::Likely, Owner::User, says)
            .fix(
                "Browser",
                "Start again from the application, and not from a bookmark, the back button or a reload.",
            )
            .fix(fields::SP_SESSION, "Offer to start again when an answer comes too late.")
            .shown_by(answer.at)
            .settled_by("A HAR of the sign-in: it shows when the answer was served and when it was sent on."),
    )
}
