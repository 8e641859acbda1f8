//! What an organisation demands beyond the specifications: kept to, and not.

use super::super::parties::HALDEN;
use super::super::request::authn_request;
use super::super::sign_in::SignIn;
use crate::instant::plus;
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] = &[within, against];

const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

/// The request, signed in its URL (SAML Bindings 2.0, section 3.4.4.1).
fn signed_request(sign_in: &SignIn) -> String {
    let message = wrap::deflated(&authn_request(&HALDEN, sign_in.slug, plus(sign_in.arrived, -21)));
    let query = wrap::form(&[("SAMLRequest", &message), ("RelayState", "/"), ("SigAlg", RSA_SHA256)]);
    let signature = wrap::base64_bytes(&HALDEN.idp.key.sign_rsa_sha256(query.as_bytes()));
    format!("{}?{query}&Signature={}", HALDEN.idp.sso_url, wrap::percent(&signature))
}

const RULES: &str = r#"# What Halden Freight demands of each of its integrations.
schema = "ssoscope-playbook/1"

[saml.sp]
requests_signed = true

[groups]
name = "groups"
any_of = ["Dispatch"]

[time]
max_lifetime = "10m"
max_session = "12h"

[[policy]]
name = "baseline"
reason = "Halden Freight's security handbook, chapter 4"
minimum_rsa_bits = 2048
algorithms = ["rsa-sha256"]
must_sign = ["assertion"]
acr = ["urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"]
"#;

fn within() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "good-within-policy", "2026-05-26T08:15:32Z");
    sign_in
        .sample()
        .without_expectation("saml.sp.request_id")
        .capture("capture-1-request.txt", signed_request(&sign_in))
        .capture("capture-2-response.txt", wrap::saml_form(&sign_in.response.document(), "/"))
        .playbook(RULES)
        .told(
            "A sign-in that keeps to the organisation's own rules",
            "Halden Freight wrote its rules for every integration into one playbook. \
             Before Ledgerline is let loose on everybody, Mira's sign-in is held against them.",
        )
}

fn against() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "against-policy", "2026-05-26T09:20:00Z");
    let stricter = RULES
        .replace("\"Dispatch\"", "\"Finance\"")
        .replace("\"10m\"", "\"1m\"")
        .replace("\"12h\"", "\"1h\"")
        .replace("2048", "4096")
        .replace("\"rsa-sha256\"", "\"ecdsa-sha256\"")
        .replace("[\"assertion\"]", "[\"assertion\", \"response\"]")
        .replace(
            "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
            "https://refeds.org/profile/mfa",
        );
    let request = authn_request(&HALDEN, sign_in.slug, plus(sign_in.arrived, -21));
    sign_in
        .sample()
        .without_expectation("saml.sp.request_id")
        .capture("capture-1-request.txt", wrap::redirect(HALDEN.idp.sso_url, "SAMLRequest", &request, "/"))
        .capture("capture-2-response.txt", wrap::saml_form(&sign_in.response.document(), "/"))
        .playbook(stricter)
        .rejected(
            "against_policy",
            &[
                "policy/algorithms",
                "policy/context",
                "policy/groups",
                "policy/key_size",
                "policy/lifetime",
                "policy/requests_signed",
                "policy/session",
                "policy/signed",
            ],
        )
        .told(
            "A sign-in that would work, and breaks every rule of the finance department",
            "Finance has rules of its own for whoever reaches the books. \
             The same sign-in that is good enough for everybody else is not good enough there.",
        )
}
