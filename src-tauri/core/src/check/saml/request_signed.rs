//! A request is signed where the identity provider wants that, or the application says that it does.

use crate::check::signatures::redirect::stands_among_parameters;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::{Entity, RoleKind, SamlBody, SamlMessage, names};
use crate::decode::{Body, Message, Spanned};
use crate::span::Span;

use super::needs;

/// A request is signed where the identity provider wants that, or the application says that it does.
pub static CHECK: Check = Check {
    id: "saml/request_signed",
    title: "The request is not signed, and has to be",
    verb: Verb::Should,
    spec: &[cite("SAML Metadata 2.0", "2.4.3"), cite("SAML Metadata 2.0", "2.4.4")],
    why: "An identity provider that wants requests signed refuses the others, on a page of its own: the application never \
          hears of it.",
    remedy_idp: "Take unsigned requests of this application, if that is what was agreed.",
    remedy_sp: "Sign requests, with a key whose certificate stands in the application's metadata.",
    run,
};

/// Who wants it, and where that is said.
struct Wish {
    who: String,
    at: Option<Span>,
}

fn run(look: &Look) -> Verdict {
    let Some(wish) = wish(look) else { return Verdict::Silent };
    let requests = look.messages.iter().filter_map(|message| match &message.body {
        Body::Saml(saml) if matches!(saml.body, SamlBody::AuthnRequest(_)) => Some((message, saml.as_ref())),
        _ => None,
    });
    Verdict::merge(requests.map(|(message, saml)| of(look, message, saml, &wish)))
}

fn wish(look: &Look) -> Option<Wish> {
    let flag = |entity: &Entity, kind: RoleKind| {
        let role = entity.roles.iter().find(|role| role.kind == kind)?;
        let flag = match kind {
            RoleKind::Idp => role.want_authn_requests_signed.as_ref(),
            _ => role.authn_requests_signed.as_ref(),
        };
        flag.filter(|flag| flag.value).map(|flag: &Spanned<bool>| flag.at)
    };
    let entities = || {
        look.messages.iter().filter_map(|message| match &message.body {
            Body::Saml(saml) => saml.entity(),
            _ => None,
        })
    };
    let idp = entities().find_map(|entity| flag(entity, RoleKind::Idp));
    let sp = || entities().find_map(|entity| flag(entity, RoleKind::Sp));
    let by_playbook = look.expect.playbook.saml.sp.requests_signed == Some(true);
    if let Some(at) = idp {
        return Some(Wish { who: "the identity provider's metadata".to_owned(), at: Some(at) });
    }
    if by_playbook {
        return Some(Wish { who: "saml.sp.requests_signed".to_owned(), at: None });
    }
    sp().map(|at| Wish { who: "the application's metadata".to_owned(), at: Some(at) })
}

/// Where a message is signed.
pub(crate) enum Signed {
    /// In itself.
    Inside(Span),
    /// In the URL that carried it (SAML Bindings, section 3.4.4.1).
    InUrl(Span),
    /// Nowhere.
    Nowhere,
    /// In a URL that is lost, if at all.
    Untold,
}

/// Where a message is signed, as far as what is left of it tells.
pub(crate) fn signed(look: &Look, message: &Message, saml: &SamlMessage) -> Signed {
    let in_url = look.signatures.redirect.iter().find(|signed| signed.message == message.id);
    if let Some(signature) = in_url {
        return Signed::InUrl(signature.at);
    }
    let document = &saml.xml.document;
    if document.elements(saml.element).any(|child| document.is(child, names::DS, "Signature")) {
        return Signed::Inside(saml.tag());
    }
    let travelled = look.case.layer(message.at.layer).is_some_and(|layer| layer.travel.method.is_some());
    match travelled || stands_among_parameters(look.case, message) {
        true => Signed::Nowhere,
        false => Signed::Untold,
    }
}

fn of(look: &Look, message: &Message, saml: &SamlMessage, wish: &Wish) -> Verdict {
    let pass = |says: &str, at| Verdict::pass(Finding::new(says).at(at));
    match signed(look, message, saml) {
        Signed::Inside(at) => return pass("The request is signed.", at),
        Signed::InUrl(at) => return pass("The request is signed, in its URL.", at),
        Signed::Untold => return Verdict::needs(needs::redirect_signature()),
        Signed::Nowhere => {}
    }
    let says = format!("The request is not signed; {} wants it signed.", wish.who);
    Verdict::fail(
        Finding::new(says).at(saml.tag()).also(wish.at, "who wants it").expected("a signed AuthnRequest"),
    )
}
