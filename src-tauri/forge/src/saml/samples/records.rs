//! What stands beside the messages: artifacts, and the fingerprints of certificates.

use base64::prelude::{BASE64_STANDARD, Engine};
use sha1::{Digest, Sha1};
use sha2::Sha256;

use super::super::parties::HALDEN;
use super::super::sign_in::SignIn;
use crate::keys::{self, KeyPair};
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] =
    &[good_artifact, artifact_of_another, good_fingerprint, fingerprint_of_the_old_certificate];

/// The URL by which an artifact of a provider arrives (SAML Bindings, section 3.6.4).
fn artifact(entity_id: &str) -> String {
    let mut bytes = vec![0, 4, 0, 0];
    bytes.extend(Sha1::digest(entity_id.as_bytes()));
    bytes.extend((1..=20).map(|number: u8| number.wrapping_mul(47)));
    let parameters = wrap::form(&[("SAMLart", &BASE64_STANDARD.encode(bytes)), ("RelayState", "/home")]);
    format!("{}?{parameters}", HALDEN.sp.acs)
}

fn good_artifact() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "good-artifact", "2026-03-10T08:15:32Z");
    sign_in.posted().capture("capture-artifact.txt", artifact(HALDEN.idp.entity_id)).told(
        "A sign-in whose answer was fetched by an artifact",
        "Halden's provider sends the browser back with an artifact, and Ledgerline fetches the response itself. \
         The address that arrived and the response that was fetched were kept together.",
    )
}

fn artifact_of_another() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "artifact-of-another-provider", "2026-03-10T08:15:32Z");
    let former = "https://sso.halden.example/saml/metadata";
    sign_in.posted().capture("capture-artifact.txt", artifact(former)).rejected("wrong_issuer", &["saml/artifact_source"]).told(
        "An artifact of the provider's former name arrives",
        "Halden's provider was renamed. Its metadata has the new entity ID, and its artifacts still carry the hash of the old one: \
         Ledgerline does not know whom to ask.",
    )
}

/// A fingerprint as consoles show it.
fn shown(digest: &[u8]) -> String {
    let pairs: Vec<String> = digest.iter().map(|byte| format!("{byte:02X}")).collect();
    format!("{}\n", pairs.join(":"))
}

fn sha256(key: &KeyPair) -> String {
    let der = BASE64_STANDARD.decode(key.certificate());
    shown(&Sha256::digest(der.expect("the certificate is base64")))
}

fn good_fingerprint() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "good-fingerprint", "2026-03-10T08:15:32Z");
    sign_in.posted().capture("fingerprint.txt", sha256(HALDEN.idp.key)).told(
        "The fingerprint in the application's settings is that of the certificate that signs",
        "Ledgerline shows only the fingerprint of the certificate that it trusts. Before the provider's change of keys somebody \
         wanted to know whether it is the right one.",
    )
}

fn fingerprint_of_the_old_certificate() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "fingerprint-of-old-certificate", "2026-03-10T08:15:32Z");
    sign_in.posted().capture("fingerprint.txt", sha256(&keys::HALDEN_2023)).warns(&["x509/fingerprint"]).told(
        "The fingerprint in the application's settings is that of the certificate before",
        "Halden changed its signing certificate at the turn of the year. Ledgerline's settings still show the fingerprint of the old one.",
    )
}
