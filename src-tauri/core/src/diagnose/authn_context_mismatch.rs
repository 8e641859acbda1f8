//! The person signed in by another method than the application wants.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const CONTEXT: &[&str] = &["saml/authn_context", "oidc/acr_essential", "oidc/acr", "oidc/amr"];

/// The person signed in by another method than the application wants.
pub static CAUSE: Cause = Cause {
    id: "authn_context_mismatch",
    title: "The person signed in by another method than is wanted",
    explains: CONTEXT,
    prevention: "Agree on the classes of sign-in and what each one means, and ask only for those that the application checks.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(CONTEXT).find(|finding| finding.expected.is_some())?;
    // What nobody reports may have been done all the same.
    let reported = finding.observed.is_some();
    let confidence = if reported { Confidence::Certain } else { Confidence::Likely };
    Some(
        Diagnosis::new(confidence, Owner::IdpAdmin, finding.says.clone())
            .fix(
                fields::IDP_POLICY,
                "Require the method for this application, and report its class in the answer.",
            )
            .fix(fields::SP_CONTEXT, "Accept the class that is reported, or ask for none.")
            .shown_by(verdicts.spans(CONTEXT)),
    )
}
