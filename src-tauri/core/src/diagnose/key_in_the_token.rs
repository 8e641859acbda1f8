//! The token itself brings along, or points at, the key that it wants to be verified with.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::words::quoted;
use crate::check::Look;
use crate::check::signatures::jws::{JwsSignature, JwsState};
use crate::decode::oidc::{JoseHeader, Token};
use crate::decode::{Body, Spanned};

/// The token itself brings along, or points at, the key that it wants to be verified with.
pub static CAUSE: Cause = Cause {
    id: "key_in_the_token",
    title: "The token wants to be verified with a key of its own choice",
    explains: &[
        "oidc/signature_key",
        "oidc/signature",
        "oidc/kid",
        "oidc/key_in_header",
        "oidc/jwks_key_fit",
    ],
    prevention: "Have the application take keys from the provider's jwks_uri only, and ignore jwk, jku, x5c and x5u in tokens.",
    find,
};

fn find(look: &Look, _: &Verdicts) -> Option<Diagnosis> {
    look.signatures.jws.iter().find_map(|signature| {
        let message = look.messages.iter().find(|message| message.id == signature.message)?;
        let Body::Token(token) = &message.body else { return None };
        brought(signature, token).or_else(|| pointed_at(signature, &token.jose))
    })
}

/// The key stands in the header, and the signature fits it and no other.
fn brought(signature: &JwsSignature, token: &Token) -> Option<Diagnosis> {
    let JwsState::FitsUnvouched(key) = &signature.state else { return None };
    if !signature.fits_own_key() {
        return None;
    }
    let says = format!(
        "The signature fits {}, which anybody could have put there, and no key of the provider.",
        key.called()
    );
    let at = key.origin.at.or(token.header.as_ref().map(|header| header.at));
    Some(refuse(Diagnosis::new(Confidence::Certain, Owner::SpAdmin, says)).shown_by(at))
}

/// The header says where the key is; nothing is fetched from there.
fn pointed_at(signature: &JwsSignature, header: &JoseHeader) -> Option<Diagnosis> {
    // What is explained otherwise needs no key from elsewhere.
    if signature.state.is_verified() || !signature.evidence.is_empty() {
        return None;
    }
    let named = [("jku", &header.jku), ("x5u", &header.x5u)];
    let (name, url): (&str, &Spanned<String>) =
        named.into_iter().find_map(|(name, url)| Some((name, url.as_ref()?)))?;
    let says = format!(
        "The header says that the key is at {} ({name}); no key of the provider that is here fits. Where a token says its key \
         is, its maker's key is, whoever that was.",
        quoted(&url.value)
    );
    let diagnosis = refuse(Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says)).shown_by([url.at]);
    Some(
        diagnosis
            .settled_by("Whether the provider's discovery document names the same address as its jwks_uri."),
    )
}

fn refuse(diagnosis: Diagnosis) -> Diagnosis {
    diagnosis
        .fix(
            fields::RP_JWKS,
            "Take keys from the jwks_uri of the provider's discovery document only, and refuse this token.",
        )
        .fix(
            fields::OP_KEYS,
            "If the provider made the token: publish its key in the JWKS, and leave it out of the header.",
        )
}
