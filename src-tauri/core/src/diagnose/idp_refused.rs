//! The identity provider answered, and the answer is no.

use super::evidence;
use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::refusals::{self, Refusal};
use super::refused;
use super::told;
use super::words::{quoted, said as in_words};
use crate::check::Look;
use crate::decode::saml::{Status, names};
use crate::decode::{Body, Spanned};
use crate::span::Span;

/// The identity provider answered, and the answer is no.
pub static CAUSE: Cause = Cause {
    id: "idp_refused",
    title: "The identity provider refused the sign-in",
    explains: &[
        "saml/status",
        "oidc/error_page",
        "oidc/error_response",
        "saml/assertion_present",
        "saml/signature_present",
        "saml/signature_covers",
        "saml/encrypted",
        "saml/name_id",
        "saml/authn_statement",
        "saml/bearer_confirmation",
        "saml/attributes",
        "oidc/format",
        "oidc/application_error",
    ],
    prevention: "Try each kind of person once before going live: one who is assigned, one who is not, one without a session.",
    find,
};

/// A refusal in the identity provider's own words.
struct Said<'a> {
    /// Its codes, the most general one first.
    codes: Vec<&'a Spanned<String>>,
    /// What it says beside them.
    message: Option<&'a Spanned<String>>,
}

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    if verdicts.failing(&["saml/status", "oidc/error_response", "oidc/error_page"]).is_empty() {
        return None;
    }
    let said = by_status(look).or_else(|| by_error(look))?;
    // A page without a code, after the browser lost the provider's own cookie, is the consequence of that.
    if said.codes.is_empty() && verdicts.failed("flow/login_cookies_return") {
        return None;
    }
    let refusal = said.codes.iter().rev().find_map(|code| refusals::of(names::short(&code.value)));
    if refusal.is_none() && told::names_another_cause(look, CAUSE.id) {
        return None;
    }
    let spans: Vec<Span> = said.codes.iter().copied().chain(said.message).map(|value| value.at).collect();
    if let Some(lost) = lost_on_the_way(look, &said) {
        return Some(lost.shown_by(spans));
    }
    if let Some((heard, kind)) = told::plainest(look).filter(|_| refusal.is_none()) {
        let means = format!("{} {}", told::says(heard), kind.means);
        let diagnosis = Diagnosis::new(Confidence::Certain, kind.owner, happened(&said, &means));
        return Some(kind.remedied(diagnosis).shown_by(spans));
    }
    let owner = refusal.map_or(Owner::IdpAdmin, |refusal| refusal.owner);
    let means = refusal.map_or("This code is not one that the specifications name.", |refusal| refusal.means);
    let diagnosis = Diagnosis::new(Confidence::Certain, owner, happened(&said, means));
    Some(remedied(diagnosis, refusal, owner).shown_by(spans))
}

/// The provider misses a parameter that the request of this very capture has: something between them took it out.
fn lost_on_the_way(look: &Look, said: &Said) -> Option<Diagnosis> {
    let words = said.message?.value.as_str();
    let named =
        |name: &str| words.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == name);
    let lost = look.messages.iter().find_map(|message| match &message.body {
        Body::AuthorizationRequest(request) => {
            AT_RISK.iter().copied().find(|name| named(name) && request.parameters.has(&[*name]))
        }
        _ => None,
    })?;
    let says = format!(
        "The provider says {}, but the request in this capture has {lost}: it was lost between the browser and the provider.",
        in_words(words)
    );
    Some(
        Diagnosis::new(Confidence::Likely, Owner::Network, says)
            .fix(fields::NETWORK, "Let every parameter of the authorization request through.")
            .fix(fields::SP_REQUEST, "Check that the parameter has the form that the provider wants.")
            .settled_by("The authorization request as it reaches the provider, from its log."),
    )
}

/// Parameters that only careless filters know to be unknown.
const AT_RISK: &[&str] =
    &["code_challenge", "nonce", "state", "response_mode", "max_age", "claims", "request", "resource"];

fn by_status<'a>(look: &Look<'a>) -> Option<Said<'a>> {
    let refused: fn(&&'a Status) -> bool = |status| !status.is_success();
    let status = evidence::saml(look).filter_map(|(_, saml)| saml.status()).find(refused)?;
    Some(Said { codes: status.codes.iter().collect(), message: status.message.as_ref() })
}

fn by_error<'a>(look: &Look<'a>) -> Option<Said<'a>> {
    let refused = refused::all(look).into_iter().next()?;
    Some(Said { codes: refused.error.into_iter().collect(), message: refused.description })
}

fn happened(said: &Said, means: &str) -> String {
    let codes: Vec<&str> = said.codes.iter().map(|code| names::short(&code.value)).collect();
    let codes = if codes.is_empty() { "no code at all".to_owned() } else { quoted(&codes.join(" / ")) };
    let words =
        said.message.map_or(String::new(), |message| format!(" and says {}", in_words(&message.value)));
    format!("The identity provider answered {codes}{words}. {means}")
}

fn remedied(diagnosis: Diagnosis, refusal: Option<&Refusal>, owner: Owner) -> Diagnosis {
    let (idp, sp) = match refusal {
        Some(refusal) => (refusal.idp, refusal.sp),
        None => (
            "Look up the answer's ID and minute in the log.",
            "Nothing to change before the other side has looked.",
        ),
    };
    let (idp_place, sp_place) = (fields::IDP_POLICY, fields::SP_REQUEST);
    match owner {
        Owner::SpAdmin => diagnosis.fix(sp_place, sp).fix(idp_place, idp),
        _ => diagnosis.fix(idp_place, idp).fix(sp_place, sp),
    }
}
