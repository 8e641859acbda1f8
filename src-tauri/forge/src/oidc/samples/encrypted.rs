//! Encrypted ID tokens: opened, for another key, changed, and around claims that nobody signed.

use super::super::encryption::{changed, encrypted};
use super::super::parties::LUMEN;
use super::super::sign_in::SignIn;
use crate::keys;
use crate::sample::Sample;

pub(super) static SAMPLES: &[fn() -> Sample] = &[opened, other_key, changed_on_the_way, bare_claims];

const KID: &str = "tidepool-enc";

fn opened() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "good-encrypted", "2026-03-17T14:02:00Z");
    sign_in
        .sample()
        .capture("capture.txt", encrypted(&sign_in.id_token(), KID, &keys::TIDEPOOL))
        .key("rp.key", keys::TIDEPOOL.private_pem)
        .expect("oidc.rp.id_token_encrypted", "true")
        .told(
            "An encrypted ID token, and the key that opens it",
            "Tidepool's developer lent the key that one of the customers in health care had asked about. \
             The signed token inside is sound, from the nonce to the signature.",
        )
}

fn other_key() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "encrypted-for-another-key", "2026-04-13T08:20:00Z");
    sign_in
        .sample()
        .capture("capture.txt", encrypted(&sign_in.id_token(), "tidepool-enc-2024", &keys::LEDGERLINE_OLD))
        .key("rp.key", keys::TIDEPOOL.private_pem)
        .expect("oidc.rp.id_token_encrypted", "true")
        .rejected("encrypted_for_another_key", &["oidc/decryptable"])
        .told(
            "The ID token is encrypted for a key that is put away",
            "Tidepool published a new encryption key and deleted the old one the same evening. \
             Lumen reads the key set once a day, and until noon nobody could be let in.",
        )
}

fn changed_on_the_way() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "encrypted-changed", "2026-04-13T09:40:00Z");
    sign_in
        .sample()
        .capture("capture.txt", changed(&sign_in.id_token(), KID, &keys::TIDEPOOL))
        .key("rp.key", keys::TIDEPOOL.private_pem)
        .expect("oidc.rp.id_token_encrypted", "true")
        .rejected("ciphertext_damaged", &["oidc/decryptable"])
        .told(
            "The key fits, and the token was changed after it was encrypted",
            "A token was read out over the telephone and typed in again, all 1,400 characters of it. \
             One of them is another, and the tag at the end tells.",
        )
}

fn bare_claims() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "encrypted-not-signed", "2026-04-13T11:11:00Z");
    sign_in
        .sample()
        .capture("capture.txt", encrypted(&sign_in.token.claims_alone(), KID, &keys::TIDEPOOL))
        .key("rp.key", keys::TIDEPOOL.private_pem)
        .expect("oidc.rp.id_token_encrypted", "true")
        .rejected("unsigned", &["oidc/nested_signature"])
        .told(
            "Encrypted, and signed by nobody",
            "Somebody took Tidepool's public key from its key set and encrypted claims of their own for it. \
             They open well, and nothing says that Lumen wrote them.",
        )
}
