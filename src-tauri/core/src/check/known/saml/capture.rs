//! What the traffic shows: the requests that the application sent, and where each message went.

use super::KnownSaml;
use crate::case::{Case, Role};
use crate::check::known::Expected;
use crate::check::known::Weight;
use crate::decode::Message;
use crate::decode::saml::{AuthnRequest, LogoutRequest, SamlBody, SamlMessage, names};

pub(super) fn gather(case: &Case, message: &Message, saml: &SamlMessage, known: &mut KnownSaml) {
    let weight = match message.role {
        Role::Capture => Weight::Seen,
        Role::Support => Weight::Vouched,
    };
    match &saml.body {
        SamlBody::AuthnRequest(request) => authn_request(request, weight, known),
        SamlBody::LogoutRequest(request) => logout_request(request, weight, known),
        _ => {}
    }
    let sent_to = case.layer(message.at.layer).and_then(|layer| layer.travel.sent_to.clone());
    if let Some((url, at)) = sent_to {
        known.delivered.insert(message.id, Expected::found(url, "where it was sent", at));
    }
}

fn authn_request(request: &AuthnRequest, weight: Weight, known: &mut KnownSaml) {
    let says = "the AuthnRequest";
    known.request_ids.add_found(&request.head.id, weight, says);
    known.acs.add_found(&request.acs_url, weight, says);
    known.sp_entity_ids.add_found(request.head.issuer.as_ref().map(|issuer| &issuer.value), weight, says);
    let format = request.name_id_format.as_ref().filter(|format| format.value != names::UNSPECIFIED);
    known.name_id_formats.add_found(format, weight, says);
    let exact = request
        .requested_context
        .iter()
        .filter(|context| context.comparison.as_ref().is_none_or(|c| c.value == "exact"));
    exact.for_each(|context| known.authn_contexts.add_found(&context.classes, weight, says));
}

fn logout_request(request: &LogoutRequest, weight: Weight, known: &mut KnownSaml) {
    known.request_ids.add_found(&request.head.id, weight, "the LogoutRequest");
}
