//! ID tokens that were changed, or never signed as agreed.

use super::super::parties::{FERNHILL, LUMEN};
use super::super::sign_in::SignIn;
use super::super::token::{Token, in_flattened_json, with_header_of, with_payload_of, with_pretty_payload};
use super::good::SECRET;
use crate::sample::Sample;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    altered_claims,
    altered_issuer,
    written_anew,
    changed_header,
    alg_none,
    other_algorithm,
    signature_in_der,
    cut_signature,
    four_dots,
    in_json,
    nested,
    body_signed,
    body_changed,
];

/// A request for a consent whose body is signed in a header, as banks have it.
fn consent(sign_in: &SignIn, amount: &str, sent: &str) -> String {
    let mut body = Token::default();
    body.header("alg", LUMEN.key.algorithm.name());
    body.header("kid", LUMEN.key.kid);
    body.claim("consent", sign_in.slug);
    body.claim("amount", amount);
    let token = body.signed(&LUMEN.key);
    let (header, rest) = token.split_once('.').expect("three parts");
    let (_, signature) = rest.split_once('.').expect("three parts");
    body.claim("amount", sent);
    format!(
        "POST /consents HTTP/1.1\nHost: api.northpier.example\nx-jws-signature: {header}..{signature}\n\
         Content-Type: application/json\n\n{}",
        body.claims_alone()
    )
}

fn body_signed() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "body-signed", "2026-03-31T19:10:00Z");
    sign_in.sample().capture("capture.txt", consent(&sign_in, "120.00", "120.00")).undetermined("none").told(
        "A request whose body is signed in a header",
        "Tidepool asks the Northpier bank for a consent and signs the body, as the bank demands. The signature is over these very bytes; \
         nobody signs in by it.",
    )
}

fn body_changed() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "body-changed", "2026-03-31T19:20:00Z");
    sign_in
        .sample()
        .capture("capture.txt", consent(&sign_in, "120.00", "1120.00"))
        .rejected("none", &["oidc/detached_signature"])
        .told(
            "A body that is not what the header signs",
            "Between Tidepool and the bank somebody put a one in front of the amount. \
             The header still signs the old amount.",
        )
}

fn altered_claims() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "altered-claims", "2026-03-31T18:00:00Z");
    let mut promoted = sign_in.token.clone();
    promoted.claim("email", "harbour.master@harbour.example");
    let token = with_payload_of(&sign_in.id_token(), &promoted.signed(&LUMEN.key));
    sign_in
        .sample()
        .capture("capture.txt", token)
        .rejected("altered_after_signing", &["oidc/signature"])
        .told(
            "The e-mail address was changed after Lumen had signed",
            "Somebody decoded an ID token, wrote the harbour master's address into it and encoded it again. \
         The signature is still the one over the old address.",
        )
}

fn altered_issuer() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "altered-issuer", "2026-03-31T18:10:00Z");
    let mut moved = sign_in.token.clone();
    moved.claim("iss", "https://login.northpier.example");
    let token = with_payload_of(&sign_in.id_token(), &moved.signed(&LUMEN.key));
    sign_in
        .sample()
        .capture("capture.txt", token)
        .rejected("altered_after_signing", &["oidc/iss", "oidc/signature"])
        .told(
            "The issuer was changed, and the key gives it away",
            "A tester wrote another issuer into one of Lumen's tokens. It looks like one of another provider, \
             but the signature was made with Lumen's key.",
        )
}

fn written_anew() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "payload-written-anew", "2026-03-31T18:20:00Z");
    sign_in
        .sample()
        .capture("capture.txt", with_pretty_payload(&sign_in.id_token(), &sign_in.token))
        .rejected("altered_after_signing", &["oidc/signature"])
        .told(
            "The same claims, in another layout",
            "A gateway before Tidepool decodes each token to log it nicely, and passes on what it logged. \
             Every claim is what Lumen wrote, and the signature covers the bytes and not the claims.",
        )
}

fn changed_header() -> Sample {
    let sign_in = SignIn::new(&FERNHILL, "header-changed", "2026-03-31T18:40:00Z");
    let mut typed = sign_in.token.clone();
    typed.header("jku", "https://chalkline.example/keys");
    sign_in
        .sample()
        .capture("capture.txt", with_header_of(&sign_in.id_token(), &typed.signed(&FERNHILL.key)))
        .rejected("altered_after_signing", &["oidc/signature"])
        .warns(&["oidc/key_in_header"])
        .told(
            "Something was added to the header after the school had signed",
            "Chalkline's developer wanted to help the library find the keys and wrote their address into the header of a token. \
             The header is signed too.",
        )
}

fn cut_signature() -> Sample {
    let sign_in = SignIn::new(&FERNHILL, "signature-cut", "2026-04-02T15:30:00Z");
    let token = sign_in.id_token();
    sign_in
        .sample()
        .capture("capture.txt", token.get(..token.len() - 22).unwrap_or_default())
        .rejected("damaged_paste", &["oidc/signature"])
        .told(
            "The end of the token is missing",
            "The log of Chalkline cuts its lines at a fixed length, and the last of the token went over it.",
        )
}

fn alg_none() -> Sample {
    let mut sign_in = SignIn::new(&FERNHILL, "alg-none", "2026-04-01T07:07:00Z");
    sign_in.token.header("alg", "none");
    sign_in.token.without_header("kid");
    sign_in
        .sample()
        .capture("capture.txt", sign_in.token.unsecured())
        .rejected("unsigned", &["oidc/alg", "oidc/signature"])
        .told(
            "The token says that it isn't signed",
            "A pupil read that a token may call its algorithm none. \
             Chalkline refused it and asks whether that was an attack.",
        )
}

fn other_algorithm() -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, "other-algorithm", "2026-04-02T11:45:00Z");
    sign_in.token.header("alg", "HS256");
    sign_in.token.without_header("kid");
    sign_in
        .sample()
        .capture("capture.txt", sign_in.token.authenticated(SECRET))
        .key("client-secret.txt", SECRET)
        .expect("oidc.rp.id_token_alg", "RS256")
        .rejected("wrong_algorithm", &["oidc/alg"])
        .told(
            "HS256, where RS256 was agreed",
            "At Lumen somebody chose another algorithm for Tidepool in passing. \
             The token is genuine, and Tidepool keeps to what it registered.",
        )
}

fn signature_in_der() -> Sample {
    let sign_in = SignIn::new(&FERNHILL, "signature-in-der", "2026-04-02T15:00:00Z");
    sign_in
        .sample()
        .capture("capture.txt", sign_in.token.signed_in_der(&FERNHILL.key))
        .rejected("misread_signature", &["oidc/signature"])
        .told(
            "A good signature, written down in another form",
            "Fernhill School moved its key into a security module, which writes signatures as certificates do. \
             A token wants the same two numbers side by side, and every client calls the signature invalid.",
        )
}

fn four_dots() -> Sample {
    let sign_in = SignIn::new(&FERNHILL, "broken-header", "2026-04-03T08:00:00Z");
    let token = sign_in.id_token();
    let (_, rest) = token.split_once('.').expect("a token has dots");
    sign_in
        .sample()
        .capture("capture.txt", format!("eyJhbGciOiJFUzI1NiIs.{rest}"))
        .rejected("damaged_paste", &["oidc/format", "oidc/signature"])
        .told(
            "The token lost a piece of its first part",
            "The token was carried over from a paper printout. \
         A line is missing, and its header ends in the middle.",
        )
}

fn in_json() -> Sample {
    let sign_in = SignIn::new(&FERNHILL, "token-in-json", "2026-04-03T09:00:00Z");
    sign_in
        .sample()
        .capture("capture.json", in_flattened_json(&sign_in.id_token()))
        .expect("oidc.op.issuer", FERNHILL.issuer)
        .rejected("incomplete_message", &["oidc/format"])
        .told(
            "The parts of the token as members of JSON",
            "A new module of Fernhill School signs in the JSON form that documents are signed in. \
             The signature is good, and no client reads an ID token like this.",
        )
}

fn nested() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "token-in-a-token", "2026-04-03T10:00:00Z");
    sign_in
        .sample()
        .capture("capture.txt", Token::nested(&sign_in.id_token(), &LUMEN.key))
        .told(
            "A signed token inside a signed token",
            "A gateway of Lumen signs what passes through it once more. Both signatures are Lumen's; the claims are in the inner one.",
        )
}
