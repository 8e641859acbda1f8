//! What causes look at beside the verdicts: the answers under examination, and the requests and damage around them.

use crate::case::{Crack, Role};
use crate::check::Look;
use crate::check::oidc::examined as oidc;
use crate::check::saml::examined as saml;
use crate::decode::oidc::{Object, Token, TokenKind};
use crate::decode::saml::{Assertion, AuthnRequest, SamlBody, SamlMessage};
use crate::decode::{Body, Message};

/// The SAML messages that are judged.
pub(super) fn saml<'a>(look: &Look<'a>) -> impl Iterator<Item = (&'a Message, &'a SamlMessage)> {
    saml::examined(look).iter().map(|examined| (examined.message, examined.saml))
}

/// The assertions that are judged.
pub(super) fn assertions<'a>(look: &Look<'a>) -> impl Iterator<Item = &'a Assertion> {
    saml(look).flat_map(|(_, saml)| saml.assertions())
}

/// The tokens that are judged: those that tell an application who signed in or out.
pub(super) fn tokens<'a>(look: &Look<'a>) -> impl Iterator<Item = (&'a Message, &'a Token)> {
    let kinds = [TokenKind::IdToken, TokenKind::LogoutToken];
    oidc::examined(look, &kinds).into_iter().map(|examined| (examined.message, examined.token))
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

/// The claims that the UserInfo endpoint told.
pub(super) fn user_info<'a>(look: &Look<'a>) -> impl Iterator<Item = &'a Object> {
    look.messages.iter().filter_map(|message| match &message.body {
        Body::UserInfo(info) => Some(&info.claims),
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
