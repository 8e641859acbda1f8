//! What is encrypted was encrypted for a key that the application does not have.

use super::evidence;
use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::words;
use crate::check::Look;
use crate::check::known::saml::Standing;
use crate::check::oidc::examined::examined;
use crate::decode::oidc::{Token, TokenKind};
use crate::decode::saml::KeyMaterial;
use crate::decode::{Fault, Opening};

const OPENS: &[&str] = &["saml/decryptable", "oidc/decryptable"];

/// What is encrypted was encrypted for a key that the application does not have.
pub static CAUSE: Cause = Cause {
    id: "encrypted_for_another_key",
    title: "The answer is encrypted for another key",
    explains: &[
        "saml/decryptable",
        "saml/assertion_present",
        "saml/attributes",
        "saml/name_id",
        "saml/authn_statement",
        "saml/bearer_confirmation",
        "oidc/decryptable",
    ],
    prevention: "Keep the old decryption key until every identity provider encrypts with the new certificate.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let of_token = verdicts.failed("oidc/decryptable").then(|| token(look)).flatten();
    let diagnosis = match of_token {
        Some((token, tried)) => of_oidc(token, tried),
        None if verdicts.failed("saml/decryptable") => of_saml(look, verdicts)?,
        None => return None,
    };
    Some(diagnosis.shown_by(verdicts.spans(OPENS)))
}

fn of_saml(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let openings = || evidence::saml(look).flat_map(|(_, saml)| saml.encrypted_assertions());
    let opened = openings().any(|encrypted| encrypted.opening.is_opened());
    let fault = openings().find_map(|encrypted| encrypted.opening.fault());
    if opened || matches!(fault, Some(Fault::Content | Fault::Form | Fault::TooMuchWork)) {
        return None;
    }
    let recipient = recipient(look);
    let says = match &recipient {
        Some(recipient) => format!("It is encrypted for {recipient}{}.", held(look)),
        None => verdicts.findings(OPENS).next()?.says.clone(),
    };
    let diagnosis = match recipient {
        Some(_) => Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, says),
        None => Diagnosis::new(Confidence::Likely, Owner::IdpAdmin, says).settled_by(
            "The private key that belongs to the certificate in the application's metadata, lent with --key.",
        ),
    };
    Some(
        diagnosis
            .fix(
                fields::IDP_ENCRYPTION,
                "Load the application's current encryption certificate, from its current metadata.",
            )
            .fix(
                fields::SP_ENCRYPTION,
                "Keep the previous private key beside the new one until the change is made.",
            ),
    )
}

/// The certificate that the message says it is encrypted for.
fn recipient(look: &Look) -> Option<String> {
    let encrypted = evidence::saml(look).flat_map(|(_, saml)| saml.encrypted_assertions());
    let mut recipients = encrypted.flat_map(|encrypted| &encrypted.recipients);
    recipients.find_map(KeyMaterial::certificate).map(words::certificate)
}

fn held(look: &Look) -> String {
    let mut own =
        look.known.saml.of_standing(Standing::SpEncryption).filter_map(|key| key.certificate.as_ref());
    own.next().map_or(String::new(), |certificate| {
        format!("; the application's own is {}", words::certificate(certificate))
    })
}

/// A token that no key opens, and the keys that were tried.
fn token<'a>(look: &Look<'a>) -> Option<(&'a Token, &'a [String])> {
    let kinds =
        [TokenKind::IdToken, TokenKind::LogoutToken, TokenKind::AuthorizationResponse, TokenKind::UserInfo];
    examined(look, &kinds).into_iter().find_map(|examined| match &examined.token.opening {
        Some(Opening::Failed { fault: Fault::AnotherKey | Fault::KeyOrContent, tried, .. }) => {
            Some((examined.token, tried.as_slice()))
        }
        _ => None,
    })
}

fn of_oidc(token: &Token, tried: &[String]) -> Diagnosis {
    let held = words::either_of(tried.iter().map(String::as_str));
    let kid = token.jose.kid.as_ref().map(|kid| kid.value.as_str());
    let other = kid.filter(|kid| !tried.iter().any(|key| key.contains(&format!("“{kid}”"))));
    let proven = token.opening.as_ref().and_then(Opening::fault) == Some(Fault::AnotherKey);
    let (confidence, says) = match (other, proven) {
        (Some(kid), true) => (
            Confidence::Certain,
            format!("It is encrypted for the key {}; what was lent is {held}.", words::quoted(kid)),
        ),
        (_, true) => (Confidence::Likely, format!("It does not open with {held}.")),
        (_, false) => (
            Confidence::Possible,
            format!("It does not open with {held}, which a change on the way would explain too."),
        ),
    };
    let diagnosis = Diagnosis::new(confidence, Owner::IdpAdmin, says)
        .fix(
            fields::OP_CLIENT_CRYPTO,
            "Have the provider read the application's present JWKS, and encrypt with the key of use enc in it.",
        )
        .fix(fields::RP_CRYPTO, "Keep the previous private key beside the new one until the change is made.");
    match confidence {
        Confidence::Certain => diagnosis,
        _ => diagnosis.settled_by("The private key that the header names (kid), lent with --key."),
    }
}
