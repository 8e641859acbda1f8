//! What was given is as it travelled; where it was put right, the signature tells whether that was all.

use crate::case::{Crack, LayerKind, Role};
use crate::check::signatures::jws::JwsState;
use crate::check::signatures::xml::{ValueFit, XmlSignature};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::SamlBody;
use crate::decode::{Body, Message, MessageId};

/// What was given is as it travelled.
pub static CHECK: Check = Check {
    id: "paste/intact",
    title: "The message was damaged on its way here, and put right",
    verb: Verb::Advice,
    spec: &[cite("SAML Bindings 2.0", "3.5.4"), cite("RFC 7515", "7.1")],
    why: "Mails, chats, viewers and logs change what is copied through them. Where the signature fits once that is taken back, \
          the paste was damaged and the sign-in was not.",
    remedy_idp: "Nothing to change here, unless the message arrives like this.",
    remedy_sp: "Log messages whole and as they arrive; ask for a network log (HAR) instead of a mail.",
    run,
};

/// Cracks that say that something was put right, and how to go on from "once".
static REPAIRS: &[(&str, &str)] = &[
    ("auto-link", "the links that a program made are taken back"),
    ("base64/lost-plus", "the spaces are + again"),
    ("base64/padding", "the = signs at the end are put right"),
    ("base64/white-space", "the line breaks are taken out"),
    ("character-references", "the character references are taken off"),
    ("doubled", "it is read once and not twice"),
    ("doubled-quotes", "each quotation mark stands once"),
    ("invisible", "the characters that nobody sees are taken out"),
    ("log-prefix", "what the log put before each line is taken off"),
    ("mail-quote", "the marks of a mail reply are taken off"),
    ("numbered", "the numbers of the lines are taken off"),
    ("quoted-printable", "quoted-printable is taken off"),
    ("rewritten-link", "the link is the one that was meant"),
    ("token/white-space", "the line breaks are taken out"),
    ("typographic", "the quotation marks are plain ones"),
    ("viewer", "the marks of the viewer are taken off"),
    ("wrapped", "the line breaks are taken out"),
];

/// Something that was put right on the way to a message.
struct Repair<'a> {
    /// What was odd, and where.
    crack: &'a Crack,
    /// Goes on from "once".
    once: &'static str,
}

fn run(look: &Look) -> Verdict {
    let judged: Vec<&Message> = look.messages.iter().filter(|message| is_judged(message)).collect();
    let whole: Vec<&str> = judged
        .iter()
        .filter(|message| id(message).is_some() && repairs(look, message).is_empty())
        .filter_map(|message| id(message))
        .collect();
    // A log may have it damaged that stands whole in another file.
    let only_here = judged.iter().filter(|message| {
        repairs(look, message).is_empty() || !id(message).is_some_and(|id| whole.contains(&id))
    });
    Verdict::merge(only_here.map(|message| of(look, message)))
}

/// The ID of a protocol message.
fn id(message: &Message) -> Option<&str> {
    let Body::Saml(saml) = &message.body else { return None };
    Some(saml.head()?.id.as_ref()?.value.as_str())
}

/// Messages that travel, of the capture.
fn is_judged(message: &Message) -> bool {
    let travels = match &message.body {
        Body::Saml(saml) => !matches!(saml.body, SamlBody::Entity(_)),
        Body::Token(_) => true,
        _ => false,
    };
    travels && message.role == Role::Capture
}

fn of(look: &Look, message: &Message) -> Verdict {
    let repairs = repairs(look, message);
    let Some(first) = repairs.first() else {
        return Verdict::pass(
            Finding::new("Nothing shows that it was damaged on its way here.").at(message.at),
        );
    };
    let mut once: Vec<&str> = repairs.iter().map(|repair| repair.once).collect();
    once.dedup();
    let once = once.join(", and ");
    let says = match fits(look, message.id) {
        Some(true) => format!("The signature fits once {once}: the paste is damaged, the sign-in was not."),
        Some(false) => {
            format!("It was read once {once}; its signature does not fit even so, so more of it was changed.")
        }
        None => format!(
            "It was read once {once}. Whether that was all can't be told without a signature that is verified."
        ),
    };
    let finding = Finding::new(says).at(first.crack.at);
    Verdict::fail(
        repairs
            .iter()
            .skip(1)
            .fold(finding, |finding, repair| finding.also(repair.crack.at, repair.crack.says.clone())),
    )
}

/// What was put right in the layers beneath a message, from the paste upwards.
fn repairs<'a>(look: &Look<'a>, message: &Message) -> Vec<Repair<'a>> {
    let case = look.case;
    let mut found: Vec<Repair> = case
        .beneath_all(message.at.layer)
        // Some products wrap what they send: there it is no damage.
        .flat_map(|layer| {
            layer
                .cracks
                .iter()
                .filter(|crack| layer.kind != LayerKind::Parameter || crack.id != "base64/white-space")
        })
        .filter_map(|crack| {
            REPAIRS.iter().find(|(id, _)| *id == crack.id).map(|(_, once)| Repair { crack, once })
        })
        .collect();
    found.reverse();
    found
}

/// Whether a signature of the message fits a key; `None` where none was verified.
fn fits(look: &Look, message: MessageId) -> Option<bool> {
    let of_xml =
        look.signatures.xml.iter().filter(|signature| signature.message == message).map(of_signature);
    let of_token =
        look.signatures.jws.iter().filter(|signature| signature.message == message).map(|signature| {
            match signature.state {
                JwsState::Verified(_) | JwsState::VerifiedByOtherKid(_) | JwsState::FitsUnvouched(_) => {
                    Some(true)
                }
                JwsState::Mismatch => Some(false),
                _ => None,
            }
        });
    of_xml.chain(of_token).flatten().reduce(|all, one| all && one)
}

fn of_signature(signature: &XmlSignature) -> Option<bool> {
    match &signature.value {
        ValueFit::Vouched(_) | ValueFit::Shared(_) | ValueFit::Other(_) | ValueFit::EmbeddedOnly(_) => {
            Some(signature.is_whole())
        }
        ValueFit::NoneFits(_) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_repair_goes_on_from_once() {
        for (id, once) in REPAIRS {
            assert!(!once.ends_with('.') && once.chars().next().is_some_and(char::is_lowercase), "{id}");
        }
        assert!(REPAIRS.is_sorted());
    }
}
