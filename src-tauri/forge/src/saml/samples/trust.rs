//! Whose key it was: known, unknown, outdated, weak.

use super::super::parties::{BRIGHTWATER, HALDEN, TALLOW};
use super::super::sign_in::SignIn;
use super::super::signature::{Algorithm, Shows, Signer};
use crate::keys;
use crate::sample::Sample;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    stale_certificate,
    stale_certificate_not_shown,
    stale_certificate_by_number,
    without_metadata,
    embedded_certificate_only,
    by_certificate,
    by_secret,
    weak_algorithm,
    weak_key,
];

fn stale_certificate() -> Sample {
    let mut sign_in = SignIn::new(&HALDEN, "stale-certificate", "2026-03-23T07:05:29Z");
    sign_in.metadata.keys = vec![&keys::HALDEN_2023];
    sign_in.posted().rejected("stale_certificate", &["saml/signature_key"]).told(
        "Signed with a new key that the application has not heard of",
        "Halden Freight's provider changed its signing certificate on Sunday, as announced. \
         Ledgerline still holds the metadata of 2023, and on Monday morning nobody gets in.",
    )
}

fn stale_certificate_not_shown() -> Sample {
    let mut sign_in = SignIn::new(&HALDEN, "stale-certificate-not-shown", "2026-03-23T07:48:02Z");
    sign_in.response.assertion().signer = Some(Signer { shows: Shows::Nothing, ..HALDEN.signer() });
    sign_in.metadata.keys = vec![&keys::HALDEN_2023];
    sign_in.as_base64().rejected("stale_certificate", &["saml/signature_key"]).told(
        "Signed with an unknown key, and the message does not say which",
        "The same Monday at another of Halden Freight's applications, whose answers carry no certificate. \
         The signature fits none of the keys in the metadata; that is all that its log says.",
    )
}

fn stale_certificate_by_number() -> Sample {
    let shows = Shows::IssuerSerial(
        "CN=login.halden.example, O=Halden Freight",
        "37521423823486322671958604017072778687",
    );
    let mut sign_in = SignIn::new(&HALDEN, "stale-certificate-by-number", "2026-03-23T08:12:44Z");
    sign_in.response.assertion().signer = Some(Signer { shows, ..HALDEN.signer() });
    sign_in.metadata.keys = vec![&keys::HALDEN_2023];
    sign_in.posted().rejected("stale_certificate", &["saml/signature_key"]).told(
        "Signed with an unknown key, and the message names it by number",
        "A third application of Halden Freight's gets the certificate's issuer and serial number in place of the certificate. \
         No key of the old metadata has that number.",
    )
}

fn without_metadata() -> Sample {
    let mut sign_in = SignIn::new(&BRIGHTWATER, "undetermined-without-metadata", "2026-02-27T14:14:14Z");
    sign_in.response.assertion().signer = Some(Signer { shows: Shows::Nothing, ..BRIGHTWATER.signer() });
    sign_in.as_base64().without_support("idp.xml").undetermined("none").told(
        "A message, and nothing to judge its signature by",
        "Tomasz pasted his SAMLResponse and nothing else. \
         All that it says of itself may be right; whether the college said it can't be told without the college's metadata.",
    )
}

fn embedded_certificate_only() -> Sample {
    let mut sign_in = SignIn::new(&HALDEN, "embedded-certificate-only", "2026-03-24T16:22:10Z");
    sign_in.response.assertion().signer = Some(Signer::rsa(&keys::STRANGER));
    sign_in.posted().without_support("idp.xml").undetermined("none").told(
        "The signature fits the certificate that came with it, and proves nothing",
        "A security tester sent Ledgerline this answer. It is signed, the certificate inside says Halden Freight, and anybody can make one that does: \
         only the provider's own metadata can say whose key it is.",
    )
}

fn by_certificate() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "good-by-certificate", "2026-03-24T16:40:55Z");
    sign_in
        .posted()
        .without_support("idp.xml")
        .support("idp.crt", keys::HALDEN_2025.certificate_pem)
        .expect("saml.idp.entity_id", HALDEN.idp.entity_id)
        .told(
            "A certificate and a name in place of metadata",
            "Ledgerline's set-up page asks for the provider's entity ID and its certificate and takes no metadata. \
             With these two the answer is sound.",
        )
}

fn by_secret() -> Sample {
    let signer = Signer { algorithm: Algorithm::HmacSha256, shows: Shows::Nothing, ..HALDEN.signer() };
    let mut sign_in = SignIn::new(&HALDEN, "good-by-secret", "2026-03-24T16:58:30Z");
    sign_in.response.assertion().signer = Some(signer);
    sign_in.metadata.keys = Vec::new();
    sign_in.posted().key("shared-secret.txt", keys::SHARED_SECRET).told(
        "Signed with a secret that both sides hold",
        "Halden Freight's oldest application has no certificate of its provider: the two agreed on a secret. \
         Lent that, the answer is sound; it shows that somebody made it who knows the secret.",
    )
}

fn weak_algorithm() -> Sample {
    let mut sign_in = SignIn::new(&BRIGHTWATER, "weak-algorithm", "2026-02-27T17:01:38Z");
    let signer = Signer { algorithm: Algorithm::RsaSha1, ..BRIGHTWATER.signer() };
    sign_in.response.assertion().signer = Some(signer);
    sign_in.posted().because("weak_algorithm").warns(&["saml/algorithm_strength"]).told(
        "Signed with SHA-1",
        "Quillbook will refuse SHA-1 from its summer release on and writes to those who still use it. \
         Brightwater College's provider was set up in 2019 and has signed this way ever since.",
    )
}

fn weak_key() -> Sample {
    SignIn::new(&TALLOW, "weak-key", "2026-05-05T10:00:00Z").posted().because("weak_algorithm").warns(&["x509/key_strength"]).told(
        "A key of 1024 bits",
        "Tallow's portal has had the same key since 2016. \
         Minutes, which keeps the council's records, lets it pass for now and wants 2048 bits by the end of the year.",
    )
}
