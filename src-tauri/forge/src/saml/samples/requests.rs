//! What the application asks for, and what becomes of it.

use super::super::parties::{HALDEN, ORTIZVALE};
use super::super::request::{authn_request, signed_request};
use super::super::sign_in::SignIn;
use super::super::signature::Signer;
use crate::instant::plus;
use crate::keys;
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] =
    &[unsigned, signed, another_address, signed_in_before, signed_in_anew];

/// Metadata of a provider that wants requests signed.
fn wanting(sign_in: &SignIn) -> String {
    let plain = sign_in.metadata.document(&sign_in.parties.idp);
    plain.replacen("<md:IDPSSODescriptor ", "<md:IDPSSODescriptor WantAuthnRequestsSigned=\"true\" ", 1)
}

fn asked(sign_in: &SignIn, request: &str) -> String {
    wrap::redirect(sign_in.parties.idp.sso_url, "SAMLRequest", request, "/")
}

fn request(sign_in: &SignIn) -> String {
    authn_request(sign_in.parties, sign_in.slug, plus(sign_in.arrived, -20))
}

fn unsigned() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "request-unsigned", "2026-05-19T08:00:20Z");
    sign_in
        .sample()
        .without_expectation("saml.sp.request_id")
        .support("idp.xml", wanting(&sign_in))
        .capture("capture.txt", asked(&sign_in, &request(&sign_in)))
        .undetermined("unsigned_request")
        .warns(&["saml/request_signed"])
        .told(
            "The provider wants requests signed, and this one is not",
            "Halden Freight made it a rule in May that applications sign what they ask. Ledgerline never did, \
             and its people see a page of the provider that says “invalid request”.",
        )
}

fn signed() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "good-request-signed", "2026-05-19T09:00:20Z");
    let by = Signer::rsa(&keys::LEDGERLINE);
    let request = signed_request(&HALDEN, sign_in.slug, plus(sign_in.arrived, -20), by);
    let form = wrap::form(&[("SAMLRequest", &wrap::base64(&request)), ("RelayState", "/")]);
    sign_in.posted().support("idp.xml", wanting(&sign_in)).capture("request.txt", form).told(
        "A request that is signed, as the provider wants it",
        "An hour later Ledgerline signs, with the key that it decrypts with, and everybody gets in.",
    )
}

fn another_address() -> Sample {
    let sign_in = SignIn::new(&ORTIZVALE, "request-names-another-address", "2026-05-20T08:00:20.000Z");
    let request =
        request(&sign_in).replace(ORTIZVALE.sp.acs, "https://casebox.example/auth/saml/callback/v2");
    sign_in
        .sample()
        .without_expectation("saml.sp.request_id")
        .capture("capture.txt", asked(&sign_in, &request))
        .undetermined("wrong_endpoint")
        .warns(&["saml/request_acs"])
        .told(
            "The request asks to be answered at an address that nobody registered",
            "Casebox has a new release whose address for answers ends in v2. The law firm's server knows the old one, \
             and says “an error occurred” and a number.",
        )
}

fn forced(sign_in: &SignIn) -> String {
    request(sign_in).replacen(" ProtocolBinding=", " ForceAuthn=\"true\" ProtocolBinding=", 1)
}

fn signed_in_before() -> Sample {
    let mut sign_in = SignIn::new(&HALDEN, "signed-in-before", "2026-05-21T08:00:20Z");
    let before = sign_in.stamp(-5_400);
    if let Some(authn) = sign_in.response.assertion().authn.as_mut() {
        authn.instant = before;
    }
    sign_in
        .posted()
        .capture("request.txt", asked(&sign_in, &forced(&sign_in)))
        .because("sign_in_too_old")
        .warns(&["saml/authn_instant"])
        .told(
            "The person should sign in anew, and did not have to",
            "Before an expense is paid out, Ledgerline wants the person to prove who they are once more. \
             Halden Freight's provider answers from the morning's session, and Ledgerline asks again, for ever.",
        )
}

fn signed_in_anew() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "good-signed-in-anew", "2026-05-21T09:00:20Z");
    sign_in.posted().capture("request.txt", asked(&sign_in, &forced(&sign_in))).told(
        "The person signs in anew, as the request wants",
        "With the provider's next release it shows its page even to those who have a session, and the expense is paid out.",
    )
}
