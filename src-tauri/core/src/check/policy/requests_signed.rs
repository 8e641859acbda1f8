//! The application signs its requests, where the playbook says that it does.

use super::PLAYBOOK;
use super::signed::demands;
use crate::case::Role;
use crate::check::{Check, Finding, Look, Verb, Verdict};
use crate::decode::saml::{SamlBody, SamlMessage};
use crate::decode::{Body, Message};

/// The application signs its requests, where the playbook says that it does.
pub static CHECK: Check = Check {
    id: "policy/requests_signed",
    title: "The request is not signed, though the playbook says that it is",
    verb: Verb::Must,
    spec: PLAYBOOK,
    why: "An identity provider that wants signed requests refuses the others; and a request that nobody signed can be \
          made by anybody.",
    remedy_idp: "Don't demand signed requests where the application can't sign.",
    remedy_sp: "Switch on the signature of requests, and register the certificate at the identity provider.",
    run,
};

fn run(look: &Look) -> Verdict {
    let wanted = look.expect.playbook.saml.sp.requests_signed;
    let by_policy = demands(look, "request").next().map(|policy| policy.called());
    let by = match (by_policy, wanted) {
        (Some(policy), _) => policy,
        (None, Some(true)) => "saml.sp.requests_signed".to_owned(),
        _ => return Verdict::Silent,
    };
    let requests = look.messages.iter().filter(|message| message.role == Role::Capture).filter_map(request);
    Verdict::merge(requests.map(|(message, saml)| {
        let in_xml = look.signatures.xml.iter().find(|signature| signature.message == message.id);
        let in_url = look.signatures.redirect.iter().find(|signature| signature.message == message.id);
        match in_xml.map(|signature| signature.at).or(in_url.map(|signature| signature.at)) {
            Some(at) => Verdict::pass(Finding::new("The AuthnRequest is signed.").at(at)),
            None => {
                let says = format!("The AuthnRequest is not signed; {by} says that it has to be.");
                Verdict::fail(Finding::new(says).at(saml.tag()).expected("a signed AuthnRequest"))
            }
        }
    }))
}

fn request(message: &Message) -> Option<(&Message, &SamlMessage)> {
    match &message.body {
        Body::Saml(saml) if matches!(saml.body, SamlBody::AuthnRequest(_)) => Some((message, saml)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::by_playbook;

    const REQUEST: &str = "<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_a\" \
                           Version=\"2.0\" IssueInstant=\"2026-01-01T12:00:00Z\"/>";

    #[test]
    fn a_bare_request_fails_where_signed_ones_are_promised() {
        assert!(by_playbook(&CHECK, REQUEST, "[saml.sp]\nrequests_signed = true").failed());
        assert!(by_playbook(&CHECK, REQUEST, "[[policy]]\nmust_sign = \"request\"").failed());
        assert_eq!(by_playbook(&CHECK, REQUEST, "[saml.sp]\nrequests_signed = false"), Verdict::Silent);
    }
}
