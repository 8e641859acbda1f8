//! What the traffic shows: the requests that the application sent, and where each message went.

use super::KnownSaml;
use super::claim::{Claims, Weight};
use crate::case::{Case, Role};
use crate::check::known::Expected;
use crate::decode::saml::{AuthnRequest, LogoutRequest, SamlBody, SamlMessage, names};
use crate::decode::{Message, Spanned};

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
    add(&mut known.request_ids, &request.head.id, weight, says);
    add(&mut known.acs, &request.acs_url, weight, says);
    add(&mut known.sp_entity_ids, request.head.issuer.as_ref().map(|issuer| &issuer.value), weight, says);
    let format = request.name_id_format.as_ref().filter(|format| format.value != names::UNSPECIFIED);
    add(&mut known.name_id_formats, format, weight, says);
    let exact = request
        .requested_context
        .iter()
        .filter(|context| context.comparison.as_ref().is_none_or(|c| c.value == "exact"));
    exact.for_each(|context| add(&mut known.authn_contexts, &context.classes, weight, says));
}

fn logout_request(request: &LogoutRequest, weight: Weight, known: &mut KnownSaml) {
    add(&mut known.request_ids, &request.head.id, weight, "the LogoutRequest");
}

fn add<'v>(
    claims: &mut Claims,
    values: impl IntoIterator<Item = &'v Spanned<String>>,
    weight: Weight,
    says: &str,
) {
    for value in values {
        claims.add(weight, Expected::found(value.value.clone(), says, value.at));
    }
}
