//! The session does not fit into a cookie: the browser drops it without a word.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;
use crate::flow::PartyRole;

const SIZE: &[&str] = &["flow/cookie_size"];

/// The session does not fit into a cookie: the browser drops it without a word.
pub static CAUSE: Cause = Cause {
    id: "cookie_too_large",
    title: "The session is larger than a cookie may be",
    explains: &[
        "flow/cookie_size",
        "flow/cookies_return",
        "flow/session_known",
        "flow/no_loop",
        "flow/answered",
        "oidc/application_error",
    ],
    prevention: "Try the sign-in with the person who is in the most groups, and watch the size of the Set-Cookie headers.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(SIZE).next()?;
    let set =
        look.case.exchanges().iter().find(|exchange| finding.at.is_some_and(|at| exchange.at.covers(at)));
    let party = set.and_then(|set| look.traffic.party_at(&set.url.value)).map(|party| party.role);
    let owner = match party {
        Some(PartyRole::IdentityProvider) => Owner::IdpAdmin,
        _ => Owner::SpAdmin,
    };
    let says = format!(
        "{} Browsers keep 4096 at most and drop a larger one silently, so the next page no longer knows who signed in.",
        finding.says
    );
    Some(
        Diagnosis::new(Confidence::Certain, owner, says)
            .fix("The side that sets it: where sessions are kept", "Keep the session in a store and only its number in the cookie (ASP.NET Core: SessionStore, ITicketStore; Spring Session; express-session with a store; oauth2-proxy: session_store_type = redis).")
            .fix(fields::IDP_ATTRIBUTES, "Release only the groups and claims that this application uses; its session grows with them.")
            .shown_by(verdicts.spans(SIZE)),
    )
}
