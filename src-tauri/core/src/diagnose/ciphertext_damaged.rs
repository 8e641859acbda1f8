//! The right key opens it, and the content does not come out: it was changed after it was encrypted.

use super::evidence;
use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;
use crate::check::oidc::examined::examined;
use crate::decode::oidc::TokenKind;
use crate::decode::{Fault, Opening};

const OPENS: &[&str] = &["saml/decryptable", "oidc/decryptable"];

/// The right key opens it, and the content does not come out.
pub static CAUSE: Cause = Cause {
    id: "ciphertext_damaged",
    title: "What is encrypted was changed on the way",
    explains: &[
        "saml/decryptable",
        "saml/assertion_present",
        "saml/attributes",
        "saml/name_id",
        "saml/authn_statement",
        "saml/bearer_confirmation",
        "oidc/decryptable",
    ],
    prevention: "Let nothing between the two sides rewrite, cut or re-encode what is posted; compare lengths at both ends.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let openings: Vec<&Opening> = saml(look).chain(tokens(look)).collect();
    let failed = openings.into_iter().find_map(|opening| match opening {
        Opening::Failed { fault: fault @ (Fault::Content | Fault::Form), why, tried } => {
            Some((*fault, why, tried))
        }
        _ => None,
    });
    let (fault, why, tried) = failed?;
    let (confidence, says) = match fault {
        Fault::Content => {
            (Confidence::Certain, format!("The encrypted key opens with {}. {why}", tried.join(", ")))
        }
        _ => (Confidence::Likely, why.clone()),
    };
    let diagnosis = Diagnosis::new(confidence, Owner::Network, says)
        .fix(
            fields::NETWORK,
            "Find what rewrites the message, and compare its length where it is sent and where it arrives.",
        )
        .shown_by(verdicts.spans(OPENS));
    Some(match confidence {
        Confidence::Certain => diagnosis,
        _ => diagnosis.settled_by("The message as the other side sent it, from its log."),
    })
}

fn saml<'a>(look: &Look<'a>) -> impl Iterator<Item = &'a Opening> {
    evidence::saml(look).flat_map(|(_, saml)| saml.encrypted_assertions()).map(|encrypted| &encrypted.opening)
}

fn tokens<'a>(look: &Look<'a>) -> impl Iterator<Item = &'a Opening> {
    let kinds =
        [TokenKind::IdToken, TokenKind::LogoutToken, TokenKind::AuthorizationResponse, TokenKind::UserInfo];
    examined(look, &kinds).into_iter().filter_map(|examined| examined.token.opening.as_ref())
}
