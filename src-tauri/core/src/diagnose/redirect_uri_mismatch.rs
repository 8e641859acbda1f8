//! The application names another address to come back to than is registered for it.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::refused::{self, Refused};
use super::words::quoted;
use crate::check::oidc::sign_ins::requests;
use crate::check::{Finding, Look};

const ADDRESS: &[&str] = &["oidc/redirect_uri", "oidc/post_logout_redirect_uri"];

/// The application names another address to come back to than is registered for it.
pub static CAUSE: Cause = Cause {
    id: "redirect_uri_mismatch",
    title: "The address to come back to is not the one that is registered",
    explains: &[
        "oidc/redirect_uri",
        "oidc/post_logout_redirect_uri",
        "oidc/error_page",
        "oidc/error_response",
        "oidc/application_error",
    ],
    prevention: "Set the application's public base URL explicitly, and copy the redirect URI from its request into the registration.",
    find,
};

/// What providers say of it; the codes are those of Entra ID, Okta, Google and AD FS, the last words those of LemonLDAP::NG.
const WORDS: &[&str] = &[
    "redirect_uri",
    "redirect uri",
    "redirect_url",
    "reply url",
    "reply address",
    "AADSTS50011",
    "AADSTS500112",
    "MSIS9224",
    "illegal_redirect",
    "unauthorized url",
];

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let refused = refused::speaking(look, WORDS);
    let diagnosis = match (verdicts.findings(ADDRESS).next(), &refused) {
        (Some(finding), _) => differs(finding, verdicts.failed("oidc/redirect_uri")),
        (None, Some(refused)) => said(look, refused),
        (None, None) => return None,
    };
    let diagnosis = match refused {
        Some(refused) => diagnosis.shown_by(refused.at()),
        None => diagnosis.sparing("oidc/error_response").sparing("oidc/error_page"),
    };
    Some(diagnosis.shown_by(verdicts.spans(ADDRESS)))
}

/// The application's own doing where it takes itself to be at http, or names two addresses in one sign-in.
fn differs(finding: &Finding, sign_in: bool) -> Diagnosis {
    let seen = finding.observed.as_deref().unwrap_or_default();
    let plain = seen.starts_with("http:") && !seen.contains("//localhost") && !seen.contains("//127.0.0.1");
    let two = finding.says.contains("token request") || finding.says.contains("token endpoint");
    let owner = if plain || two { Owner::SpAdmin } else { Owner::IdpAdmin };
    let place = if sign_in { fields::OP_REDIRECT_URIS } else { fields::OP_LOGOUT_URIS };
    let register = "Register the address exactly as the application sends it, its last slash included.";
    let send = "Or send an address that is registered, letter by letter.";
    let proxy =
        "Behind a proxy that ends TLS, let the application know its public address: scheme, host and port.";
    let same = "Send the same redirect_uri in the authorization request and in the token request.";
    let diagnosis = Diagnosis::new(Confidence::Certain, owner, finding.says.clone());
    match (two, plain) {
        (true, _) => diagnosis.fix(fields::RP_REDIRECT_URI, same).fix(fields::SP_PUBLIC_URL, proxy),
        (false, true) => diagnosis.fix(fields::SP_PUBLIC_URL, proxy).fix(place, register),
        (false, false) => diagnosis
            .fix(place, register)
            .fix(fields::RP_REDIRECT_URI, send)
            .fix(fields::SP_PUBLIC_URL, proxy),
    }
}

/// The provider says so, and nobody says what is registered. Some providers name the address that they were sent.
fn said(look: &Look, refused: &Refused) -> Diagnosis {
    let asked = requests(look).into_iter().find_map(|request| request.redirect_uri.as_ref());
    let sent = asked.map(|uri| uri.value.as_str()).or_else(|| refused.address());
    let plain = sent.is_some_and(|sent| sent.starts_with("http:") && !sent.contains("//localhost"));
    let owner = if plain { Owner::SpAdmin } else { Owner::IdpAdmin };
    let named = sent.map_or(String::new(), |sent| format!(", {}", quoted(sent)));
    let says = format!("{}: it does not know the address that the application sends{named}.", refused.told());
    let sent = sent.map_or("the redirect_uri of the application's request".to_owned(), quoted);
    let compare = format!(
        "Compare what is registered with {sent}, letter by letter: scheme, host, port, path, last slash."
    );
    Diagnosis::new(Confidence::Likely, owner, says)
        .fix(fields::OP_REDIRECT_URIS, compare)
        .fix(
            fields::SP_PUBLIC_URL,
            "Behind a proxy that ends TLS, let the application know its public address.",
        )
        .settled_by("The registration of the application, given as support.")
}
