//! A signature is there, and is not made as a verifier may accept it.

use ssoscope_xml::dsig::SignatureProblemKind;

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

/// A signature is there, and is not made as a verifier may accept it.
pub static CAUSE: Cause = Cause {
    id: "malformed_signature",
    title: "The signature is not made as SAML allows",
    explains: &["saml/signature_verifies", "saml/signature_covers"],
    prevention: "Sign with a maintained library: one reference, to the element's own ID, enveloped, exclusively canonicalised.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let all =
        || look.signatures.xml.iter().flat_map(|signature| &signature.faults).filter(|fault| fault.breaks);
    let partly = all().find(|fault| fault.kind == SignatureProblemKind::PartlySigned);
    let broken = partly.or_else(|| all().next());
    let says = broken.map(|fault| fault.says.clone());
    let says = says.or_else(|| {
        verdicts.findings(&["saml/signature_covers"]).next().map(|finding| finding.says.clone())
    })?;
    Some(
        Diagnosis::new(Confidence::Likely, Owner::IdpAdmin, says)
            .fix("Identity provider, what signs its answers", "Sign the Response or Assertion itself, by its own ID, with the two usual transforms.")
            .fix(fields::NETWORK, "If the identity provider's log shows a good signature, find what rewrites the message.")
            .shown_by(broken.map(|fault| fault.at))
            .shown_by(verdicts.spans(CAUSE.explains))
            .settled_by("The answer as the identity provider's own log has it; a made-up signature may also be an attack."),
    )
}
