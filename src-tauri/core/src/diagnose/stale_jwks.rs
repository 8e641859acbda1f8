//! The token was signed with a key that is not among the provider's keys as the application holds them.

use ssoscope_crypto::Family;

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::words::{either_of, quoted};
use crate::check::Look;
use crate::check::signatures::jws::{JwsSignature, JwsState};

/// The token was signed with a key that is not among the provider's keys as the application holds them.
pub static CAUSE: Cause = Cause {
    id: "stale_jwks",
    title: "The application holds other keys than the one that signs",
    explains: &[
        "oidc/kid",
        "oidc/signature",
        "oidc/signature_key",
        "oidc/jwks_key_fit",
        "oidc/application_error",
    ],
    prevention: "Fetch the JWKS anew whenever a token names an unknown key, and pin no key by hand.",
    find,
};

fn find(look: &Look, _: &Verdicts) -> Option<Diagnosis> {
    // A token that is keyed with a secret has nothing to do with the key set.
    let published = look.signatures.jws.iter().filter(|signature| signature.family() != Some(Family::Secret));
    published.into_iter().find_map(of)
}

fn of(signature: &JwsSignature) -> Option<Diagnosis> {
    let kid = signature.kid.as_ref().map(|kid| kid.value.as_str());
    let diagnosis = match &signature.state {
        JwsState::NoSuchKid { known } => unknown(kid, known),
        JwsState::FitsUnvouched(key) => {
            elsewhere(signature, &key.called(), key.kid.as_deref() == kid && kid.is_some())
        }
        JwsState::VerifiedByOtherKid(key) => misnamed(kid, &key.called()),
        JwsState::Mismatch => mismatch(signature, kid),
        _ => return None,
    };
    Some(diagnosis.shown_by(signature.kid.as_ref().map(|kid| kid.at).into_iter().chain([signature.at])))
}

fn unknown(kid: Option<&str>, known: &[String]) -> Diagnosis {
    let kid = kid.map_or("no key".to_owned(), |kid| format!("the key {}", quoted(kid)));
    let known = either_of(known.iter().map(String::as_str));
    let says = format!(
        "The token names {kid}; the application holds {known}. The provider changed its key after these were fetched."
    );
    refreshed(Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says))
        .settled_by("The JWKS that the provider publishes now: does it hold that key?")
}

fn elsewhere(signature: &JwsSignature, key: &str, same_kid: bool) -> Diagnosis {
    let held = signature.attempts.iter().find(|attempt| attempt.vouched && attempt.key.kid.is_some());
    let held = held.map_or(String::new(), |attempt| {
        format!(" It is not {}, which the application holds.", attempt.key.called())
    });
    let says = format!("The token was signed with {key}.{held}");
    if same_kid {
        return reused(Diagnosis::new(
            Confidence::Certain,
            Owner::IdpAdmin,
            says + " Both go by the same name, so caches never ask again.",
        ));
    }
    refreshed(Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says))
        .settled_by("The JWKS that the provider publishes now, given as support.")
}

fn misnamed(kid: Option<&str>, key: &str) -> Diagnosis {
    let kid = kid.map_or("no key".to_owned(), quoted);
    let says = format!("The token names {kid}, but it was signed with {key}.");
    Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, says)
        .fix(fields::OP_KEYS, "Write the name of the key that signs into the header, as the JWKS has it.")
        .fix(fields::RP_JWKS, "Fetch the JWKS anew; the names may have changed.")
}

fn mismatch(signature: &JwsSignature, kid: Option<&str>) -> Diagnosis {
    let named = signature
        .attempts
        .iter()
        .any(|attempt| attempt.vouched && kid.is_some() && attempt.key.kid.as_deref() == kid);
    // An RSA signature tells whose it is even where the text was changed; of others that can't be told.
    let (confidence, or_changed) = match signature.family() {
        Some(Family::Rsa) => (Confidence::Likely, "."),
        _ => (Confidence::Possible, ", or the token was changed."),
    };
    if named {
        let says = format!(
            "The application holds a key with the name {} that the token gives, and the signature is not that \
            key's: the provider changed the key and kept the name{or_changed}",
            quoted(kid.unwrap_or_default())
        );
        return reused(Diagnosis::new(confidence, Owner::IdpAdmin, says))
            .settled_by("The JWKS that the provider publishes now: if its key verifies the token, the application's copy is old.");
    }
    let says = format!(
        "None of the keys that the application holds made the signature: they are out of date{or_changed}"
    );
    refreshed(Diagnosis::new(confidence, Owner::SpAdmin, says))
        .settled_by("The JWKS that the provider publishes now: if one of its keys verifies the token, the application's copy is old.")
}

fn refreshed(diagnosis: Diagnosis) -> Diagnosis {
    diagnosis
        .fix(
            fields::RP_JWKS,
            "Fetch the JWKS from the jwks_uri of the provider's discovery document, and drop pinned keys.",
        )
        .fix(
            fields::OP_KEYS,
            "Publish a new key some time before it signs, and keep the old one while its tokens live.",
        )
}

fn reused(diagnosis: Diagnosis) -> Diagnosis {
    diagnosis
        .fix(fields::OP_KEYS, "Give every new key a new kid; only then do caches notice the change.")
        .fix(fields::RP_JWKS, "Empty the cache of keys, or restart the application, to get over it now.")
}
