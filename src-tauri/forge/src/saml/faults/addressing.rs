//! Who it is from, whom it is for, where it is sent, and which request it answers.

use super::super::response::identifier;
use super::flow::{Carried, Flow};
use crate::bench::{Fault, Part, fault};
use crate::keys;

const AUDIENCE: &[&str] = &["audience_mismatch"];
const ENDPOINT: &[&str] = &["wrong_endpoint"];
const ISSUER: &[&str] = &["wrong_issuer"];
const IDP: &[&str] = &["idp-admin"];
const SP: &[&str] = &["sp-admin"];

pub(super) static FAULTS: &[Fault<Flow>] = &[
    fault(
        "audience-slash",
        Part::Audience,
        "the IdP's entry names the application with a slash at the end",
        AUDIENCE,
        IDP,
        |flow| audience(flow, |own| format!("{own}/")),
    ),
    fault(
        "audience-http",
        Part::Audience,
        "the IdP's entry says http where the application says https",
        AUDIENCE,
        IDP,
        |flow| audience_url(flow, |own| own.replacen("https:", "http:", 1)),
    ),
    fault(
        "audience-case",
        Part::Audience,
        "the IdP's entry writes a letter as a capital",
        AUDIENCE,
        IDP,
        |flow| audience(flow, capital),
    ),
    fault("audience-port", Part::Audience, "the IdP's entry names the default port", AUDIENCE, IDP, |flow| {
        audience_url(flow, |own| with_port(own, ":443"))
    }),
    fault("audience-www", Part::Audience, "the IdP's entry names the host with www", AUDIENCE, IDP, |flow| {
        audience_url(flow, |own| own.replacen("://", "://www.", 1))
    }),
    fault("audience-spn", Part::Audience, "the audience has the prefix spn:", AUDIENCE, IDP, |flow| {
        audience(flow, |own| format!("spn:{own}"))
    }),
    fault("audience-space", Part::Audience, "the IdP's entry ends in a space", AUDIENCE, IDP, |flow| {
        audience(flow, |own| format!("{own} "))
    }),
    fault(
        "audience-cut",
        Part::Audience,
        "the IdP's entry lost its last characters",
        AUDIENCE,
        IDP,
        |flow| audience(flow, |own| own[..own.len() - 4].to_owned()),
    ),
    fault(
        "audience-typing",
        Part::Audience,
        "two letters of the IdP's entry are exchanged",
        AUDIENCE,
        IDP,
        |flow| audience(flow, |own| own.replacen("le", "el", 1)),
    ),
    fault(
        "audience-of-another",
        Part::Audience,
        "the IdP's entry is a copy of another application's",
        AUDIENCE,
        IDP,
        |flow| audience(flow, |_| "https://intranet.elsewhere.example/saml".to_owned()),
    ),
    fault(
        "audience-is-the-acs",
        Part::Audience,
        "the address for answers was entered where the name belongs",
        AUDIENCE,
        IDP,
        acs_as_audience,
    ),
    fault("audience-missing", Part::Audience, "the assertion names no audience", AUDIENCE, IDP, no_audience),
    fault(
        "audience-of-test",
        Part::Audience,
        "the IdP's entry names the application's test system",
        AUDIENCE,
        IDP,
        |flow| audience_url(flow, |own| own.replacen("://", "://test.", 1)),
    ),
    fault(
        "own-name-changed",
        Part::Audience,
        "the application was renamed, its requests still go by the name that the IdP knows",
        AUDIENCE,
        SP,
        own_name_changed,
    ),
    fault(
        "acs-slash",
        Part::Address,
        "the IdP's entry names the address with a slash at the end",
        ENDPOINT,
        IDP,
        |flow| address(flow, |own| format!("{own}/")),
    ),
    fault(
        "acs-http",
        Part::Address,
        "the IdP's entry says http where the application says https",
        ENDPOINT,
        IDP,
        |flow| address(flow, |own| own.replacen("https:", "http:", 1)),
    ),
    fault(
        "acs-path",
        Part::Address,
        "the IdP's entry names a path of an earlier release",
        ENDPOINT,
        IDP,
        |flow| address(flow, |own| format!("{}/old", own.rsplit_once('/').map_or(own, |(head, _)| head))),
    ),
    fault("acs-host", Part::Address, "the IdP's entry names another host", ENDPOINT, IDP, |flow| {
        address(flow, |own| own.replacen("://", "://eu.", 1))
    }),
    fault("acs-port", Part::Address, "the IdP's entry names a port", ENDPOINT, IDP, |flow| {
        address(flow, |own| with_port(own, ":8443"))
    }),
    fault(
        "acs-case",
        Part::Address,
        "the IdP's entry writes a letter of the path as a capital",
        ENDPOINT,
        IDP,
        |flow| address(flow, capital),
    ),
    fault(
        "recipient-of-test",
        Part::Address,
        "the Recipient alone names the test system",
        ENDPOINT,
        IDP,
        recipient_of_test,
    ),
    fault(
        "destination-path",
        Part::Address,
        "the Destination alone names another path",
        ENDPOINT,
        IDP,
        destination_path,
    ),
    fault(
        "recipient-missing",
        Part::Address,
        "the confirmation names no Recipient",
        &["wrong_endpoint", "incomplete_message"],
        IDP,
        no_recipient,
    ),
    fault(
        "asks-for-http",
        Part::Address,
        "the application takes itself to be at http, and its request says so",
        &["wrong_endpoint", "own_address_unknown"],
        SP,
        asks_for_http,
    ),
    fault(
        "issuer-slash",
        Part::Issuer,
        "the application's entry names the IdP with a slash at the end",
        ISSUER,
        SP,
        |flow| known_as(flow, |own| format!("{own}/")),
    ),
    fault(
        "issuer-scheme",
        Part::Issuer,
        "the application's entry names the IdP by the other of http and https",
        ISSUER,
        SP,
        |flow| known_as(flow, other_scheme),
    ),
    fault(
        "issuer-case",
        Part::Issuer,
        "the application's entry writes a letter as a capital",
        ISSUER,
        SP,
        |flow| known_as(flow, capital),
    ),
    fault(
        "issuer-path",
        Part::Issuer,
        "the application's entry names the IdP's sign-in URL in place of its name",
        ISSUER,
        SP,
        |flow| known_as(flow, |own| format!("{own}/sso")),
    ),
    fault(
        "issuer-of-another-realm",
        Part::Issuer,
        "the application's entry names another realm of the same IdP",
        ISSUER,
        SP,
        |flow| known_as(flow, |own| own.replacen(".example/", ".example/customers/", 1)),
    ),
    fault(
        "issuer-renamed",
        Part::Issuer,
        "the IdP was given a new name and host, its key is the same",
        ISSUER,
        &["sp-admin", "idp-admin"],
        renamed,
    ),
    fault(
        "environment",
        Part::Issuer,
        "a sign-in of the test systems comes to the production application",
        &["wrong_environment"],
        SP,
        environment,
    )
    .hiding(),
    fault(
        "other-request",
        Part::Request,
        "the answer names a request that nobody waits for",
        &["in_response_to_mismatch"],
        SP,
        other_request,
    ),
    fault(
        "request-not-named",
        Part::Request,
        "the application had asked, and the IdP's answer names no request",
        &["in_response_to_mismatch"],
        SP,
        request_not_named,
    ),
];

fn audience(flow: &mut Flow, write: fn(&str) -> String) -> Option<()> {
    let own = flow.sign_in.parties.sp.entity_id;
    let written = write(own);
    (written != own).then_some(())?;
    flow.assertion().audience = Some(written);
    Some(())
}

fn audience_url(flow: &mut Flow, write: fn(&str) -> String) -> Option<()> {
    flow.sign_in.parties.sp.entity_id.starts_with("https://").then_some(())?;
    audience(flow, write)
}

fn acs_as_audience(flow: &mut Flow) -> Option<()> {
    flow.assertion().audience = Some(flow.sign_in.parties.sp.acs.to_owned());
    Some(())
}

fn no_audience(flow: &mut Flow) -> Option<()> {
    flow.assertion().audience = None;
    Some(())
}

fn own_name_changed(flow: &mut Flow) -> Option<()> {
    flow.asked.then_some(())?;
    flow.expect("saml.sp.entity_id", "https://renamed.example/saml");
    Some(())
}

fn address(flow: &mut Flow, write: fn(&str) -> String) -> Option<()> {
    // the browser posts to the address that is written, so a log would show another journey
    (flow.carried != Carried::Log).then_some(())?;
    let written = write(flow.sign_in.parties.sp.acs);
    flow.sign_in.response.destination = Some(written.clone());
    flow.assertion().confirmation.recipient = Some(written);
    Some(())
}

fn recipient_of_test(flow: &mut Flow) -> Option<()> {
    let acs = flow.sign_in.parties.sp.acs;
    flow.assertion().confirmation.recipient = Some(acs.replacen("://", "://test.", 1));
    Some(())
}

fn destination_path(flow: &mut Flow) -> Option<()> {
    flow.sign_in.response.destination = Some(format!("{}/v1", flow.sign_in.parties.sp.acs));
    Some(())
}

fn no_recipient(flow: &mut Flow) -> Option<()> {
    flow.assertion().confirmation.recipient = None;
    Some(())
}

fn asks_for_http(flow: &mut Flow) -> Option<()> {
    flow.asked.then_some(())?;
    address(flow, |own| own.replacen("https:", "http:", 1))?;
    flow.request_changes.push(|request| {
        request.replace("AssertionConsumerServiceURL=\"https:", "AssertionConsumerServiceURL=\"http:")
    });
    Some(())
}

fn known_as(flow: &mut Flow, write: fn(&str) -> String) -> Option<()> {
    flow.sign_in.metadata.entity_id = write(flow.sign_in.parties.idp.entity_id);
    Some(())
}

fn renamed(flow: &mut Flow) -> Option<()> {
    let name = "https://sso.newname.example/saml/idp";
    flow.sign_in.response.issuer = name.to_owned();
    flow.assertion().issuer = name.to_owned();
    Some(())
}

fn environment(flow: &mut Flow) -> Option<()> {
    (flow.carried != Carried::Log
        && flow.sign_in.parties.idp.algorithm == super::super::signature::Algorithm::RsaSha256)
        .then_some(())?;
    renamed(flow)?;
    let name = flow.sign_in.parties.idp.entity_id.replacen("://", "://test-", 1);
    flow.sign_in.response.issuer.clone_from(&name);
    flow.assertion().issuer = name;
    audience(flow, |own| format!("{own}-test"))?;
    address(flow, |own| own.replacen("://", "://test.", 1))?;
    let response = &mut flow.sign_in.response;
    let inner = response.assertion.iter_mut().filter_map(|inner| inner.signer.as_mut());
    response.signer.iter_mut().chain(inner).for_each(|signer| signer.key = &keys::HALDEN_2023);
    Some(())
}

fn other_request(flow: &mut Flow) -> Option<()> {
    flow.asked.then_some(())?;
    let other = identifier(flow.sign_in.slug, "an earlier request");
    flow.sign_in.response.in_response_to = Some(other.clone());
    flow.assertion().confirmation.in_response_to = Some(other);
    Some(())
}

fn request_not_named(flow: &mut Flow) -> Option<()> {
    (flow.asked && flow.carried != Carried::Log).then_some(())?;
    flow.sign_in.response.in_response_to = None;
    flow.assertion().confirmation.in_response_to = None;
    Some(())
}

fn capital(own: &str) -> String {
    let at = own.rfind(|letter: char| letter.is_ascii_lowercase()).unwrap_or(0);
    let (head, tail) = own.split_at(at);
    let (letter, rest) = tail.split_at(1);
    format!("{head}{}{rest}", letter.to_uppercase())
}

fn with_port(own: &str, port: &str) -> String {
    own.replacen(".example", &format!(".example{port}"), 1)
}

fn other_scheme(own: &str) -> String {
    match own.strip_prefix("https:") {
        Some(rest) => format!("http:{rest}"),
        None => own.replacen("http:", "https:", 1),
    }
}
