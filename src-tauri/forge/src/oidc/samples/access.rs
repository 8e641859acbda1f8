//! Access tokens, proofs that go with them, and claims that stand elsewhere.

use super::super::har::{Exchange, log};
use super::super::parties::{FERNHILL, LUMEN};
use super::super::provider::{bare_jwk, thumbprint};
use super::super::sign_in::{SignIn, opaque, token_response};
use super::super::token::{Token, left_half};
use crate::instant::at;
use crate::json::Json;
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    access_token,
    access_token_incomplete,
    access_token_ended,
    bound,
    bound_to_another_key,
    proof_with_a_secret,
    groups,
    too_many_groups,
    long_lived,
    state_hashed,
    state_exchanged,
    stood_for,
    not_stood_for,
    refused_by_api,
    renewed_for_api,
];

/// An access token in the profile of RFC 9068.
fn profiled(sign_in: &SignIn) -> Token {
    let mut token = Token::default();
    token.header("alg", "RS256");
    token.header("kid", LUMEN.key.kid);
    token.header("typ", "at+jwt");
    token.claim("iss", LUMEN.issuer);
    token.claim("sub", LUMEN.subject);
    token.claim("aud", "https://api.harbour.example");
    token.claim("client_id", LUMEN.client_id);
    token.claim("exp", sign_in.seconds(3_599));
    token.claim("iat", sign_in.seconds(-1));
    token.claim("jti", opaque(sign_in.slug, "jti"));
    token.claim("scope", "openid profile tides:read");
    token
}

fn with_access_token(sign_in: &SignIn, token: &Token) -> Sample {
    let access_token = token.signed(&LUMEN.key);
    sign_in.sample().capture("capture.json", token_response(&access_token, &sign_in.id_token()))
}

fn access_token() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "good-access-token", "2026-04-20T08:00:00Z");
    with_access_token(&sign_in, &profiled(&sign_in)).told(
        "An access token by the book, beside the ID token",
        "Tidepool asks the harbour's interface for water levels with the access token that came with the ID token. \
         It is for the interface, and says so.",
    )
}

fn access_token_incomplete() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "access-token-incomplete", "2026-04-20T09:00:00Z");
    let mut token = profiled(&sign_in);
    ["client_id", "jti"].iter().for_each(|name| token.without(name));
    with_access_token(&sign_in, &token).rejected("incomplete_message", &["oidc/access_token"]).told(
        "The access token says which profile it keeps to, and does not",
        "Lumen's claims rules were tidied up and took two claims too many out. \
         The harbour's interface reads tokens by RFC 9068 and refuses everybody.",
    )
}

fn access_token_ended() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "access-token-ended", "2026-04-20T10:00:00Z");
    let mut token = profiled(&sign_in);
    token.claim("iat", sign_in.seconds(-4_200));
    token.claim("exp", sign_in.seconds(-600));
    with_access_token(&sign_in, &token).rejected("token_too_old", &["oidc/access_token_exp"]).told(
        "The access token ended ten minutes ago",
        "A proxy of Tidepool's keeps access tokens longer than they live and hands out an old one. \
         The ID token is new, and still nothing works.",
    )
}

/// A bound access token, and a proof with Chalkline's key.
fn proved(slug: &'static str, header: impl Fn(&mut Token), print: String) -> Sample {
    let sign_in = SignIn::new(&LUMEN, slug, "2026-04-20T11:00:00Z");
    let mut token = profiled(&sign_in);
    token.claim("cnf", Json::Object(vec![("jkt", print.into())]));
    let mut proof = Token::default();
    proof.header("typ", "dpop+jwt");
    proof.header("alg", "ES256");
    proof.header("jwk", bare_jwk(&FERNHILL.key));
    proof.claim("jti", opaque(slug, "jti-of-proof"));
    proof.claim("htm", "POST");
    proof.claim("htu", "https://id.lumen.example/token");
    proof.claim("iat", sign_in.seconds(-1));
    header(&mut proof);
    with_access_token(&sign_in, &token).capture("capture-2-proof.txt", proof.signed(&FERNHILL.key))
}

fn bound() -> Sample {
    proved("good-dpop", |_| (), thumbprint(&FERNHILL.key)).told(
        "The access token is bound to a key, and the proof shows that key",
        "Lumen binds access tokens to keys for clients that ask for it. \
         Whoever steals one from a log can't use it without the key.",
    )
}

fn bound_to_another_key() -> Sample {
    proved("dpop-other-key", |_| (), thumbprint(&LUMEN.key))
        .rejected("dpop_mismatch", &["oidc/dpop_binding"])
        .told(
            "The proof shows another key than the token is bound to",
            "Tidepool makes a new key whenever a node starts. After a restart its tokens are bound to a key that is gone, \
             and the interface refuses them all.",
        )
}

fn proof_with_a_secret() -> Sample {
    proved("dpop-without-jti", |proof| proof.without("jti"), thumbprint(&FERNHILL.key))
        .rejected("dpop_mismatch", &["oidc/dpop_proof"])
        .told(
            "The proof lacks what tells it from the one before",
            "A developer made the proof by hand to save a library and left jti out. \
             Lumen answers “invalid_dpop_proof” to every request.",
        )
}

fn groups() -> Sample {
    let mut sign_in = SignIn::new(&FERNHILL, "good-groups", "2026-04-21T07:00:00Z");
    sign_in.token.claim("groups", Json::texts(&["teachers", "year-9"]));
    sign_in.pasted().told(
        "The groups of the person stand in the token",
        "Chalkline shows each teacher the classes of their groups. \
         Ms Adeyemi is in two, and both stand in the token.",
    )
}

const TEACHERS: &str = r#"# What Chalkline needs to show a teacher's classes.
schema = "ssoscope-playbook/1"

[[oidc.claim]]
name = "groups"
required = true
"#;

fn too_many_groups() -> Sample {
    let mut sign_in = SignIn::new(&FERNHILL, "groups-overage", "2026-04-21T08:00:00Z");
    let source = Json::Object(vec![("endpoint", "https://accounts.fernhill.example/groups/of-me".into())]);
    sign_in.token.claim("_claim_names", Json::Object(vec![("groups", "src1".into())]));
    sign_in.token.claim("_claim_sources", Json::Object(vec![("src1", source)]));
    let told = wrap::form(&[("id_token", &sign_in.id_token()), ("state", &sign_in.state())]);
    sign_in
        .sample()
        .capture("capture.txt", told)
        .playbook(TEACHERS)
        .rejected("overage", &["oidc/claims"])
        .warns(&["oidc/groups_overage"])
        .told(
            "The headmaster is in too many groups for a token",
            "Everybody sees their classes but the headmaster, who is in all 312 groups. \
             His token has a pointer in the place of the list, which Chalkline does not follow.",
        )
}

fn long_lived() -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, "id-token-long-lived", "2026-04-21T09:00:00Z");
    let ends = sign_in.seconds(30 * 86_400);
    sign_in.token.claim("exp", ends);
    sign_in.pasted().warns(&["oidc/lifetime"]).told(
        "The ID token is good for a month",
        "Somebody at Lumen wanted people to sign in once a month and made the ID token last that long. \
         Each of them stands in some log and is good until May.",
    )
}

/// An ID token with a hash of the state, as banks want it.
fn hashed(slug: &'static str, state: impl Fn(&SignIn) -> String) -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, slug, "2026-04-21T10:00:00Z");
    let code = sign_in.code();
    let hash = left_half(&sign_in.state());
    sign_in.token.claim("c_hash", left_half(&code));
    sign_in.token.claim("s_hash", hash);
    let answer =
        wrap::form(&[("code", &code), ("id_token", &sign_in.id_token()), ("state", &state(&sign_in))]);
    sign_in.sample().capture("capture.txt", format!("{}#{answer}", LUMEN.redirect_uri))
}

fn state_hashed() -> Sample {
    hashed("good-state-hash", SignIn::state).told(
        "The ID token holds a hash of the state",
        "A customer of Tidepool's is a bank and wants the state tied to the token. \
         s_hash does that, and fits.",
    )
}

fn state_exchanged() -> Sample {
    hashed("state-exchanged", |sign_in| sign_in.state().replace(['a', 'b', 'c', 'd'], "e"))
        .rejected("mixed_answers", &["oidc/s_hash"])
        .told(
            "The state is not the one that the ID token speaks of",
            "The bank's tester exchanged the state on its way, to see whether anybody would notice. \
             s_hash noticed.",
        )
}

/// What the provider says when an interface asks about a token (RFC 7662, section 2.2).
fn introspected(slug: &'static str, arrived: &'static str, answer: Vec<(&'static str, Json)>) -> Sample {
    let sign_in = SignIn::new(&LUMEN, slug, arrived);
    let sample = sign_in.sample().without_expectation("oidc.rp.nonce");
    sample.capture("capture.json", Json::Object(answer).pretty())
}

fn stood_for() -> Sample {
    let answer = vec![
        ("active", Json::Truth(true)),
        ("client_id", LUMEN.client_id.into()),
        ("scope", "openid profile tides:read".into()),
    ];
    introspected("token-stood-for", "2026-04-20T20:00:00Z", answer).undetermined("none").told(
        "The provider stands for the token",
        "The harbour's interface asks Lumen about each token that it is sent. This one is good.",
    )
}

fn not_stood_for() -> Sample {
    introspected("token-not-stood-for", "2026-04-20T21:00:00Z", vec![("active", Json::Truth(false))])
        .rejected("inactive_token", &["oidc/introspection_active"])
        .told(
            "The provider does not stand for the token",
            "Since the move to the new cluster the harbour's interface asks Lumen's test system. \
             That has never heard of any token, and says so in one word.",
        )
}

const WATER_LEVELS: &str = "https://api.harbour.example/levels";

/// The browser's log of requests to the harbour's interface.
fn at_api(slug: &'static str, arrived: &str, traffic: &[Exchange]) -> Sample {
    let sign_in = SignIn::new(&LUMEN, slug, arrived);
    let sample = sign_in.sample().without_expectation("oidc.rp.nonce");
    sample.capture("capture.har", log(at(arrived), traffic))
}

fn refused_by_api() -> Sample {
    let says = r#"Bearer error="invalid_token", error_description="The audience 'https://mail.harbour.example' is invalid""#;
    let traffic = [Exchange::get(WATER_LEVELS).refuses(says)];
    at_api("token-refused-by-api", "2026-04-20T22:00:00Z", &traffic)
        .rejected("wrong_client", &["flow/answered", "oidc/api_refused"])
        .told(
            "Signed in, and the interface refuses the token",
            "Tidepool sends the harbour's interface the token that it got for the mail. \
             The page stays empty, and only a header of the answer says why.",
        )
}

fn renewed_for_api() -> Sample {
    let says = r#"Bearer error="invalid_token", error_description="The access token expired""#;
    let traffic =
        [Exchange::get(WATER_LEVELS).refuses(says), Exchange::get(WATER_LEVELS).json(200, r#"{"level":3}"#)];
    at_api("token-renewed-for-api", "2026-04-20T23:00:00Z", &traffic).undetermined("none").told(
        "The interface refuses an old token and takes the next",
        "Tidepool's token ended over lunch. The interface said so, Tidepool got a new one and asked again.",
    )
}
