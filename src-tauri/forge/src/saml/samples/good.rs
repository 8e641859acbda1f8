//! Sign-ins that work, in the shapes that products give them.

use super::super::encryption::encrypted;
use super::super::metadata::sp_metadata;
use super::super::parties::{BRIGHTWATER, HALDEN, KESTREL, ORTIZVALE, PERSISTENT};
use super::super::request::authn_request;
use super::super::response::PASSWORD;
use super::super::sign_in::SignIn;
use crate::instant::plus;
use crate::keys;
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    post,
    many_groups,
    response_signed,
    both_signed,
    with_request,
    microsoft,
    ecdsa,
    with_playbook,
    encrypted_assertion,
    key_in_container,
];

fn post() -> Sample {
    SignIn::new(&HALDEN, "good-post", "2026-03-10T08:15:32Z").posted().told(
        "A sign-in that works, as the browser posted it",
        "Mira at Halden Freight opened Ledgerline and was let in. \
         The form body was copied from the browser's network panel to have something to compare a broken one with.",
    )
}

/// What a directory of some size says of one person.
const GROUPS: [&str; 24] = [
    "depot-antwerp",
    "depot-ghent",
    "depot-rotterdam",
    "drivers-cross-border",
    "drivers-local",
    "fleet-planning",
    "finance-approvers",
    "finance-expenses",
    "finance-invoices",
    "hazardous-goods",
    "incident-readers",
    "intranet-authors",
    "ledgerline-approvers",
    "ledgerline-users",
    "maintenance-planners",
    "night-shift",
    "payroll-readers",
    "project-quay-7",
    "safety-delegates",
    "service-desk-level-1",
    "training-coaches",
    "travel-bookers",
    "vpn-users",
    "works-council",
];

fn many_groups() -> Sample {
    let mut sign_in = SignIn::new(&HALDEN, "good-many-groups", "2026-03-10T09:41:03Z");
    let groups = GROUPS.map(|group| format!("CN={group},OU=Groups,DC=halden-freight,DC=example"));
    sign_in.response.assertion().attributes.push(("memberOf", groups.to_vec()));
    sign_in.posted().told(
        "A sign-in that brings two dozen groups along",
        "Halden Freight's directory sends every group that Mira is in, whether Ledgerline asks for it or not. \
         It works; the operators wanted to see how long such a message gets before they ask for fewer.",
    )
}

fn response_signed() -> Sample {
    let mut sign_in = SignIn::new(&BRIGHTWATER, "good-response-signed", "2026-02-19T13:40:07Z");
    sign_in.response.assertion().signer = None;
    sign_in.response.signer = Some(BRIGHTWATER.signer());
    let page = wrap::html_page(BRIGHTWATER.sp.acs, &sign_in.response.document());
    sign_in.sample().capture("capture.html", page).expect("saml.sp.signed", "either").told(
        "Only the Response is signed, and that is enough",
        "Tomasz at Brightwater College reached the library, Quillbook. \
         The college signs the Response and not the Assertion in it; the librarian saved the page that the browser posts from and asks whether that is safe.",
    )
}

fn both_signed() -> Sample {
    let mut sign_in = SignIn::new(&BRIGHTWATER, "good-both-signed", "2026-02-20T09:02:51Z");
    sign_in.response.signer = Some(BRIGHTWATER.signer());
    let mail = wrap::quoted_mail(
        "On 20 February 2026, service desk",
        &wrap::lines_of(&wrap::base64(&sign_in.response.document()), 72),
    );
    let sample = sign_in.sample().capture("capture.txt", mail).expect("saml.sp.signed", "both");
    sample.because("damaged_paste").warns(&["paste/intact"]).told(
        "Response and Assertion are both signed",
        "Quillbook now wants both signatures, and Brightwater College switched the second one on. \
         The service desk sent the SAMLResponse by mail, where the mail program quoted every line.",
    )
}

fn with_request() -> Sample {
    let mut sign_in = SignIn::new(&HALDEN, "good-with-request", "2026-03-11T07:58:20Z");
    sign_in.metadata.valid_until = Some("2026-04-10T00:00:00Z");
    let request = authn_request(&HALDEN, sign_in.slug, plus(sign_in.arrived, -21));
    let url = wrap::redirect(HALDEN.idp.sso_url, "SAMLRequest", &request, "/expenses");
    sign_in
        .sample()
        .without_expectation("saml.sp.entity_id")
        .without_expectation("saml.sp.acs")
        .without_expectation("saml.sp.request_id")
        .capture("capture-1-request.txt", url)
        .capture("capture-2-response.txt", wrap::saml_form(&sign_in.response.document(), "/expenses"))
        .support("sp.xml", sp_metadata(&HALDEN.sp, None))
        .told(
            "The request and its answer, with the metadata of both sides",
            "Mira's sign-in was recorded from the first redirect to the posted answer. \
             Both administrators handed in their metadata, so nothing has to be typed.",
        )
}

fn microsoft() -> Sample {
    let sign_in = SignIn::new(&ORTIZVALE, "good-default-namespaces", "2026-01-22T16:11:05.204Z");
    sign_in.as_xml(sign_in.response.document()).told(
        "A message without prefixes",
        "Inés at Ortiz and Vale opened Casebox. Her firm's federation server makes each namespace the default where it begins, \
         so the decoded message looks unlike the handbook's, and means the same.",
    )
}

fn ecdsa() -> Sample {
    let sign_in = SignIn::new(&KESTREL, "good-ecdsa", "2026-04-02T05:47:13Z");
    sign_in.as_base64().told(
        "Signed on an elliptic curve",
        "Kestrel Clinic moved its keys to P-256 over the night. \
         Noor opened the rota in the morning, was let in, and the clinic keeps the message as a proof.",
    )
}

const ROTAWELL: &str = r#"# What Rotawell needs from Kestrel Clinic's sign-ins.
schema = "ssoscope-playbook/1"

[saml.sp]
name_id_format = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
authn_context = ["urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"]

[[saml.attribute]]
name = "email"
required = true

[[saml.attribute]]
name = "Role"
required = true
equals = "ward-lead"
"#;

fn with_playbook() -> Sample {
    let sign_in = SignIn::new(&KESTREL, "good-with-playbook", "2026-04-02T05:52:40Z");
    debug_assert!(ROTAWELL.contains(PERSISTENT) && ROTAWELL.contains(PASSWORD));
    sign_in.posted().playbook(ROTAWELL).told(
        "A sign-in that gives everything the application needs",
        "Rotawell wants a persistent NameID, a password behind TLS, an e-mail address and a role. \
         Its playbook says so, and this sign-in of Kestrel Clinic keeps to it.",
    )
}

fn encrypted_assertion() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "good-encrypted", "2026-03-12T10:30:00Z");
    let inner = sign_in.response.assertion.as_ref().map(|inner| encrypted(inner, &HALDEN, &keys::LEDGERLINE));
    let document = sign_in.response.around(inner).document(HALDEN.spelling);
    sign_in
        .sample()
        .capture("capture.txt", wrap::base64(&document))
        .key("sp.key", keys::LEDGERLINE.private_pem)
        .expect("saml.sp.encrypted", "true")
        .told(
            "An encrypted assertion, and the key that opens it",
            "Halden Freight encrypts what it tells Ledgerline. \
             Ledgerline's administrator lent the private key, and the assertion inside is sound.",
        )
}

fn key_in_container() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "good-encrypted-pfx", "2026-03-13T10:30:00Z");
    let inner = sign_in.response.assertion.as_ref().map(|inner| encrypted(inner, &HALDEN, &keys::LEDGERLINE));
    let document = sign_in.response.around(inner).document(HALDEN.spelling);
    sign_in
        .sample()
        .capture("capture.txt", wrap::base64(&document))
        .key("sp.pfx", keys::LEDGERLINE_PFX)
        .expect("saml.sp.encrypted", "true")
        .told(
            "An encrypted assertion, and its key in a PFX container",
            "Ledgerline's new administrator knows Windows, and exported key and certificate as one file. \
             It opens the assertion as the plain key does.",
        )
}
