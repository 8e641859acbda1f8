//! What happens around the ID token: requests, callbacks, refusals.

use super::super::encryption::encrypted;
use super::super::parties::{FERNHILL, LUMEN};
use super::super::sign_in::{SignIn, opaque};
use crate::keys;
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    access_denied,
    login_required,
    other_state,
    other_provider,
    other_redirect_uri,
    not_encrypted,
    encrypted_unasked,
    undetermined_encrypted,
];

fn access_denied() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "access-denied", "2026-04-07T09:00:00Z");
    let answer = wrap::form(&[
        ("error", "access_denied"),
        ("error_description", "The resource owner denied the request."),
        ("state", &sign_in.state()),
    ]);
    sign_in
        .sample()
        .capture("capture-1-request.txt", sign_in.request("code", LUMEN.redirect_uri))
        .capture("capture-2-callback.txt", format!("{}?{answer}", LUMEN.redirect_uri))
        .rejected("consent_or_policy", &["oidc/error_response"])
        .told(
            "The person, or the provider, said no",
            "Aino pressed Cancel on Lumen's consent page because she did not know who Tidepool was. \
             She was sent back to a page that reads “Something went wrong”.",
        )
}

fn login_required() -> Sample {
    let sign_in = SignIn::new(&FERNHILL, "login-required", "2026-04-07T12:30:00Z");
    let answer = wrap::form(&[("error", "login_required"), ("state", &sign_in.state())]);
    sign_in
        .sample()
        .capture("capture.txt", format!("{}?{answer}", FERNHILL.redirect_uri))
        .rejected("idp_refused", &["oidc/error_response"])
        .told(
            "Asked in a hidden frame, the provider saw a stranger",
            "Chalkline renews its session in a hidden frame, where the browser keeps the school's cookie back. \
             The provider sees a stranger and may not show its page.",
        )
}

fn other_state() -> Sample {
    let slug = "other-state";
    let sign_in = SignIn::new(&LUMEN, slug, "2026-04-08T10:15:00Z");
    let answer = wrap::form(&[
        ("code", &opaque(slug, "code")),
        ("state", "1c9e07b4d25a8f6630b1"),
        ("iss", LUMEN.issuer),
    ]);
    sign_in
        .sample()
        .capture("capture-1-request.txt", sign_in.request("code", LUMEN.redirect_uri))
        .capture("capture-2-callback.txt", format!("{}?{answer}", LUMEN.redirect_uri))
        .rejected("wrong_state", &["oidc/state"])
        .told(
            "The callback's state is not the request's",
            "Aino had bookmarked the page on which she was sent back. \
             The bookmark holds last week's state and an old code, and Tidepool speaks of a forged request.",
        )
}

fn other_provider() -> Sample {
    let slug = "other-provider";
    let sign_in = SignIn::new(&LUMEN, slug, "2026-04-08T11:00:00Z");
    let answer =
        wrap::form(&[("code", &opaque(slug, "code")), ("state", &sign_in.state()), ("iss", FERNHILL.issuer)]);
    sign_in
        .sample()
        .capture("capture-1-request.txt", sign_in.request("code", LUMEN.redirect_uri))
        .capture("capture-2-callback.txt", format!("{}?{answer}", LUMEN.redirect_uri))
        .rejected("wrong_issuer", &["oidc/response_iss"])
        .told(
            "The answer says that it comes from another provider",
            "A tester sent Tidepool to Lumen and brought back a code of another provider, to see where Tidepool would redeem it. \
             iss in the callback gives it away.",
        )
}

fn other_redirect_uri() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "other-redirect-uri", "2026-04-09T10:15:00Z");
    sign_in
        .sample()
        .capture("capture.txt", sign_in.request("code", "http://app.tidepool.example/auth/callback"))
        .expect("oidc.rp.redirect_uri", LUMEN.redirect_uri)
        .rejected("redirect_uri_mismatch", &["oidc/redirect_uri"])
        .told(
            "The request names a redirect URI that is not registered",
            "Tidepool moved behind a proxy and believes that it is served without TLS. \
             Lumen compares the address letter by letter and shows an error page of its own.",
        )
}

fn not_encrypted() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "not-encrypted", "2026-04-10T13:00:00Z");
    sign_in
        .pasted()
        .expect("oidc.rp.id_token_encrypted", "true")
        .rejected("encryption_not_as_wanted", &["oidc/encrypted"])
        .told(
            "The application wants the ID token encrypted, and it is not",
            "Tidepool registered its encryption key at Lumen's test system, and never at the real one. \
         The first customer in health care found out.",
        )
}

fn encrypted_unasked() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "encrypted-unasked", "2026-04-10T14:00:00Z");
    let token = encrypted(&sign_in.id_token(), "tidepool-enc", &keys::TIDEPOOL);
    sign_in
        .sample()
        .capture("capture.txt", token)
        .expect("oidc.rp.id_token_encrypted", "false")
        .rejected("encryption_not_as_wanted", &["oidc/encrypted"])
        .told(
            "The ID token is encrypted, and nobody wanted that",
            "The setting for Tidepool's health-care customers was made for all customers. \
             Everybody else's Tidepool takes the five parts for a broken token.",
        )
}

fn undetermined_encrypted() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "undetermined-encrypted", "2026-03-17T13:37:00Z");
    let token = encrypted(&sign_in.id_token(), "tidepool-enc", &keys::TIDEPOOL);
    sign_in
        .sample()
        .capture("capture.txt", token)
        .expect("oidc.rp.id_token_encrypted", "true")
        .undetermined("none")
        .told(
            "An encrypted ID token, and no key to open it",
            "Tidepool's customers in health care want ID tokens encrypted. \
             One of them asks what is in hers; that can't be told without Tidepool's key.",
        )
}
