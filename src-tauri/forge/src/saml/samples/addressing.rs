//! Answers that went to the wrong place, or came from another than was expected.

use super::super::parties::{BRIGHTWATER, HALDEN, KESTREL, ORTIZVALE};
use super::super::response::request_id;
use super::super::sign_in::SignIn;
use super::super::signature::Signer;
use crate::keys;
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    audience_mismatch,
    audience_trailing_slash,
    wrong_endpoint,
    other_recipient,
    wrong_issuer,
    other_issuer,
    wrong_environment,
    another_request,
    several_audiences,
];

fn audience_mismatch() -> Sample {
    let mut sign_in = SignIn::new(&HALDEN, "audience-mismatch", "2026-03-16T09:04:11Z");
    sign_in.response.assertion().audience = Some("https://intranet.halden.example/saml".into());
    sign_in.posted().rejected("audience_mismatch", &["saml/audience"]).told(
        "The assertion was issued for another application",
        "Halden Freight copied its intranet's entry to set Ledgerline up and left the entity ID as it was. \
         Everybody who opens Ledgerline reads “Sign-in failed, contact your administrator”.",
    )
}

fn audience_trailing_slash() -> Sample {
    let mut sign_in = SignIn::new(&KESTREL, "audience-trailing-slash", "2026-04-07T06:12:45Z");
    let entity_id = "https://rotawell.example/sso/kestrel";
    sign_in.response.assertion().audience = Some(format!("{entity_id}/"));
    sign_in
        .as_base64()
        .expect("saml.sp.entity_id", entity_id)
        .rejected("audience_mismatch", &["saml/audience"])
        .told(
            "One slash too many in the audience",
            "Rotawell gave Kestrel Clinic a new entity ID over the telephone. \
             The clinic typed it with a slash at the end; both sides compared the screens and saw no difference.",
        )
}

fn wrong_endpoint() -> Sample {
    let mut sign_in = SignIn::new(&ORTIZVALE, "wrong-endpoint", "2026-01-26T11:20:09.412Z");
    let plain = ORTIZVALE.sp.acs.replacen("https:", "http:", 1);
    sign_in.response.destination = Some(plain.clone());
    sign_in.response.assertion().confirmation.recipient = Some(plain);
    sign_in.posted().rejected("wrong_endpoint", &["saml/destination", "saml/recipient"]).told(
        "The answer is addressed to http, the application listens on https",
        "Casebox moved behind a load balancer and now believes that it is served without TLS, so its request named an http address. \
         Inés comes back from the federation server and reads “invalid destination”.",
    )
}

fn other_recipient() -> Sample {
    let mut sign_in = SignIn::new(&BRIGHTWATER, "other-recipient", "2026-02-24T15:33:18Z");
    sign_in.response.assertion().confirmation.recipient =
        Some("https://test.quillbook.example/Shibboleth.sso/SAML2/POST".into());
    sign_in.posted().rejected("wrong_endpoint", &["saml/recipient"]).told(
        "The Response is addressed rightly, the assertion in it is not",
        "Brightwater College overrides the Recipient by hand, and the rule still names the library's test system. \
         The browser posts to the right place and the library refuses what it is given.",
    )
}

fn wrong_issuer() -> Sample {
    let mut sign_in = SignIn::new(&ORTIZVALE, "wrong-issuer", "2026-01-27T08:45:30.118Z");
    sign_in.metadata.entity_id = ORTIZVALE.idp.entity_id.replacen("http:", "https:", 1);
    sign_in.as_base64().rejected("wrong_issuer", &["saml/issuer"]).told(
        "The issuer begins with http, the metadata says https",
        "Somebody at Casebox tidied the metadata and made every address begin with https. \
         The federation server's name is no address, begins with http, and is not known any more.",
    )
}

fn other_issuer() -> Sample {
    let mut sign_in = SignIn::new(&HALDEN, "other-issuer", "2026-03-17T12:01:56Z");
    let test = "https://login-test.halden.example/saml/metadata";
    sign_in.response.issuer = test.into();
    sign_in.response.assertion().issuer = test.into();
    sign_in.posted().rejected("wrong_issuer", &["saml/issuer"]).told(
        "The test provider signed in to the production application",
        "A bookmark led to Halden Freight's test provider, which shares its key with the production one. \
         Ledgerline knows only the production provider and refuses.",
    )
}

fn wrong_environment() -> Sample {
    let mut sign_in = SignIn::new(&HALDEN, "wrong-environment", "2026-03-17T14:26:08Z");
    let (test, test_sp) =
        ("https://login-test.halden.example/saml/metadata", "https://test.ledgerline.example/saml");
    sign_in.response.issuer = test.into();
    sign_in.response.destination = Some(format!("{test_sp}/acs"));
    let assertion = sign_in.response.assertion();
    assertion.issuer = test.into();
    assertion.audience = Some(format!("{test_sp}/metadata"));
    assertion.confirmation.recipient = Some(format!("{test_sp}/acs"));
    assertion.signer = Some(Signer::rsa(&keys::HALDEN_2023));
    sign_in
        .posted()
        .rejected(
            "wrong_environment",
            &["saml/issuer", "saml/destination", "saml/recipient", "saml/audience", "saml/signature_key"],
        )
        .told(
            "A test sign-in, judged by what production expects",
            "Ledgerline's support asked for a SAMLResponse, and Halden Freight's administrator sent one of the test system. \
             Issuer, addresses and key are all other ones, and none of them is wrong.",
        )
}

fn another_request() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "another-request", "2026-03-18T08:00:41Z");
    sign_in
        .sample()
        .capture("capture.txt", wrap::saml_form(&sign_in.response.document(), "/"))
        .expect("saml.sp.request_id", request_id("another-request/second-tab"))
        .rejected("in_response_to_mismatch", &["saml/in_response_to"])
        .told(
            "The answer is to another request than the one that is waiting",
            "Mira had Ledgerline open in two tabs and signed in in the first. \
             The second tab's request had replaced the first one's, so the answer fits nothing that Ledgerline remembers.",
        )
}

fn several_audiences() -> Sample {
    let mut sign_in = SignIn::new(&HALDEN, "several-audiences", "2026-03-18T09:30:12Z");
    sign_in.response.assertion().more_audiences = vec!["https://intranet.halden.example/saml"];
    sign_in.posted().warns(&["saml/audience_alone"]).told(
        "One assertion for two applications",
        "Halden Freight's administrator saw two fields for audiences and filled in both, to save work. \
         Whoever runs the intranet can now sign in to Ledgerline as anybody who opens the intranet.",
    )
}
