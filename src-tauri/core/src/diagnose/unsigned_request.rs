//! The identity provider wants requests signed, and this one is not.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::told::{plainest, repeats};
use crate::check::Look;
use crate::check::flow::journey;
use crate::check::saml::request_signed::{Signed, signed};
use crate::decode::Body;
use crate::decode::saml::{SamlBody, SamlMessage};

const SIGNED: &[&str] = &["saml/request_signed"];

/// The identity provider wants requests signed, and this one is not.
pub static CAUSE: Cause = Cause {
    id: "unsigned_request",
    title: "The identity provider wants requests signed, and this one is not",
    explains: &[
        "saml/request_signed",
        "flow/answered",
        "flow/signed_out",
        "oidc/error_page",
        "oidc/application_error",
    ],
    prevention: "Exchange metadata that says whether requests are signed, and test a sign-in that starts at the application.",
    find,
};

/// Where the identity provider answered all the same, it does not hold it against the application; what an error says is then
/// another matter.
fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let Some(finding) = verdicts.findings(SIGNED).next() else { return logout(look, verdicts) };
    let answered = super::evidence::saml(look).any(|(_, saml)| saml.is_sign_in());
    if answered || journey::sign_ins(look).any(|flow| journey::answer(look, flow).is_some()) {
        return None;
    }
    let says_otherwise =
        plainest(look).is_some_and(|(_, kind)| !repeats(kind) && !kind.causes.contains(&CAUSE.id));
    let refused = !says_otherwise && (verdicts.failed("flow/answered") || verdicts.failed("oidc/error_page"));
    let sure = if refused { Confidence::Certain } else { Confidence::Likely };
    let then =
        if refused { " The identity provider refused it." } else { " The identity provider will refuse it." };
    let diagnosis = Diagnosis::new(sure, Owner::SpAdmin, format!("{}{then}", finding.says))
        .shown_by(verdicts.spans(SIGNED))
        .settled_by(format!("{}: the minute of the request.", fields::IDP_POLICY));
    let diagnosis = fixed(diagnosis).sparing("flow/signed_out");
    Some(if says_otherwise { diagnosis.sparing("flow/answered") } else { diagnosis })
}

/// A request to sign out that is not signed, refused with words that speak of its signature (SAML Profiles 2.0, section 4.4.3.1:
/// by redirect or POST it has to be signed).
fn logout(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let refused = verdicts.findings(&["flow/signed_out"]).find(|page| page.says.contains("ignature"))?;
    let saml = unsigned(look).find(|saml| matches!(saml.body, SamlBody::LogoutRequest(_)))?;
    let says = format!("The LogoutRequest is not signed. {}", refused.says);
    let diagnosis = Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says).shown_by([saml.tag()]);
    Some(fixed(diagnosis).sparing("flow/answered"))
}

/// The requests of the case that are not signed, by all that travelled with them.
pub(super) fn unsigned<'l>(look: &'l Look) -> impl Iterator<Item = &'l SamlMessage> {
    let requests = look.messages.iter().filter_map(|message| match &message.body {
        Body::Saml(saml) => Some((message, saml.as_ref())),
        _ => None,
    });
    let is_request =
        |saml: &SamlMessage| matches!(saml.body, SamlBody::AuthnRequest(_) | SamlBody::LogoutRequest(_));
    requests
        .filter(move |(message, saml)| {
            is_request(saml) && matches!(signed(look, message, saml), Signed::Nowhere)
        })
        .map(|(_, saml)| saml)
}

fn fixed(diagnosis: Diagnosis) -> Diagnosis {
    diagnosis
        .fix(
            "Application, SAML settings: sign requests (AuthnRequestsSigned), signing key and certificate",
            "Switch it on, and give the identity provider the certificate, best in the application's metadata.",
        )
        .fix(
            "Identity provider, this application's settings: whether requests have to be signed \
             (Keycloak: Client signature required; AD FS: SignedSamlRequestsRequired; SimpleSAMLphp: validate.authnrequest)",
            "Or take unsigned requests of this application.",
        )
}
