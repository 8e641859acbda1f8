//! Sign-ins that work, in the forms that people copy.

use super::super::parties::{FERNHILL, LUMEN, ORRERY};
use super::super::sign_in::{SignIn, opaque};
use super::super::token::left_half;
use crate::json::Json;
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    second_opinion,
    strict_refusal,
    rs256,
    es256_with_at_hash,
    eddsa,
    hybrid,
    form_post,
    hs256,
    with_playbook,
    several_audiences,
];

/// What the client of Lumen called Quayside shares with it; its name says how secret it is.
pub(super) const SECRET: &str = "a-secret-for-samples-that-guards-nothing-at-all";

fn rs256() -> Sample {
    SignIn::new(&LUMEN, "good-rs256", "2026-03-10T10:05:00Z")
        .pasted()
        .expect("oidc.op.issuer", LUMEN.issuer)
        .told(
            "An ID token that is sound",
            "Aino opened the tide table, Tidepool, and was let in. \
         Its developer copied the ID token from a debugger to see what a good one looks like.",
        )
}

fn es256_with_at_hash() -> Sample {
    let slug = "good-es256-with-at-hash";
    let mut sign_in = SignIn::new(&FERNHILL, slug, "2026-03-11T07:30:12Z");
    let access_token = opaque(slug, "access-token");
    sign_in.token.claim("at_hash", left_half(&access_token));
    sign_in.token_response(&access_token).told(
        "A token endpoint's whole answer, the access token bound to the ID token",
        "Mr Adeyemi opened Fernhill School's timetable. \
         Chalkline's server logged what the token endpoint answered; at_hash shows that both tokens belong together.",
    )
}

fn eddsa() -> Sample {
    let mut sign_in = SignIn::new(&ORRERY, "good-eddsa", "2026-01-15T22:48:09Z");
    let begins = sign_in.seconds(-1);
    sign_in.token.claim("nbf", begins);
    sign_in.pasted().told(
        "Signed with Ed25519, by an issuer that ends with a slash",
        "The Orrery Society likes new things and signs with EdDSA. \
         Its issuer has a slash at the end, the discovery document says so too, and so all is well.",
    )
}

fn second_opinion() -> Sample {
    SignIn::new(&LUMEN, "good-second-opinion", "2026-03-18T10:05:00Z").pasted().asking_a_strict_client().told(
        "A strict relying party takes it too",
        "Before the tide table opens to other harbours, its developer asks what a client on another library would say of Lumen.",
    )
}

fn strict_refusal() -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, "good-but-not-to-the-strict", "2026-03-18T10:15:00Z");
    sign_in.token.claim("aud", Json::texts(&["tidepool-web", "harbour-api"]));
    sign_in.token.claim("azp", "tidepool-web");
    let document = super::super::provider::discovery(LUMEN.issuer, &["RS256"]);
    let document = document.replace("  \"subject_types_supported\": [\n    \"public\"\n  ],\n", "");
    sign_in
        .pasted()
        .support("openid-configuration.json", document)
        .asking_a_strict_client()
        .warns(&["oidc/strict_client", "oidc/strict_discovery"])
        .told(
            "Good enough, and a strict relying party would refuse it",
            "Lumen names a second audience, and somebody took a line out of its discovery document by mistake. \
             Tidepool does not mind either; the harbour master's new software would.",
        )
}

fn hybrid() -> Sample {
    let slug = "good-hybrid";
    let mut sign_in = SignIn::new(&LUMEN, slug, "2026-03-12T15:15:15Z");
    let code = opaque(slug, "code");
    sign_in.token.claim("c_hash", left_half(&code));
    let answer =
        wrap::form(&[("code", &code), ("id_token", &sign_in.id_token()), ("state", &sign_in.state())]);
    sign_in
        .sample()
        .without_expectation("oidc.rp.nonce")
        .expect("oidc.rp.redirect_uri", LUMEN.redirect_uri)
        .capture("capture-1-request.txt", sign_in.request("code id_token", LUMEN.redirect_uri))
        .capture("capture-2-callback.txt", format!("{}#{answer}", LUMEN.redirect_uri))
        .told(
            "A request and the callback that answers it",
            "Tidepool asks for a code and an ID token at once. Both URLs were copied from the browser's address bar: \
             state, nonce and c_hash tie them together.",
        )
}

fn form_post() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "good-form-post", "2026-03-12T16:00:44Z");
    let body = wrap::form(&[("id_token", &sign_in.id_token()), ("state", &sign_in.state())]);
    sign_in.sample().capture("capture.txt", body).told(
        "The form body by which the browser brings an ID token",
        "An older corner of Tidepool asks for nothing but an ID token and has it posted. \
         The body was copied from the network panel.",
    )
}

fn hs256() -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, "good-hs256", "2026-02-03T08:00:30Z");
    sign_in.token.header("alg", "HS256");
    sign_in.token.without_header("kid");
    sign_in
        .sample()
        .capture("capture.txt", sign_in.token.authenticated(SECRET))
        .key("client-secret.txt", SECRET)
        .expect("oidc.rp.id_token_alg", "HS256")
        .told(
            "Authenticated with the client's secret, which was lent",
            "A small client of Lumen has its ID tokens authenticated with its own secret. \
             Whoever holds that secret, and nobody else, can say whether this one is genuine.",
        )
}

const CHALKLINE: &str = r#"# What Chalkline needs from Fernhill School.
schema = "ssoscope-playbook/1"

[oidc.rp]
id_token_alg = "ES256"
id_token_encrypted = false
max_age = "10m"
acr = ["urn:fernhill:two-factor"]

[[oidc.claim]]
name = "email"
required = true
pattern = ".+@fernhill\\.example"
"#;

fn with_playbook() -> Sample {
    let mut sign_in = SignIn::new(&FERNHILL, "good-with-playbook", "2026-03-13T06:55:00Z");
    sign_in.token.claim("acr", "urn:fernhill:two-factor");
    sign_in.pasted().playbook(CHALKLINE).told(
        "An ID token that gives everything the application needs",
        "Chalkline shows marks and wants a fresh sign-in with two factors and a school address. \
         Its playbook says so, and this token keeps to it.",
    )
}

fn several_audiences() -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, "good-several-audiences", "2026-03-16T11:00:00Z");
    sign_in.token.claim("aud", Json::texts(&["tidepool-web", "harbour-api"]));
    sign_in.token.claim("azp", "tidepool-web");
    sign_in.pasted().told(
        "Two audiences, and azp says who asked",
        "Tidepool passes its ID token on to the harbour's interface, which Lumen names as a second audience. \
         azp says that Tidepool is the one that asked for it.",
    )
}
