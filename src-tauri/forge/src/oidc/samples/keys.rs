//! ID tokens whose key is unknown, another, or none.

use super::super::parties::{LUMEN, LUMEN_FORMER_KEY, LUMEN_KEY, SigningKey};
use super::super::provider::{jwk, jwk_for, jwks};
use super::super::sign_in::SignIn;
use super::good::SECRET;
use crate::sample::Sample;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    stale_jwks,
    same_kid_other_key,
    own_key,
    no_kid,
    key_for_encryption,
    hs256_without_secret,
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

fn own_key() -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, "key-in-the-token", "2026-01-06T23:41:57Z");
    sign_in.token.without_header("kid");
    sign_in.token.header("jwk", jwk(&LUMEN_FORMER_KEY));
    sign_in
        .sample()
        .capture("capture.txt", sign_in.token.signed(&LUMEN_FORMER_KEY))
        .rejected("stale_jwks", &["oidc/signature_key"])
        .told(
            "The token brings the key along that it was signed with",
            "Somebody who had found Lumen's former key in a backup signed a token with it and put its public half into the header. \
             A client that takes keys from tokens would let anybody in.",
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
