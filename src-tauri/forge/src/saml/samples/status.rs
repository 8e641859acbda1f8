//! Answers in which the provider says no, or says nothing.

use super::super::parties::{BRIGHTWATER, HALDEN, ORTIZVALE};
use super::super::sign_in::SignIn;
use crate::sample::Sample;

pub(super) static SAMPLES: &[fn() -> Sample] =
    &[idp_refused, request_denied, no_passive, no_assertion, version];

fn refused(sign_in: &mut SignIn, status: &[&'static str], message: Option<&'static str>) {
    sign_in.response.status = status.to_vec();
    sign_in.response.status_message = message;
    sign_in.response.assertion = None;
}

fn idp_refused() -> Sample {
    let mut sign_in = SignIn::new(&ORTIZVALE, "idp-refused", "2026-01-30T09:27:42.333Z");
    refused(&mut sign_in, &["Responder", "AuthnFailed"], Some("The user account is locked."));
    sign_in.posted().rejected("idp_refused", &["saml/status"]).told(
        "The provider could not sign the person in",
        "Inés mistyped her password five times and her account was locked. \
         The federation server told Casebox so, and Casebox showed her “SAML error”.",
    )
}

fn request_denied() -> Sample {
    let mut sign_in = SignIn::new(&HALDEN, "idp-refused-request-denied", "2026-03-27T13:13:31Z");
    refused(&mut sign_in, &["Responder", "RequestDenied"], Some("User is not assigned to this application."));
    sign_in.posted().rejected("consent_or_policy", &["saml/status"]).told(
        "The person is not assigned to the application",
        "A new colleague at Halden Freight signs in rightly and is sent back to Ledgerline with an error. \
         At the provider nobody added her to the group that may use it.",
    )
}

fn no_passive() -> Sample {
    let mut sign_in = SignIn::new(&BRIGHTWATER, "idp-refused-no-passive", "2026-03-04T07:31:00Z");
    refused(&mut sign_in, &["Responder", "NoPassive"], None);
    sign_in.as_base64().rejected("idp_refused", &["saml/status"]).told(
        "Asked not to ask, the provider had nobody to answer for",
        "Quillbook looks in the background whether somebody is signed in already. \
         The college answers that it would have to show its page, and the library's log fills with errors that are none.",
    )
}

fn no_assertion() -> Sample {
    let mut sign_in = SignIn::new(&HALDEN, "no-assertion", "2026-03-27T15:40:00Z");
    sign_in.response.assertion = None;
    sign_in.response.signer = Some(HALDEN.signer());
    sign_in.posted().rejected("incomplete_message", &["saml/assertion_present"]).told(
        "The provider says Success and sends no assertion",
        "A rule at Halden Freight's provider that should remove one attribute removes the whole statement for contractors. \
         The answer is signed, successful and empty.",
    )
}

fn version() -> Sample {
    let mut sign_in = SignIn::new(&ORTIZVALE, "version-1-1", "2026-02-02T10:00:00.000Z");
    sign_in.response.version = "1.1";
    sign_in.posted().rejected("incomplete_message", &["saml/version"]).told(
        "A message that calls itself SAML 1.1",
        "Somebody at Ortiz and Vale chose “SAML 1.1” in a list to see what it does. \
         The server kept the new shape and wrote the old number.",
    )
}
