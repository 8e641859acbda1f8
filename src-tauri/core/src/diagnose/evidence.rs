//! What causes look at beside the verdicts: the answers under examination, and the requests and damage around them.

use crate::case::{Crack, Role};
use crate::check::Look;
use crate::decode::oidc::Token;
use crate::decode::saml::{Assertion, AuthnRequest, SamlBody, SamlMessage};
use crate::decode::{Body, Message};

/// The SAML messages of the capture.
pub(super) fn saml<'a>(look: &Look<'a>) -> impl Iterator<Item = (&'a Message, &'a SamlMessage)> {
    captured(look).filter_map(|message| match &message.body {
        Body::Saml(saml) => Some((message, saml.as_ref())),
        _ => None,
    })
}

/// The assertions of the capture that a consumer reads.
pub(super) fn assertions<'a>(look: &Look<'a>) -> impl Iterator<Item = &'a Assertion> {
    saml(look).flat_map(|(_, saml)| saml.assertions())
}

/// The tokens of the capture that tell an application who signed in or out.
pub(super) fn tokens<'a>(look: &Look<'a>) -> impl Iterator<Item = (&'a Message, &'a Token)> {
    captured(look).filter_map(|message| match &message.body {
        Body::Token(token) if token.is_answer() => Some((message, token.as_ref())),
        _ => None,
    })
}

/// The requests to sign somebody in that the case holds, in either role.
pub(super) fn authn_requests<'a>(look: &Look<'a>) -> impl Iterator<Item = &'a AuthnRequest> {
    look.messages.iter().filter_map(|message| match &message.body {
        Body::Saml(saml) => match &saml.body {
            SamlBody::AuthnRequest(request) => Some(request),
            _ => None,
        },
        _ => None,
    })
}

/// What is odd about the layers that a message of the capture lies on, the topmost first.
pub(super) fn cracks<'a>(look: &Look<'a>) -> impl Iterator<Item = &'a Crack> {
    let case = look.case;
    captured(look).flat_map(|message| case.beneath_all(message.at.layer)).flat_map(|layer| &layer.cracks)
}

fn captured<'a>(look: &Look<'a>) -> impl Iterator<Item = &'a Message> {
    look.messages.iter().filter(|message| message.role == Role::Capture)
}
