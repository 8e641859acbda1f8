//! The token's signature fits once it is read in another way than its header says.

use ssoscope_jose::Evidence;

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;
use crate::check::oidc::evidence::in_form;
use crate::check::signatures::jws::{Confusion, JwsSignature};

/// The token's signature fits once it is read in another way than its header says.
pub static CAUSE: Cause = Cause {
    id: "misread_signature",
    title: "The signature fits only when it is read in another way",
    explains: &["oidc/signature", "oidc/signature_key"],
    prevention: "Sign with a maintained library, and register one algorithm and one form of the secret for both sides.",
    find,
};

fn find(look: &Look, _: &Verdicts) -> Option<Diagnosis> {
    let fails = |signature: &&JwsSignature| !signature.state.is_verified();
    let (signature, confusion) = look
        .signatures
        .jws
        .iter()
        .filter(fails)
        .find_map(|signature| Some((signature, signature.evidence.first()?)))?;
    Some(told(confusion)?.shown_by([signature.at]))
}

fn told(confusion: &Confusion) -> Option<Diagnosis> {
    let key = confusion.key_called();
    let certain = |owner, says: String| Diagnosis::new(Confidence::Certain, owner, says);
    Some(match &confusion.evidence {
        Evidence::EcdsaInDer { .. } => certain(
            Owner::IdpAdmin,
            format!(
                "The signature is that of {key}, written as DER; a token writes its two numbers side by side."
            ),
        )
        .fix(fields::OP_KEYS, "Write ECDSA signatures in the form of RFC 7518, section 3.4."),
        Evidence::OtherAlgorithm { name, .. } => certain(
            Owner::IdpAdmin,
            format!("The signature is that of {key}, made with {name}, which the header does not name."),
        )
        .fix(fields::OP_CLIENT_CRYPTO, "Name the algorithm in the header that really signs."),
        Evidence::SecretForm { form, .. } => certain(
            Owner::SpAdmin,
            format!(
                "The token is keyed with {key} {}: the two sides take the same secret in different forms.",
                in_form(*form)
            ),
        )
        .fix(fields::RP_SECRET, format!("Enter it {}, or tell the library so.", in_form(*form))),
        _ => return None,
    })
}
