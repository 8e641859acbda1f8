//! A paste in which something was found and no message came out of it: it says so instead of keeping silent.

use super::Message;
use crate::case::{Case, Content, Unread};
use crate::expect::locked::OPENED;
use crate::span::{LayerId, Span};

/// Notes every paste that gave no message and of which nothing is said yet.
pub(super) fn note(case: &mut Case, messages: &[Message]) {
    let told = |case: &Case, paste: LayerId| {
        let places =
            messages.iter().map(|message| message.at).chain(case.unread.iter().map(|unread| unread.at));
        places.into_iter().any(|at| paste_of(case, at) == Some(paste))
    };
    let pastes: Vec<Span> =
        case.layers().iter().filter(|layer| layer.from.is_none()).map(|layer| layer.span()).collect();
    let silent: Vec<Span> = pastes
        .into_iter()
        .filter(|paste| !told(case, paste.layer) && !lends_a_key(case, paste.layer))
        .collect();
    for at in silent {
        let unread = if holds_private_key(case, at.layer) { private_key(at) } else { no_message(at) };
        case.unread.push(unread);
    }
}

fn paste_of(case: &Case, at: Span) -> Option<LayerId> {
    case.paste_beneath(at.layer).map(|layer| layer.id)
}

/// Whether it is a container of a key that was opened and lent.
fn lends_a_key(case: &Case, paste: LayerId) -> bool {
    let opened = case.layers().iter().filter(|layer| layer.cracks.iter().any(|crack| crack.id == OPENED));
    opened.into_iter().any(|layer| paste_of(case, layer.span()) == Some(paste))
}

fn holds_private_key(case: &Case, paste: LayerId) -> bool {
    let keys = case.artefacts.iter().filter(|artefact| artefact.content == Content::PrivateKey);
    keys.into_iter().any(|artefact| paste_of(case, artefact.at) == Some(paste))
}

fn private_key(at: Span) -> Unread {
    Unread {
        id: "private-key",
        says: "This is a private key; it is neither shown nor kept.".to_owned(),
        instead: "Lend it as a key: --key FILE on the command line, Keys in the window. To vouch for a signer, give the certificate.".to_owned(),
        at,
    }
}

fn no_message(at: Span) -> Unread {
    Unread {
        id: "no-message",
        says: "This has parts of a sign-in, and no message in it can be read: it was cut or damaged on its way.".to_owned(),
        instead: "Copy the value or the address once more, as a whole and in one piece, or save the browser's network log as a HAR and open that.".to_owned(),
        at,
    }
}
