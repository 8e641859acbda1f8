//! Nothing is signed, so nobody can tell who wrote it.

use super::evidence;
use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;
use crate::check::oidc::evidence::says;
use crate::check::signatures::jws::JwsState;
use crate::decode::saml::SamlBody;

/// Nothing is signed, so nobody can tell who wrote it.
pub static CAUSE: Cause = Cause {
    id: "unsigned",
    title: "Nothing in the answer is signed",
    explains: &[
        "saml/signature_present",
        "saml/signature_covers",
        "saml/signature_verifies",
        "saml/signature_key",
        "oidc/signature",
        "oidc/signature_key",
        "oidc/alg",
        "oidc/kid",
        "oidc/application_error",
        "oidc/nested_signature",
    ],
    prevention: "Keep the application refusing unsigned answers, and test with one before going live.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    saml(look, verdicts).or_else(|| token(look)).or_else(|| sealed(verdicts))
}

fn saml(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    // A message of a sign-out that nobody signed says nothing of the answer, which may not be here.
    let answers = evidence::saml(look)
        .any(|(_, saml)| matches!(saml.body, SamlBody::Response(_) | SamlBody::Assertion(_)));
    if !answers || !verdicts.failed("saml/signature_present") || !look.signatures.xml.is_empty() {
        return None;
    }
    let says = "Neither the Response nor the Assertion carries a signature. Anybody could have written it; products often \
        call this “invalid signature”, and changing certificates does not help.";
    Some(
        Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, says)
            .fix(fields::IDP_SIGNING_OPTION, "Turn signing on: the Assertion, or Response and Assertion.")
            .fix(fields::NETWORK, "If the identity provider does sign, find what takes the signature out.")
            .shown_by(verdicts.spans(&["saml/signature_present"])),
    )
}

fn token(look: &Look) -> Option<Diagnosis> {
    let unsigned = look.signatures.jws.iter().find(|signature| signature.state == JwsState::AlgNone)?;
    let changed = unsigned.evidence.first().map(|confusion| format!(" {}", says(confusion)));
    let says = format!(
        "The token's header says alg none: it is not signed, and anybody could have written it.{}",
        changed.map_or(String::new(), |said| said.replace(" It ", " What stands in the signature's place "))
    );
    Some(
        Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, says)
            .fix(fields::OP_CLIENT_CRYPTO, "Sign ID tokens with RS256 or ES256.")
            .fix(fields::RP_CRYPTO, "Allow only the algorithm that is registered, and never none.")
            .shown_by(unsigned.alg.as_ref().map(|alg| alg.at)),
    )
}

/// Encrypted, and nothing inside is signed.
fn sealed(verdicts: &Verdicts) -> Option<Diagnosis> {
    if !verdicts.failed("oidc/nested_signature") {
        return None;
    }
    let says = "The token is encrypted for the application, and what is inside nobody signed. Anybody who has the \
        application's public key could have written it.";
    Some(
        Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, says)
            .fix(
                fields::OP_CLIENT_CRYPTO,
                "Sign ID tokens with RS256 or ES256, and encrypt the signed token.",
            )
            .fix(fields::RP_CRYPTO, "Refuse tokens that are encrypted only.")
            .shown_by(verdicts.spans(&["oidc/nested_signature"])),
    )
}
