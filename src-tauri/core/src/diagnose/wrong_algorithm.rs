//! The token is signed with another algorithm than is registered.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::words::{either_of, quoted};
use crate::check::Look;
use crate::check::known::Weight;
use crate::check::signatures::jws::JwsState;

/// The token is signed with another algorithm than is registered.
pub static CAUSE: Cause = Cause {
    id: "wrong_algorithm",
    title: "The token is signed with another algorithm than is registered",
    explains: &[
        "oidc/alg",
        "oidc/signature",
        "oidc/signature_key",
        "oidc/kid",
        "oidc/jwks_key_fit",
        "oidc/application_error",
    ],
    prevention: "Register id_token_signed_response_alg for every client, and allow the application that one algorithm only.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let signature = look.signatures.jws.iter().find(|signature| signature.alg.is_some())?;
    let alg = signature.alg.as_ref()?;
    let mismatched = matches!(signature.state, JwsState::KeyKind { .. });
    if signature.state == JwsState::AlgNone || !mismatched && !verdicts.failed("oidc/alg") {
        return None;
    }
    let symmetric = alg.value.starts_with("HS");
    let owner =
        if symmetric || breaks_registration(look, &alg.value) { Owner::IdpAdmin } else { Owner::SpAdmin };
    let register = "Sign this application's ID tokens with the algorithm that it accepts.";
    let accept = format!("Or accept {}, if that is what was agreed.", quoted(&alg.value));
    let diagnosis = Diagnosis::new(Confidence::Certain, owner, happened(look, &alg.value, &signature.state));
    let diagnosis = match owner {
        Owner::IdpAdmin => diagnosis.fix(fields::OP_CLIENT_CRYPTO, register).fix(fields::RP_CRYPTO, accept),
        _ => diagnosis.fix(fields::RP_CRYPTO, accept).fix(fields::OP_CLIENT_CRYPTO, register),
    };
    let diagnosis = diagnosis.shown_by([alg.at]);
    let fails_besides =
        !mismatched && matches!(signature.state, JwsState::Mismatch | JwsState::NoSuchKid { .. });
    Some(if fails_besides {
        diagnosis.sparing("oidc/signature").sparing("oidc/kid").sparing("oidc/signature_key")
    } else {
        diagnosis
    })
}

/// Whether the provider signs otherwise than its own registration of the application says.
fn breaks_registration(look: &Look, alg: &str) -> bool {
    let claims = look.known.oidc.algs.all().iter().filter(|claim| claim.weight == Weight::Vouched);
    let registered: Vec<&str> = claims.map(|claim| claim.expected.value.as_str()).collect();
    !registered.is_empty() && !registered.contains(&alg)
}

fn happened(look: &Look, alg: &str, state: &JwsState) -> String {
    let registered: Vec<&str> =
        look.known.oidc.algs.decisive().map(|expected| expected.value.as_str()).collect();
    let origin = look
        .known
        .oidc
        .algs
        .first()
        .map_or(String::new(), |expected| format!(", according to {}", expected.origin.says));
    match state {
        JwsState::KeyKind { wanted, got } if registered.is_empty() => {
            format!(
                "The token is signed with {}, which takes {wanted}; the application holds {got}.",
                quoted(alg)
            )
        }
        _ => format!(
            "The token is signed with {}; {} is expected{origin}.",
            quoted(alg),
            either_of(registered)
        ),
    }
}
