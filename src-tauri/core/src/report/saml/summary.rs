//! One line about a SAML message: who says what, about whom, to whom.

use crate::check::saml::identify::quoted;
use crate::decode::saml::names::short;
use crate::decode::saml::{Assertion, Entity, NameId, Response, SamlBody, SamlMessage, Status};

pub(super) fn of(message: &SamlMessage) -> String {
    let issuer = who(message.issuer());
    match &message.body {
        SamlBody::Assertion(assertion) => signed_in(&issuer, assertion),
        SamlBody::AuthnRequest(_) => format!("{issuer} asks for a sign-in."),
        SamlBody::EncryptedAssertion(_, Some(assertion)) => signed_in(&issuer, assertion),
        SamlBody::EncryptedAssertion(_, None) => {
            "Something that only its receiver's private key opens.".to_owned()
        }
        SamlBody::Entity(entity) => of_entity(entity),
        SamlBody::LogoutRequest(request) => {
            format!("{issuer} asks to sign {} out.", person(request.name_id.as_ref()))
        }
        SamlBody::LogoutResponse(response) => match &response.status {
            Some(status) if status.is_success() => format!("{issuer} says that the person is signed out."),
            status => format!("{issuer} did not sign the person out: {}.", codes(status.as_ref())),
        },
        SamlBody::Response(response) => of_response(&issuer, response),
    }
}

fn of_response(issuer: &str, response: &Response) -> String {
    let refused = response.status.as_ref().is_none_or(|status| !status.is_success());
    match (refused, response.assertions.first()) {
        (true, _) => format!("{issuer} refuses: {}.", codes(response.status.as_ref())),
        (false, Some(assertion)) => signed_in(issuer, assertion),
        (false, None) if response.encrypted.is_empty() => {
            format!("{issuer} says Success, and nothing of anybody.")
        }
        (false, None) => format!("{issuer} sends an encrypted assertion."),
    }
}

fn signed_in(issuer: &str, assertion: &Assertion) -> String {
    let person = person(assertion.subject.as_ref().and_then(|subject| subject.name_id.as_ref()));
    let restrictions = assertion.conditions.iter().flat_map(|conditions| &conditions.audience_restrictions);
    let audience = restrictions.flat_map(|restriction| &restriction.audiences).next();
    let to = audience.map_or(String::new(), |audience| format!(" to {}", quoted(audience.value.trim())));
    let what = if assertion.authn_statements.is_empty() { "speaks of" } else { "signs in" };
    format!("{issuer} {what} {person}{to}.")
}

fn of_entity(entity: &Entity) -> String {
    let name = entity.entity_id.as_ref().map_or("Nobody", |id| id.value.as_str());
    let keys = entity.roles.iter().map(|role| role.keys.len()).sum::<usize>();
    let endpoints = entity.roles.iter().map(|role| role.endpoints.len()).sum::<usize>();
    format!("{} with {} and {}.", quoted(name), counted(keys, "key"), counted(endpoints, "endpoint"))
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn codes(status: Option<&Status>) -> String {
    let codes: Vec<&str> =
        status.iter().flat_map(|status| &status.codes).map(|code| short(&code.value)).collect();
    if codes.is_empty() { "no status".to_owned() } else { codes.join(" / ") }
}

fn who(issuer: Option<&NameId>) -> String {
    issuer.map_or("Somebody unnamed".to_owned(), |issuer| quoted(issuer.value.value.trim()))
}

fn person(name_id: Option<&NameId>) -> String {
    let name = name_id.map(|name_id| name_id.value.value.trim()).filter(|name| !name.is_empty());
    name.map_or("somebody".to_owned(), quoted)
}
