//! ID tokens that somebody made up, each in a way that some software has fallen for.

use super::super::parties::{FERNHILL, LUMEN, LUMEN_FORMER_KEY};
use super::super::provider::jwk;
use super::super::sign_in::SignIn;
use super::super::token::with_signature;
use crate::sample::Sample;

pub(super) static SAMPLES: &[fn() -> Sample] =
    &[own_key, key_elsewhere, public_key_as_secret, zeros, guessable_secret, steering_kid];

fn own_key() -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, "key-in-the-token", "2026-01-06T23:41:57Z");
    sign_in.token.without_header("kid");
    sign_in.token.header("jwk", jwk(&LUMEN_FORMER_KEY));
    sign_in
        .sample()
        .capture("capture.txt", sign_in.token.signed(&LUMEN_FORMER_KEY))
        .rejected("key_in_the_token", &["oidc/signature_key"])
        .warns(&["oidc/key_in_header"])
        .told(
            "The token brings the key along that it was signed with",
            "Somebody who had found Lumen's former key in a backup signed a token with it and put its public half into the header. \
             A client that takes keys from tokens would let anybody in.",
        )
}

fn key_elsewhere() -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, "key-elsewhere", "2026-01-06T23:52:10Z");
    sign_in.token.header("kid", "k");
    sign_in.token.header("jku", "https://keys.passerby.example/jwks.json");
    sign_in
        .sample()
        .capture("capture.txt", sign_in.token.signed(&LUMEN_FORMER_KEY))
        .rejected("key_in_the_token", &["oidc/kid"])
        .warns(&["oidc/key_in_header"])
        .told(
            "The token says where its key is to be fetched",
            "The same somebody tried again with an address in place of the key. \
             Nothing is fetched from there: whoever made the token made that address too.",
        )
}

fn public_key_as_secret() -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, "public-key-as-secret", "2026-04-04T02:14:00Z");
    sign_in.token.header("alg", "HS256");
    sign_in
        .sample()
        .capture("capture.txt", sign_in.token.authenticated(&LUMEN.key.pair.public_pem()))
        .rejected("public_key_as_secret", &["oidc/alg", "oidc/jwks_key_fit", "oidc/signature"])
        .told(
            "Keyed with the provider's public key",
            "A tester turned Lumen's public key into PEM and used that text as if it were the client's secret. \
             Tidepool's former library would have taken it for genuine.",
        )
}

fn zeros() -> Sample {
    let sign_in = SignIn::new(&FERNHILL, "signature-of-zeros", "2026-04-04T02:31:00Z");
    sign_in
        .sample()
        .capture("capture.txt", with_signature(&sign_in.id_token(), &[0; 64]))
        .rejected("worthless_signature", &["oidc/signature"])
        .told(
            "A signature of zeros",
            "Chalkline once ran on a Java of 2021. A pupil who had read about it sent a token with sixty-four zeros for a signature.",
        )
}

fn guessable_secret() -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, "guessable-secret", "2026-04-04T02:40:00Z");
    sign_in.token.header("alg", "HS256");
    sign_in.token.without_header("kid");
    sign_in
        .sample()
        .capture("capture.txt", sign_in.token.authenticated("changeme"))
        .expect("oidc.rp.id_token_alg", "HS256")
        .rejected("worthless_signature", &["oidc/signature"])
        .told(
            "A client secret that was never changed",
            "A client of Lumen went live with the secret of its template. \
             Nobody lent that secret here, and nobody had to: it is among the first that are guessed.",
        )
}

fn steering_kid() -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, "kid-that-steers", "2026-04-04T02:55:00Z");
    sign_in.token.header("alg", "HS256");
    sign_in.token.header("kid", "../../../../dev/null");
    sign_in
        .sample()
        .capture("capture.txt", sign_in.token.authenticated(""))
        .rejected("worthless_signature", &["oidc/alg", "oidc/signature"])
        .warns(&["oidc/kid_injection"])
        .told(
            "A key's name that leads to an empty file",
            "The tester hoped that Tidepool reads its keys from files by the name that the token gives. \
             The name leads to a file with nothing in it, and the token is keyed with nothing.",
        )
}
