//! What the identity provider said, and what the message is made of.

use super::flow::{Carried, Flow};
use crate::bench::{Fault, Part, fault};

const REFUSED: &[&str] = &["idp_refused"];

pub(super) static FAULTS: &[Fault<Flow>] = &[
    fault(
        "status-authn-failed",
        Part::Answer,
        "Responder/AuthnFailed: the person did not get through",
        REFUSED,
        &["user"],
        |flow| refused(flow, &["Responder", "AuthnFailed"]),
    )
    .hiding(),
    fault(
        "status-request-denied",
        Part::Answer,
        "Responder/RequestDenied: not assigned",
        REFUSED,
        &["idp-admin"],
        |flow| refused(flow, &["Responder", "RequestDenied"]),
    )
    .hiding(),
    fault(
        "status-no-passive",
        Part::Answer,
        "Responder/NoPassive: asked without a screen",
        REFUSED,
        &["sp-admin"],
        |flow| refused(flow, &["Responder", "NoPassive"]),
    )
    .hiding(),
    fault(
        "status-name-id-policy",
        Part::Answer,
        "Requester/InvalidNameIDPolicy",
        REFUSED,
        &["sp-admin"],
        |flow| refused(flow, &["Requester", "InvalidNameIDPolicy"]),
    )
    .hiding(),
    fault(
        "status-no-authn-context",
        Part::Answer,
        "Requester/NoAuthnContext",
        REFUSED,
        &["sp-admin"],
        |flow| refused(flow, &["Requester", "NoAuthnContext"]),
    )
    .hiding(),
    fault(
        "status-unsupported",
        Part::Answer,
        "Requester/RequestUnsupported",
        REFUSED,
        &["sp-admin"],
        |flow| refused(flow, &["Requester", "RequestUnsupported"]),
    )
    .hiding(),
    fault(
        "status-unknown-principal",
        Part::Answer,
        "Responder/UnknownPrincipal",
        REFUSED,
        &["idp-admin"],
        |flow| refused(flow, &["Responder", "UnknownPrincipal"]),
    )
    .hiding(),
    fault("status-requester", Part::Answer, "Requester, and nothing more", REFUSED, &["sp-admin"], |flow| {
        refused(flow, &["Requester"])
    })
    .hiding(),
    fault("status-responder", Part::Answer, "Responder, and nothing more", REFUSED, &["idp-admin"], |flow| {
        refused(flow, &["Responder"])
    })
    .hiding(),
    fault("status-version", Part::Answer, "VersionMismatch", REFUSED, &["sp-admin"], |flow| {
        refused(flow, &["VersionMismatch"])
    })
    .hiding(),
    fault(
        "success-without-assertion",
        Part::Answer,
        "Success, and no assertion",
        &["incomplete_message"],
        &["idp-admin"],
        no_assertion,
    )
    .hiding(),
    fault(
        "version-1-1",
        Part::Answer,
        "the Response calls itself SAML 1.1",
        &["incomplete_message"],
        &["idp-admin"],
        version,
    ),
    fault(
        "cut-off",
        Part::Answer,
        "the copy of the document ends in the middle",
        &["damaged_paste"],
        &["capture"],
        cut_document,
    )
    .hiding(),
    fault(
        "cut-off-base64",
        Part::Answer,
        "the copy of the parameter ends in the middle",
        &["damaged_paste"],
        &["capture"],
        cut_base64,
    )
    .hiding(),
    fault(
        "doctype",
        Part::Answer,
        "a document type with an entity was put before the message",
        &["document_type"],
        &["sp-admin"],
        doctype,
    )
    .hiding(),
    fault(
        "doctype-two-readings",
        Part::Answer,
        "a document type that parsers read in two ways",
        &["two_readings"],
        &["sp-admin"],
        two_readings,
    )
    .hiding(),
];

fn refused(flow: &mut Flow, status: &[&'static str]) -> Option<()> {
    flow.sign_in.response.status = status.to_vec();
    flow.sign_in.response.assertion = None;
    flow.sign_in.response.signer = None;
    Some(())
}

fn no_assertion(flow: &mut Flow) -> Option<()> {
    flow.sign_in.response.assertion = None;
    flow.sign_in.response.signer = Some(flow.sign_in.parties.signer());
    Some(())
}

fn version(flow: &mut Flow) -> Option<()> {
    flow.sign_in.response.version = "1.1";
    Some(())
}

fn cut_document(flow: &mut Flow) -> Option<()> {
    (flow.carried == Carried::Xml).then_some(())?;
    flow.paste_changes.push(|document| document[..document.len() * 2 / 3].to_owned());
    Some(())
}

fn cut_base64(flow: &mut Flow) -> Option<()> {
    (flow.carried == Carried::Base64).then_some(())?;
    flow.paste_changes.push(|parameter| parameter[..parameter.len() * 2 / 3].to_owned());
    Some(())
}

fn doctype(flow: &mut Flow) -> Option<()> {
    flow.is_open().then_some(())?;
    flow.changes.push(|document| {
        let start = document.find("NameID Format=").unwrap_or(0);
        let (head, tail) = document.split_at(start);
        let (tag, rest) = tail.split_once('>').unwrap_or((tail, ""));
        let (name, rest) = rest.split_once('<').unwrap_or((rest, ""));
        let root = document.trim_start_matches('<').split([' ', '>']).next().unwrap_or_default();
        format!("<!DOCTYPE {root} [<!ENTITY who \"{name}\">]>\n{head}{tag}>&who;<{rest}")
    });
    Some(())
}

fn two_readings(flow: &mut Flow) -> Option<()> {
    flow.changes.push(|document| format!("<!DOCTYPE response SYSTEM 'x\"><!--'>\n{document}"));
    Some(())
}
