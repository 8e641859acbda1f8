//! ID tokens whose key is unknown, another, or none.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};

use super::super::parties::{LUMEN, LUMEN_FORMER_KEY, LUMEN_KEY, SigningKey};
use super::super::provider::{jwk, jwk_for, jwks};
use super::super::sign_in::SignIn;
use super::good::SECRET;
use crate::sample::Sample;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    stale_jwks,
    same_kid_other_key,
    no_kid,
    key_for_encryption,
    hs256_without_secret,
    hs256_with_another_secret,
    hs256_with_an_encoded_secret,
    without_jwks,
];

fn stale_jwks() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "stale-jwks", "2026-01-05T06:00:20Z");
    sign_in
        .pasted()
        .support("jwks.json", jwks(&[jwk(&LUMEN_FORMER_KEY)]))
        .rejected("stale_jwks", &["oidc/kid"])
        .told(
            "Signed with a key that is not among those the client has kept",
            "Lumen changed its key on the first Monday of the year. \
             Tidepool keeps a copy of the keys in its configuration, and at six in the morning nobody got in.",
        )
}

fn same_kid_other_key() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "same-kid-other-key", "2026-01-06T06:00:20Z");
    let other = SigningKey { kid: LUMEN_KEY.kid, ..LUMEN_FORMER_KEY };
    sign_in
        .pasted()
        .support("jwks.json", jwks(&[jwk(&other)]))
        .rejected("stale_jwks", &["oidc/signature"])
        .told(
            "The key ID is known, and the key behind it has changed",
            "Lumen's test system makes new keys at each start and gives them the same name. \
             The client finds the name among its keys and sees no reason to ask again.",
        )
}

fn no_kid() -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, "no-kid", "2026-01-07T10:10:10Z");
    sign_in.token.without_header("kid");
    sign_in
        .pasted()
        .support("jwks.json", jwks(&[jwk(&LUMEN_FORMER_KEY), jwk(&LUMEN_KEY)]))
        .rejected("none", &["oidc/kid"])
        .told(
            "Several keys, and the token does not say which",
            "During the change Lumen publishes both keys, and a module of its own forgets to name the one it used. \
             A client that takes the first key refuses what a client that tries all accepts.",
        )
}

fn key_for_encryption() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "key-for-encryption", "2026-01-08T14:00:00Z");
    sign_in
        .pasted()
        .support("jwks.json", jwks(&[jwk_for(&LUMEN_KEY, "enc", "RSA-OAEP")]))
        .rejected("unfit_key", &["oidc/jwks_key_fit"])
        .told(
            "The key fits, and is published for encryption",
            "Somebody filled in Lumen's key list by hand and wrote enc for a key that signs. \
             Strict clients pass it over and find no key at all.",
        )
}

fn hs256_without_secret() -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, "hs256-with-client-secret", "2026-02-03T08:10:45Z");
    sign_in.token.header("alg", "HS256");
    sign_in.token.without_header("kid");
    sign_in
        .sample()
        .capture("capture.txt", sign_in.token.authenticated(SECRET))
        .expect("oidc.rp.id_token_alg", "HS256")
        .undetermined("none")
        .told(
            "Authenticated with a secret that was not lent",
            "The same small client of Lumen asks the service desk for help and, rightly, keeps its secret to itself. \
             Without it nobody can say whether the token is genuine.",
        )
}

fn hs256_with_another_secret() -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, "hs256-with-another-secret", "2026-02-04T08:10:45Z");
    sign_in.token.header("alg", "HS256");
    sign_in.token.without_header("kid");
    sign_in
        .sample()
        .capture("capture.txt", sign_in.token.authenticated("another-secret-for-samples-that-guards-nothing"))
        .key("client-secret.txt", SECRET)
        .expect("oidc.rp.id_token_alg", "HS256")
        .rejected("wrong_secret", &["oidc/signature"])
        .told(
            "Authenticated with another secret than the client has",
            "Somebody pressed the button for a new secret in Lumen's console and told nobody. \
             The small client still has the old one.",
        )
}

fn hs256_with_an_encoded_secret() -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, "hs256-with-an-encoded-secret", "2026-02-05T08:10:45Z");
    sign_in.token.header("alg", "HS256");
    sign_in.token.without_header("kid");
    sign_in
        .sample()
        .capture("capture.txt", sign_in.token.authenticated(SECRET))
        .key("client-secret.txt", BASE64_URL_SAFE_NO_PAD.encode(SECRET))
        .expect("oidc.rp.id_token_alg", "HS256")
        .rejected("misread_signature", &["oidc/signature"])
        .told(
            "The secret is right, and one side decodes it",
            "Lumen shows secrets in base64 and uses the bytes. \
             The small client's library uses the text that it is given, and every signature is invalid.",
        )
}

fn without_jwks() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "undetermined-without-jwks", "2026-01-09T09:30:00Z");
    sign_in
        .pasted()
        .without_support("jwks.json")
        .without_support("openid-configuration.json")
        .expect("oidc.op.issuer", LUMEN.issuer)
        .undetermined("none")
        .told(
            "A token, and no key to judge it by",
            "Aino pasted her ID token and knows its issuer, and nothing else. \
             Its claims may all be right; whether Lumen made them can't be told without Lumen's keys.",
        )
}
