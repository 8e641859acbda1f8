//! The signature fits once it is read in another way than it says of itself.

use ssoscope_jose::Evidence;
use ssoscope_xml::dsig::{Blame, ExplanationKind};

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;
use crate::check::oidc::evidence::in_form;
use crate::check::signatures::jws::{Confusion, JwsSignature};

/// The signature fits once it is read in another way than it says of itself.
pub static CAUSE: Cause = Cause {
    id: "misread_signature",
    title: "The signature fits only when it is read in another way",
    explains: &["saml/signature_verifies", "saml/signature_key", "oidc/signature", "oidc/signature_key"],
    prevention: "Sign with a maintained library, and register one algorithm and one form of the secret for both sides.",
    find,
};

fn find(look: &Look, _: &Verdicts) -> Option<Diagnosis> {
    saml(look).or_else(|| token(look))
}

/// What signed did other than it declares, or what is right is written in another way; proven, for so it fits.
fn saml(look: &Look) -> Option<Diagnosis> {
    let (signature, why) =
        look.signatures.xml.iter().find_map(|signature| Some((signature, signature.why.as_ref()?)))?;
    let says = format!("{} Read so, the signature of the {} fits.", why.says, signature.parent.name);
    let diagnosis = match (why.kind, why.kind.blame()) {
        (ExplanationKind::ValueDamaged | ExplanationKind::Void, _) => return None,
        (_, Blame::Signer) => Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, says)
            .fix(
                fields::IDP_SIGNATURE_ALGORITHM,
                "Declare what is really computed: sign with a maintained library, and keep it current.",
            )
            .fix(
                "Application, its SAML library",
                "Do not relax its check: other senders' signatures would pass then, too.",
            ),
        (_, Blame::Carrier) => Diagnosis::new(Confidence::Certain, Owner::Network, says)
            .fix(
                fields::NETWORK,
                "Find what converts the message on the way; + in base64 has to be escaped as %2B in a form.",
            )
            .fix(
                fields::IDP_SIGNATURE_ALGORITHM,
                "If it leaves the identity provider so, have its signatures written in plain base64.",
            ),
        _ => return None,
    };
    Some(diagnosis.shown_by(why.at.iter().copied()).shown_by([signature.at]))
}

fn token(look: &Look) -> Option<Diagnosis> {
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
