//! Something is signed, but not the part that the application wants signed.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;
use crate::expect::SignedPart;

const SIGNED: &[&str] = &["saml/signature_present", "saml/signature_covers"];

/// Something is signed, but not the part that the application wants signed.
pub static CAUSE: Cause = Cause {
    id: "not_signed_as_wanted",
    title: "Another part is signed than the application wants",
    explains: SIGNED,
    prevention: "Write into the playbook which part is signed, and choose that option whenever the application is set up anew.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    verdicts.failed("saml/signature_present").then_some(())?;
    let mut parts: Vec<&str> =
        look.signatures.xml.iter().map(|signature| signature.parent.name.as_str()).collect();
    parts.dedup();
    if parts.is_empty() {
        return None;
    }
    let wanted = look.known.saml.signed.first();
    let origin = wanted.map_or(String::new(), |wanted| format!(", according to {}", wanted.origin.says));
    let wants = wanted.map_or("another part", |wanted| called(wanted.value));
    let says = format!(
        "The identity provider signs the {}; the application wants {wants} signed{origin}.",
        parts.join(" and the ")
    );
    Some(
        Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, says)
            .fix(
                fields::IDP_SIGNING_OPTION,
                format!("Sign {wants}; signing both satisfies every application."),
            )
            .fix(fields::SP_WANTS_SIGNED, "Or ask only for the part that the identity provider signs.")
            .shown_by(
                verdicts
                    .spans(SIGNED)
                    .into_iter()
                    .chain(look.signatures.xml.iter().map(|signature| signature.at)),
            ),
    )
}

fn called(part: SignedPart) -> &'static str {
    match part {
        SignedPart::Assertion => "the Assertion itself",
        SignedPart::Response => "the Response itself",
        SignedPart::Either => "the Response or the Assertion",
        SignedPart::Both => "both the Response and the Assertion",
    }
}
