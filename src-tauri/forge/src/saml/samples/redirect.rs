//! Logout by redirect: the signature stands in the URL.

use super::super::element::Element;
use super::super::parties::{BRIGHTWATER, HALDEN, Parties};
use super::super::response::identifier;
use super::super::sign_in::SignIn;
use crate::keys::KeyPair;
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] =
    &[good_logout, escapes_rewritten, relay_state_added, other_relay_state];

const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

/// The request to sign somebody out, as the identity provider sends it.
fn logout_request(sign_in: &SignIn, parties: &Parties) -> String {
    let slo = parties.sp.acs.replace("acs", "slo");
    Element::new("samlp:LogoutRequest")
        .with("ID", identifier(sign_in.slug, "logout"))
        .with("Version", "2.0")
        .with("IssueInstant", sign_in.stamp(-1))
        .with("Destination", slo)
        .child(Element::new("saml:Issuer").text(parties.idp.entity_id))
        .child(
            Element::new("saml:NameID")
                .with("Format", parties.person.name_id_format)
                .text(parties.person.name_id),
        )
        .child(Element::new("samlp:SessionIndex").text(identifier(sign_in.slug, "session")))
        .document(parties.spelling)
}

/// The query as it is signed, and the whole URL.
fn signed(sign_in: &SignIn, parties: &Parties, key: &KeyPair, relay_state: Option<&str>) -> String {
    let message = wrap::deflated(&logout_request(sign_in, parties));
    let relay_state = relay_state.map(|state| ("RelayState", state));
    let fields: Vec<(&str, &str)> =
        [Some(("SAMLRequest", message.as_str())), relay_state, Some(("SigAlg", RSA_SHA256))]
            .into_iter()
            .flatten()
            .collect();
    let query = wrap::form(&fields);
    let signature = wrap::base64_bytes(&key.sign_rsa_sha256(query.as_bytes()));
    format!("{}?{query}&Signature={}", parties.sp.acs.replace("acs", "slo"), wrap::percent(&signature))
}

fn sample(sign_in: &SignIn, url: String) -> Sample {
    sign_in.sample().without_expectation("saml.sp.request_id").capture("capture.txt", url)
}

fn good_logout() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "good-logout-redirect", "2026-05-11T15:02:11Z");
    let url = signed(&sign_in, &HALDEN, HALDEN.idp.key, Some("/signed-out"));
    sample(&sign_in, url).told(
        "A logout by redirect, signed in the URL",
        "Halden Freight signs people out of Ledgerline when they leave the portal. \
         The signature is over the parameters of the URL, as they stand there.",
    )
}

fn escapes_rewritten() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "redirect-escapes-rewritten", "2026-05-12T15:02:11Z");
    let url = signed(&sign_in, &HALDEN, HALDEN.idp.key, Some("/signed-out"));
    let lower = url.replace("%2F", "%2f").replace("%2B", "%2b").replace("%3D", "%3d").replace("%3A", "%3a");
    sample(&sign_in, lower).rejected("redirect_rewritten", &["saml/redirect_signature"]).told(
        "A proxy rewrote the escapes of a signed URL",
        "Since Ledgerline's new gateway, signing out ends in “invalid signature”. \
         The gateway decodes each query and writes it anew, with small letters in its escapes.",
    )
}

fn relay_state_added() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "redirect-relay-state-added", "2026-05-13T15:02:11Z");
    let url = signed(&sign_in, &HALDEN, HALDEN.idp.key, None);
    let with = url.replace("&SigAlg=", "&RelayState=%2Fportal&SigAlg=");
    sample(&sign_in, with).rejected("redirect_rewritten", &["saml/redirect_signature"]).told(
        "A RelayState was added to a URL that was signed without one",
        "Ledgerline's portal appends a RelayState to every link that it passes on, also to those that are signed.",
    )
}

fn other_relay_state() -> Sample {
    let sign_in = SignIn::new(&BRIGHTWATER, "redirect-relay-state-changed", "2026-05-14T15:02:11Z");
    let url = signed(&sign_in, &BRIGHTWATER, BRIGHTWATER.idp.key, Some("https://quillbook.example/bye"));
    let changed = url.replace("quillbook.example%2Fbye", "quillbook.examp1e%2Fbye");
    sample(&sign_in, changed).rejected("redirect_rewritten", &["saml/redirect_signature"]).told(
        "The RelayState of a signed URL was exchanged",
        "A link in a mail signs people out of Quillbook and sends them on to a look-alike. \
         The key is the college's own, and what it signed is not what stands in the URL.",
    )
}
