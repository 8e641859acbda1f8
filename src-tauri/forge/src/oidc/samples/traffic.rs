//! Network logs of a script that signs in by itself.

use super::super::parties::LUMEN;
use super::super::sign_in::{SignIn, token_response};
use crate::log::{Entry, Log};
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] = &[called, kept_out];

/// The redirect to the provider and back, and the script's call of the token endpoint.
fn log(sign_in: &SignIn) -> Log {
    let parties = sign_in.parties;
    let application =
        parties.redirect_uri.rsplit_once('/').map_or(parties.redirect_uri, |(folder, _)| folder);
    let nonce = sign_in.nonce();
    let query = wrap::form(&[
        ("response_type", "code"),
        ("client_id", parties.client_id),
        ("redirect_uri", parties.redirect_uri),
        ("scope", "openid"),
        ("state", "q8Lw21"),
        ("nonce", &nonce),
        ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
        ("code_challenge_method", "S256"),
    ]);
    let ask = format!("{}/authorize?{query}", parties.issuer);
    let back = format!("{}?code=c0d3-4711&state=q8Lw21", parties.redirect_uri);
    let redeem = wrap::form(&[
        ("grant_type", "authorization_code"),
        ("code", "c0d3-4711"),
        ("redirect_uri", parties.redirect_uri),
        ("client_id", parties.client_id),
        ("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
    ]);
    let origin = application.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    let entries = vec![
        Entry::get(0, format!("{application}/start"), 302)
            .gets("Set-Cookie", "s=1; Path=/; Secure; SameSite=Lax")
            .to(ask.clone()),
        Entry::get(100, ask, 302).to(back.clone()),
        Entry::get(200, back, 200)
            .sends("Cookie", "s=1")
            .sends("Sec-Fetch-Site", "cross-site")
            .shows("<p>Welcome</p>"),
        Entry::post(400, format!("{}/token", parties.issuer), redeem, 200)
            .sends("Origin", origin.clone())
            .sends("Sec-Fetch-Mode", "cors")
            .gets("Access-Control-Allow-Origin", origin),
    ];
    Log::new(sign_in.arrived(), entries)
}

fn called() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "log-cross-origin-allowed", "2026-05-13T10:00:00Z");
    let mut log = log(&sign_in);
    log.entry(3).sent[0].1 = "empty".to_owned();
    log.entry(3).page = token_response("at-1", &sign_in.id_token());
    sign_in.sample().without_expectation("oidc.rp.nonce").capture("capture.har", log.document()).told(
        "A script that fetches its own tokens, and may",
        "Tidepool runs in the browser and calls the token endpoint itself. The provider names its origin, so the browser \
         lets it read the answer.",
    )
}

fn kept_out() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "log-cross-origin-refused", "2026-05-13T11:00:00Z");
    let mut log = log(&sign_in);
    log.entry(3).sent[0].1 = "empty".to_owned();
    log.entry(3).got.clear();
    sign_in
        .sample()
        .without_expectation("oidc.rp.nonce")
        .capture("capture.har", log.document())
        .rejected("browser_kept_out", &["flow/cross_origin"])
        .told(
            "The provider does not name the script's origin",
            "Tidepool moved to a new host name, which nobody added at the provider. \
             The token endpoint answers well, and the page says “Network error”.",
        )
}
