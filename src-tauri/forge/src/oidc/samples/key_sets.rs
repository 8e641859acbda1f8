//! Key sets that are sound, and key sets that somebody put together carelessly.

use super::super::parties::{LUMEN, LUMEN_FORMER_KEY, LUMEN_KEY, SigningKey};
use super::super::provider::{certificates_by_name, jwk, jwk_with, jwks};
use super::super::sign_in::SignIn;
use crate::json::Json;
use crate::keys;
use crate::sample::Sample;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    with_certificate,
    by_name,
    rotated,
    changed_at_once,
    private_member,
    other_certificate,
    past_certificate,
    malformed,
    same_name,
    two_names,
    short_key,
];

/// A key with a certificate, which Lumen signs with here.
static CERTIFIED: SigningKey = SigningKey { kid: "lumen-certified", pair: &keys::HALDEN_2025, ..LUMEN_KEY };
/// One whose certificate ends with March 2026.
static PAST: SigningKey = SigningKey { kid: "lumen-past", pair: &keys::HALDEN_2023, ..LUMEN_KEY };

/// An ID token that another key of Lumen signed, and the key set that has it.
fn signed_by(key: &SigningKey, slug: &'static str, arrived: &str, set: &[Json]) -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, slug, arrived);
    sign_in.token.header("kid", key.kid);
    sign_in.sample().capture("capture.txt", sign_in.token.signed(key)).support("jwks.json", jwks(set))
}

fn certificates(pair: &keys::KeyPair) -> Json {
    Json::texts(&[&pair.certificate()])
}

fn with_certificate() -> Sample {
    let key = jwk_with(&CERTIFIED, &[("x5c", certificates(CERTIFIED.pair))]);
    signed_by(&CERTIFIED, "good-key-with-certificate", "2026-03-17T09:00:00Z", &[key, jwk(&LUMEN_KEY)]).told(
        "A key that brings its certificate along",
        "Lumen publishes a certificate with one of its keys, for readers that know nothing else. It holds the same key.",
    )
}

fn by_name() -> Sample {
    signed_by(&CERTIFIED, "good-certificates-by-name", "2026-03-17T09:10:00Z", &[])
        .support("jwks.json", certificates_by_name(&[&CERTIFIED]))
        .told(
            "Certificates by the names of their keys instead of a key set",
            "An older address of Lumen lists its keys as certificates, each by its name. Tidepool's library still reads that one.",
        )
}

fn rotated() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "good-key-rotation", "2026-01-12T06:00:20Z");
    sign_in
        .pasted()
        .support("jwks.json", jwks(&[jwk(&LUMEN_FORMER_KEY)]))
        .support("jwks-now.json", jwks(&[jwk(&LUMEN_FORMER_KEY), jwk(&LUMEN_KEY)]))
        .told(
            "The key set before and after a change, with a key in common",
            "This time Lumen published its new key a week before it signed with it. The old one stays until its tokens are gone.",
        )
}

fn changed_at_once() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "keys-changed-at-once", "2026-01-05T06:10:00Z");
    sign_in
        .pasted()
        .support("jwks.json", jwks(&[jwk(&LUMEN_FORMER_KEY)]))
        .support("jwks-now.json", jwks(&[jwk(&LUMEN_KEY)]))
        .because("keys_changed_at_once")
        .warns(&["oidc/jwks_rotation"])
        .told(
            "One key yesterday, another today, and nothing in common",
            "After the Monday on which nobody got in, somebody compared the key set that Tidepool had kept with the present one.",
        )
}

fn private_member() -> Sample {
    let key = jwk_with(&LUMEN_KEY, &[("d", Json::from("not-shown-here-and-not-the-real-one"))]);
    SignIn::new(&LUMEN, "private-key-published", "2026-01-13T07:00:00Z")
        .pasted()
        .support("jwks.json", jwks(&[key]))
        .rejected("private_key_published", &["oidc/jwks_private"])
        .told(
            "The key set shows a member of the private key",
            "Somebody exported Lumen's key with a tool that writes private keys, and put the file on the web server as it was.",
        )
}

fn other_certificate() -> Sample {
    let key = jwk_with(&LUMEN_KEY, &[("x5c", certificates(&keys::STRANGER))]);
    SignIn::new(&LUMEN, "certificate-of-another-key", "2026-01-14T07:00:00Z")
        .pasted()
        .support("jwks.json", jwks(&[key]))
        .rejected("unfit_key", &["oidc/jwks_certificate"])
        .told(
            "The key's certificate is another key's",
            "When the key was changed, its numbers were written anew and the certificate beside them was forgotten.",
        )
}

fn past_certificate() -> Sample {
    let key = jwk_with(&PAST, &[("x5c", certificates(PAST.pair))]);
    signed_by(&PAST, "certificate-of-a-key-is-past", "2026-04-07T07:00:00Z", &[key])
        .because("careless_key_set")
        .warns(&["oidc/jwks_certificate_dates"])
        .told(
            "The key is good, and its certificate has ended",
            "Lumen publishes the key, so it holds. Its certificate ended a week ago, and some readers look at nothing else.",
        )
}

fn malformed() -> Sample {
    let odd = Json::Object(vec![
        ("kty", "RSA".into()),
        ("kid", "template".into()),
        ("n", "AQAB".into()),
        ("e", "AQAA".into()),
    ]);
    SignIn::new(&LUMEN, "key-set-malformed", "2026-01-15T07:00:00Z")
        .pasted()
        .support("jwks.json", jwks(&[jwk(&LUMEN_KEY), odd]))
        .because("careless_key_set")
        .warns(&["oidc/jwks_format"])
        .told(
            "One key of the set is none",
            "The example of a template was left in Lumen's key set. Most libraries pass over it, and one drops the whole set.",
        )
}

fn same_name() -> Sample {
    let other = SigningKey { kid: LUMEN_KEY.kid, ..LUMEN_FORMER_KEY };
    SignIn::new(&LUMEN, "one-name-two-keys", "2026-01-15T08:00:00Z")
        .pasted()
        .support("jwks.json", jwks(&[jwk(&LUMEN_KEY), jwk(&other)]))
        .because("careless_key_set")
        .warns(&["oidc/jwks_names"])
        .told(
            "Two keys of the set have the same name",
            "Lumen's test system lists the new key and the old one under one name. Which of them is tried first is up to the library.",
        )
}

fn two_names() -> Sample {
    let again = SigningKey { kid: "lumen-2026-02", ..LUMEN_KEY };
    SignIn::new(&LUMEN, "one-key-two-names", "2026-02-02T08:00:00Z")
        .pasted()
        .support("jwks.json", jwks(&[jwk(&LUMEN_KEY), jwk(&again)]))
        .because("careless_key_set")
        .warns(&["oidc/jwks_reuse"])
        .told(
            "The key was rolled in name only",
            "The plan says a new key every month. In February somebody was in a hurry and gave the old one a new name.",
        )
}

fn short_key() -> Sample {
    let short = SigningKey { kid: "lumen-2016", pair: &keys::TALLOW_2016, ..LUMEN_KEY };
    SignIn::new(&LUMEN, "key-set-with-a-short-key", "2026-02-03T08:00:00Z")
        .pasted()
        .support("jwks.json", jwks(&[jwk(&LUMEN_KEY), jwk(&short)]))
        .because("careless_key_set")
        .warns(&["oidc/jwks_strength"])
        .told(
            "A key of 1024 bits is still among the others",
            "Nothing is signed with Lumen's key of ten years ago any more. It stands in the set all the same, and would be believed.",
        )
}
