//! The identity provider wants requests signed, and this one is not.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;
use crate::check::flow::journey;

const SIGNED: &[&str] = &["saml/request_signed"];

/// The identity provider wants requests signed, and this one is not.
pub static CAUSE: Cause = Cause {
    id: "unsigned_request",
    title: "The identity provider wants requests signed, and this one is not",
    explains: &["saml/request_signed", "flow/answered", "oidc/error_page", "oidc/application_error"],
    prevention: "Exchange metadata that says whether requests are signed, and test a sign-in that starts at the application.",
    find,
};

/// Where the identity provider answered all the same, it does not hold it against the application; what an error says is then
/// another matter.
fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(SIGNED).next()?;
    let answered = super::evidence::saml(look).any(|(_, saml)| saml.is_sign_in());
    if answered || journey::sign_ins(look).any(|flow| journey::answer(look, flow).is_some()) {
        return None;
    }
    let refused = verdicts.failed("flow/answered") || verdicts.failed("oidc/error_page");
    let sure = if refused { Confidence::Certain } else { Confidence::Likely };
    let then =
        if refused { " The identity provider refused it." } else { " The identity provider will refuse it." };
    Some(
        Diagnosis::new(sure, Owner::SpAdmin, format!("{}{then}", finding.says))
            .fix(
                "Application, SAML settings: sign requests (AuthnRequestsSigned), signing key and certificate",
                "Switch it on, and give the identity provider the certificate, best in the application's metadata.",
            )
            .fix(
                "Identity provider, this application's settings: whether requests have to be signed \
                 (Keycloak: Client signature required; AD FS: SignedSamlRequestsRequired; SimpleSAMLphp: validate.authnrequest)",
                "Or take unsigned requests of this application.",
            )
            .shown_by(verdicts.spans(SIGNED))
            .settled_by(format!("{}: the minute of the request.", fields::IDP_POLICY)),
    )
}
