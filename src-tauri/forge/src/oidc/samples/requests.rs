//! What the application asks for: requests that can't end well, or should be made otherwise.

use super::super::parties::{FERNHILL, LUMEN};
use super::super::provider::{discovery, registration};
use super::super::sign_in::{SignIn, challenge, form, with, without};
use super::super::token::Token;
use crate::json::Json;
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    unknown_client,
    no_openid,
    scope_not_allowed,
    response_type_not_allowed,
    implicit,
    unprotected,
    nonce_not_sent,
    challenge_unhashed,
    challenge_lost,
    request_object,
    request_object_contradicts,
    discovery_incomplete,
];

fn unknown_client() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "unknown-client", "2026-04-13T08:00:00Z");
    let request = with(sign_in.careful_request(), "client_id", "tidepool-web-prod");
    sign_in
        .registered()
        .capture("capture.txt", sign_in.asked(&request))
        .rejected("unknown_client", &["oidc/client_id"])
        .told(
            "The application names a client that the provider never heard of",
            "Somebody thought that the real Tidepool should have -prod in its client ID, and changed it there only. \
             Lumen shows a page that says “client is invalid”, and Tidepool never hears of it.",
        )
}

fn no_openid() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "scope-openid-missing", "2026-04-13T09:00:00Z");
    let request = with(sign_in.careful_request(), "scope", "profile email");
    sign_in
        .registered()
        .capture("capture.txt", sign_in.asked(&request))
        .rejected("openid_scope_missing", &["oidc/scope_openid"])
        .told(
            "The scopes were listed anew, and openid was forgotten",
            "Tidepool wanted e-mail addresses and wrote a list of scopes of its own, which took the place of the library's. \
             Without openid Lumen hands out access and signs nobody in.",
        )
}

fn scope_not_allowed() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "scope-not-allowed", "2026-04-13T10:00:00Z");
    let request = with(sign_in.careful_request(), "scope", "openid profile email tides:write");
    let answer = wrap::form(&[
        ("error", "invalid_scope"),
        ("error_description", "requested scope is not allowed"),
        ("scope", "tides:write"),
        ("state", &sign_in.state()),
        ("iss", LUMEN.issuer),
    ]);
    sign_in
        .registered()
        .capture("capture-1-request.txt", sign_in.asked(&request))
        .capture("capture-2-callback.txt", format!("{}?{answer}", LUMEN.redirect_uri))
        .rejected("scope_not_allowed", &["oidc/error_response"])
        .warns(&["oidc/scope_registered"])
        .told(
            "A new scope is asked for before anybody allowed it",
            "Tidepool's new release lets harbour masters correct the tides and asks for tides:write. \
             Nobody told Lumen, which refuses the whole sign-in for it.",
        )
}

fn response_type_not_allowed() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "response-type-not-allowed", "2026-04-13T11:00:00Z");
    let request =
        with(without(sign_in.careful_request(), "code_challenge"), "response_type", "id_token token");
    let request = without(request, "code_challenge_method");
    sign_in
        .registered()
        .capture("capture.txt", sign_in.asked(&request))
        .rejected("response_not_as_asked", &["oidc/response_type"])
        .warns(&["oidc/implicit"])
        .told(
            "Tokens are asked for through the browser, which is turned off",
            "An old page of Tidepool still asks for tokens through the browser. \
             Lumen turned that off for everybody last winter.",
        )
}

fn implicit() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "implicit", "2026-04-13T12:00:00Z");
    let request = with(without(sign_in.careful_request(), "code_challenge"), "response_type", "token");
    sign_in
        .sample()
        .without_support("openid-configuration.json")
        .capture("capture.txt", sign_in.asked(&without(request, "code_challenge_method")))
        .undetermined("none")
        .warns(&["oidc/implicit"])
        .told(
            "An access token is to come through the browser",
            "Before it was turned off, that page had worked for years. \
             Its developer asks what is wrong with it; nothing was, until tokens began to turn up in logs.",
        )
}

fn unprotected() -> Sample {
    let sign_in = SignIn::new(&FERNHILL, "request-unprotected", "2026-04-14T07:00:00Z");
    let request = sign_in.careful_request();
    let bare =
        ["state", "nonce", "code_challenge", "code_challenge_method"].into_iter().fold(request, without);
    sign_in
        .registered()
        .capture("capture.txt", sign_in.asked(&bare))
        .undetermined("unprotected_request")
        .warns(&["oidc/csrf", "oidc/pkce_used"])
        .told(
            "Nothing ties the answer to the browser that asked",
            "Chalkline's first version put its request together by hand and left out all that it did not understand. \
             It works; and a pupil found out how to sign a teacher in as somebody else.",
        )
}

fn nonce_not_sent() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "nonce-not-sent", "2026-04-14T08:00:00Z");
    let request = with(without(sign_in.careful_request(), "nonce"), "response_type", "code id_token");
    sign_in
        .registered()
        .capture("capture.txt", sign_in.asked(&request))
        .rejected("unprotected_request", &["oidc/nonce_sent"])
        .told(
            "An ID token is asked for through the browser, without a nonce",
            "Tidepool turned the hybrid flow on, in which a nonce is required. \
             Lumen answers “nonce is missing”, and the setting for it is on another page.",
        )
}

fn challenge_unhashed() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "challenge-unhashed", "2026-04-14T09:00:00Z");
    let request = with(sign_in.careful_request(), "code_challenge", sign_in.verifier());
    sign_in
        .registered()
        .capture("capture.txt", sign_in.asked(&with(request, "code_challenge_method", "plain")))
        .undetermined("pkce_mismatch")
        .warns(&["oidc/pkce_method"])
        .told(
            "The challenge is the verifier itself",
            "Tidepool's telephone app could not hash in 2016 and sends its verifier as it is. \
             Whoever reads the request can redeem the code.",
        )
}

fn challenge_lost() -> Sample {
    let sign_in = SignIn::new(&FERNHILL, "challenge-lost", "2026-04-14T10:00:00Z");
    let answer = wrap::form(&[
        ("error", "invalid_request"),
        ("error_description", "Missing parameter: code_challenge"),
        ("state", &sign_in.state()),
        ("iss", FERNHILL.issuer),
    ]);
    sign_in
        .registered()
        .capture("capture-1-request.txt", sign_in.asked(&sign_in.careful_request()))
        .capture("capture-2-callback.txt", format!("{}?{answer}", FERNHILL.redirect_uri))
        .rejected("pkce_mismatch", &["oidc/error_response"])
        .told(
            "The provider misses the challenge that the browser sent",
            "The school's filter lets through the parameters that it knows from ten years ago. \
             code_challenge is not one of them, and its school has not let anybody in since Monday.",
        )
}

/// A request as a token (RFC 9101), and the URL that carries it.
fn by_object(slug: &'static str, in_url: &'static str) -> Sample {
    let sign_in = SignIn::new(&FERNHILL, slug, "2026-04-14T11:00:00Z");
    let mut object = Token::default();
    object.header("alg", "ES256");
    object.header("typ", "oauth-authz-req+jwt");
    object.claim("iss", FERNHILL.client_id);
    object.claim("aud", FERNHILL.issuer);
    sign_in.careful_request().into_iter().for_each(|(name, value)| object.claim(name, value));
    let signed = object.signed(&FERNHILL.key);
    let url = [
        ("client_id", in_url.to_owned()),
        ("response_type", "code".to_owned()),
        ("scope", "openid".to_owned()),
        ("request", signed),
    ];
    sign_in
        .sample()
        .without_expectation("oidc.rp.client_id")
        .without_expectation("oidc.rp.nonce")
        .capture("capture.txt", format!("{}/authorize?{}", FERNHILL.issuer, form(&url)))
}

fn request_object() -> Sample {
    by_object("request-object", "chalkline").undetermined("none").told(
        "The request stands in a signed token",
        "The school wants requests signed, so that nobody changes them on the way. \
         The URL repeats the client, and both say the same.",
    )
}

fn request_object_contradicts() -> Sample {
    by_object("request-object-contradicts", "chalkline-test")
        .rejected("unprotected_request", &["oidc/request_object"])
        .told(
            "The signed request and the URL around it name two clients",
            "Chalkline's template still has the test client in the URL, and the library signs the real one. \
             The school's provider says “invalid_request_object” and no more.",
        )
}

fn discovery_incomplete() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "discovery-incomplete", "2026-04-14T12:00:00Z");
    let document =
        discovery(LUMEN.issuer, &["RS256"]).replace("subject_types_supported", "subjects_supported");
    sign_in.pasted().support("openid-configuration.json", document).warns(&["oidc/discovery_complete"]).told(
        "The discovery document lacks a member that is required",
        "Lumen's new gateway writes the discovery document itself and misspelt a member that nobody reads. \
             Tidepool's library does read it, and refuses the whole document.",
    )
}

/// Kept for the other themes: a registration whose member is another.
pub(super) fn registered_with(sign_in: &SignIn, name: &'static str, value: impl Into<Json>) -> Sample {
    let mut members = registration(sign_in.parties);
    let value = value.into();
    match members.iter_mut().find(|(known, _)| *known == name) {
        Some(member) => member.1 = value,
        None => members.push((name, value)),
    }
    sign_in.registered().support("registration.json", Json::Object(members).pretty())
}

/// The challenge of another sign-in.
pub(super) fn other_challenge() -> String {
    challenge("a-verifier-of-another-sign-in-that-nobody-waits-for")
}
