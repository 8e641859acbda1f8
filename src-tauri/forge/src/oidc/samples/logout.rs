//! Ends of sessions: logout tokens, logout pages, and where people go afterwards.

use super::super::parties::LUMEN;
use super::super::sign_in::{SignIn, opaque};
use super::super::token::Token;
use super::requests::registered_with;
use crate::json::Json;
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    logout_token,
    logout_without_event,
    logout_of_nobody,
    logout_with_nonce,
    page_opened,
    page_opened_by_another,
    gone_home,
    gone_elsewhere,
    hint_of_the_session,
    hint_of_another_client,
    never_told,
];

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// The body by which a provider tells of a logout (OpenID Connect Back-Channel Logout 1.0, section 2.5).
fn told_of(slug: &'static str, change: impl Fn(&mut Token)) -> Sample {
    let sign_in = SignIn::new(&LUMEN, slug, "2026-04-22T08:00:00Z");
    let mut token = Token::default();
    token.header("alg", "RS256");
    token.header("kid", LUMEN.key.kid);
    token.header("typ", "logout+jwt");
    token.claim("iss", LUMEN.issuer);
    token.claim("sub", LUMEN.subject);
    token.claim("aud", LUMEN.client_id);
    token.claim("iat", sign_in.seconds(-1));
    token.claim("exp", sign_in.seconds(119));
    token.claim("jti", opaque(slug, "jti"));
    token.claim("sid", opaque(slug, "sid"));
    token.claim("events", Json::Object(vec![(EVENT, Json::Object(Vec::new()))]));
    change(&mut token);
    let body = wrap::form(&[("logout_token", &token.signed(&LUMEN.key))]);
    sign_in.sample().without_expectation("oidc.rp.nonce").capture("capture.txt", body)
}

fn logout_token() -> Sample {
    told_of("good-logout-token", |_| ()).told(
        "The provider tells the application that somebody signed out",
        "Aino signed out at Lumen in the evening. Lumen told every application that she had used, Tidepool among them, \
         from server to server.",
    )
}

fn logout_without_event() -> Sample {
    told_of("logout-without-event", |token| token.without("events"))
        .rejected("bad_logout_token", &["oidc/logout_event"])
        .told(
            "The logout token tells of nothing",
            "Lumen's claims rules take out what they do not know, and they did not know events. \
             Tidepool can't tell the token from any other and leaves Aino signed in.",
        )
}

fn logout_of_nobody() -> Sample {
    let nobody = |token: &mut Token| ["sub", "sid"].iter().for_each(|name| token.without(name));
    told_of("logout-of-nobody", nobody).rejected("bad_logout_token", &["oidc/logout_claims"]).told(
        "The logout token does not say who signed out",
        "For privacy somebody had sub taken out of all tokens of this client, and sid was never turned on. \
         Tidepool learns that a session ended, but not whose.",
    )
}

fn logout_with_nonce() -> Sample {
    told_of("logout-with-nonce", |token| token.claim("nonce", "n-7c1d"))
        .rejected("bad_logout_token", &["oidc/logout_nonce"])
        .told(
            "The logout token has a nonce, which is forbidden there",
            "Lumen builds logout tokens with the code that builds ID tokens, nonce and all. \
             A careful application refuses what might pass for an ID token.",
        )
}

/// The page of the application that the provider has the browser open.
fn page(slug: &'static str, issuer: &'static str) -> Sample {
    let sign_in = SignIn::new(&LUMEN, slug, "2026-04-22T09:00:00Z");
    let query = wrap::form(&[("iss", issuer), ("sid", &opaque(slug, "sid"))]);
    sign_in
        .sample()
        .without_expectation("oidc.rp.nonce")
        .capture("capture.txt", format!("https://app.tidepool.example/auth/signed-out?{query}"))
}

fn page_opened() -> Sample {
    page("front-channel-logout", LUMEN.issuer).undetermined("none").told(
        "The browser opens the application's logout page in a hidden frame",
        "An older corner of Tidepool learns of logouts through the browser. \
         The page names Lumen and the session that ended.",
    )
}

fn page_opened_by_another() -> Sample {
    page("front-channel-logout-of-another", "https://id.lumen-test.example")
        .rejected("wrong_issuer", &["oidc/front_channel_logout"])
        .told(
            "The logout page is opened in the test system's name",
            "Tidepool's logout page was registered at Lumen's test system too. \
             Whoever signs out there opens the real page, which finds no such session.",
        )
}

/// A logout that the application asks for, and where it wants people to go then.
fn asked(slug: &'static str, uri: &'static str) -> Sample {
    let sign_in = SignIn::new(&LUMEN, slug, "2026-04-22T10:00:00Z");
    let query = wrap::form(&[
        ("client_id", LUMEN.client_id),
        ("post_logout_redirect_uri", uri),
        ("state", &sign_in.state()),
    ]);
    registered_with(&sign_in, "post_logout_redirect_uris", Json::texts(&["https://app.tidepool.example/bye"]))
        .capture("capture.txt", format!("{}/logout?{query}", LUMEN.issuer))
}

fn gone_home() -> Sample {
    asked("logout-and-back", "https://app.tidepool.example/bye").undetermined("none").told(
        "After the logout people are to come back to the application",
        "Tidepool wants to say good-bye and has people sent back to a page of its own. \
         Lumen knows the page and sends them there.",
    )
}

fn gone_elsewhere() -> Sample {
    asked("logout-and-elsewhere", "https://app.tidepool.example/goodbye")
        .rejected("redirect_uri_mismatch", &["oidc/post_logout_redirect_uri"])
        .told(
            "After the logout people are to go where the provider may not send them",
            "Tidepool renamed its last page, and nobody thought of Lumen. \
             Everybody's day ends with “post_logout_redirect_uri not registered”.",
        )
}

/// A logout that says by an ID token whose session it is.
fn hinted(slug: &'static str, client: &str) -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, slug, "2026-04-22T17:00:00Z");
    sign_in.token.claim("aud", client);
    let query = wrap::form(&[
        ("client_id", LUMEN.client_id),
        ("id_token_hint", &sign_in.id_token()),
        ("post_logout_redirect_uri", "https://app.tidepool.example/bye"),
    ]);
    registered_with(&sign_in, "post_logout_redirect_uris", Json::texts(&["https://app.tidepool.example/bye"]))
        .capture("capture.txt", format!("{}/logout?{query}", LUMEN.issuer))
}

fn hint_of_the_session() -> Sample {
    hinted("logout-with-hint", LUMEN.client_id).undetermined("none").told(
        "The logout says by an ID token whose session it is",
        "Tidepool keeps the ID token of each session and sends it along when the session ends. \
         Lumen asks nobody whether they mean it.",
    )
}

fn hint_of_another_client() -> Sample {
    hinted("logout-with-hint-of-another", "harbour-office")
        .rejected("wrong_id_token_hint", &["oidc/id_token_hint"])
        .told(
            "The logout brings the ID token of another application",
            "Tidepool and the harbour office share a session store, and since March its entries have one place for the ID token. \
             Who signed in at both signs out of neither.",
        )
}

fn never_told() -> Sample {
    let log = "2026-04-22T08:00:00.512Z backchannel.error fetch failed hostname resolves to a special-use IP address\n";
    SignIn::new(&LUMEN, "logout-never-told", "2026-04-22T08:00:01Z")
        .sample()
        .without_expectation("oidc.rp.nonce")
        .capture("capture.log", log)
        .rejected("logout_undelivered", &["paste/error_text"])
        .told(
            "The provider can't tell the application that somebody signed out",
            "Tidepool moved to an inner address, and Lumen calls none of those, so that nobody can make it look around inside. \
             Aino signs out at Lumen in the evening and is still signed in at Tidepool in the morning.",
        )
}
