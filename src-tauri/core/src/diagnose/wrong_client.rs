//! The token was issued for another client.

use super::evidence;
use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::words::{difference, either_of, quoted};
use crate::check::Look;

const CLIENT: &[&str] = &["oidc/aud", "oidc/azp"];

/// The token was issued for another client.
pub static CAUSE: Cause = Cause {
    id: "wrong_client",
    title: "The token was issued for another client",
    explains: &["oidc/aud", "oidc/azp", "oidc/application_error"],
    prevention: "Keep the client ID of each environment beside its issuer and secret, and change the three together.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let (_, token) = evidence::tokens(look).next()?;
    let claimed = &token.claimed;
    let expected = look.known.oidc.client_ids.first()?;
    let aud: Vec<&str> = claimed.aud.iter().map(|aud| aud.value.as_str()).collect();
    let azp = claimed
        .azp
        .as_ref()
        .map_or(String::new(), |azp| format!(" and was given to {} (azp)", quoted(&azp.value)));
    let near = aud
        .iter()
        .map(|aud| difference(&expected.value, aud))
        .find(|how| !how.is_empty())
        .unwrap_or_default();
    let says = format!(
        "The token is for {}{azp}; the application is {}, according to {}.{near}",
        either_of(aud.iter().copied()),
        quoted(&expected.value),
        expected.origin.says
    );
    let other = aud
        .first()
        .map_or(String::new(), |aud| format!(" Enter {} if that is this application.", quoted(aud)));
    Some(
        Diagnosis::new(Confidence::Certain, Owner::SpAdmin, says)
            .fix(fields::RP_CLIENT_ID, format!("Compare it with the registration, in the environment that is used.{other}"))
            .fix("Application, its code", "Use the id_token of its own sign-in, and not a token that was made for an API or another client.")
            .fix(fields::OP_CLIENT, "Issue tokens for one audience; where there are several, name the client in azp.")
            .shown_by(verdicts.spans(CLIENT)),
    )
}
