//! The signature is one that anybody can make: zeros, or an HMAC with a secret that is none.

use ssoscope_jose::Evidence;

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::words::quoted;
use crate::check::Look;
use crate::check::oidc::kid_injection;
use crate::check::signatures::jws::{JwsSignature, JwsState};

/// The signature is one that anybody can make: zeros, or an HMAC with a secret that is none.
pub static CAUSE: Cause = Cause {
    id: "worthless_signature",
    title: "The signature is one that anybody can make",
    explains: &[
        "oidc/signature",
        "oidc/signature_key",
        "oidc/alg",
        "oidc/kid",
        "oidc/kid_injection",
        "oidc/jwks_key_fit",
    ],
    prevention: "Keep crypto libraries up to date, and have secrets made by machines: 32 random bytes and more.",
    find,
};

fn find(look: &Look, _: &Verdicts) -> Option<Diagnosis> {
    let worthless = |signature: &&JwsSignature| signature.state == JwsState::Worthless;
    let signature = look.signatures.jws.iter().find(worthless)?;
    let diagnosis = signature.evidence.iter().find_map(|confusion| match confusion.evidence {
        Evidence::ZeroSignature => Some(of_zeros()),
        Evidence::GuessableSecret { bytes } => Some(of_guess(signature, bytes)),
        _ => None,
    })?;
    Some(diagnosis.shown_by(signature.kid.as_ref().map(|kid| kid.at)).shown_by([signature.at]))
}

fn of_zeros() -> Diagnosis {
    let says = "The ECDSA signature consists of zeros. Java 15 to 18 before April 2022, and a few others, take it for valid with \
                any key (CVE-2022-21449): an attack, and no mistake.";
    Diagnosis::new(Confidence::Certain, Owner::SpAdmin, says)
        .fix("Application", "Refuse it, and update the Java runtime or the library that verifies tokens.")
        .fix("Application", "Look in its log for tokens like this one that were let in.")
}

fn of_guess(signature: &JwsSignature, bytes: usize) -> Diagnosis {
    let keyed = match bytes {
        0 => "with nothing at all".to_owned(),
        bytes => format!("with a word of {bytes} characters that is among the first to be guessed"),
    };
    let steered = signature.kid.as_ref().filter(|kid| kid_injection::looks_like(&kid.value).is_some());
    let steered = steered.map_or(String::new(), |kid| {
        format!(
            " Its kid, {}, tries to make the application read just that as the key: an attack, and no mistake.",
            quoted(&kid.value)
        )
    });
    let says = format!("The HMAC is keyed {keyed}, so anybody could have written the token.{steered}");
    Diagnosis::new(Confidence::Certain, Owner::SpAdmin, says)
        .fix(
            fields::RP_CRYPTO,
            "Allow the algorithm that is registered; look keys up by exact name in the provider's JWKS.",
        )
        .fix(
            fields::OP_CLIENT_CRYPTO,
            "If the secret is the client's own, have a random one of at least 32 bytes issued.",
        )
}
