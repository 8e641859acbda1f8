//! The assertion was issued for another name than the application goes by.

use super::evidence;
use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::words::{difference, either_of, quoted};
use crate::check::Look;
use crate::check::known::Weight;
use crate::decode::Spanned;

const AUDIENCE: &[&str] = &["saml/audience"];

/// The assertion was issued for another name than the application goes by.
pub static CAUSE: Cause = Cause {
    id: "audience_mismatch",
    title: "The assertion was issued for another application",
    explains: AUDIENCE,
    prevention: "Treat an entity ID as a name and not as a URL: copy it from the application's metadata, character by character.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let seen: Vec<&Spanned<String>> = evidence::assertions(look).flat_map(audiences).collect();
    let Some(first) = seen.first() else { return absent(look, verdicts) };
    let expected = look.known.saml.audiences.first()?;
    let nearest = seen
        .iter()
        .find(|audience| !difference(&expected.value, &audience.value).is_empty())
        .unwrap_or(first);
    let says = format!(
        "The assertion is for {}; the application goes by {}, according to {}.{}{}",
        either_of(seen.iter().map(|audience| audience.value.as_str())),
        quoted(&expected.value),
        expected.origin.says,
        difference(&expected.value, &nearest.value),
        remark(look, &nearest.value)
    );
    let idp = format!("Set it to {}, exactly as the application has it.", quoted(&expected.value));
    let sp = format!(
        "Or set the application's own name to {}, if that is the one that was agreed.",
        quoted(&nearest.value)
    );
    let diagnosis = Diagnosis::new(Confidence::Certain, owner(look, &nearest.value), says);
    let diagnosis = match diagnosis.owner {
        Owner::SpAdmin => diagnosis.fix(fields::SP_ENTITY_ID, sp).fix(fields::IDP_AUDIENCE, idp),
        _ => diagnosis.fix(fields::IDP_AUDIENCE, idp).fix(fields::SP_ENTITY_ID, sp),
    };
    Some(diagnosis.shown_by(verdicts.spans(AUDIENCE)).shown_by(expected.origin.at))
}

fn audiences(assertion: &crate::decode::saml::Assertion) -> impl Iterator<Item = &Spanned<String>> {
    let restrictions = assertion.conditions.iter().flat_map(|conditions| &conditions.audience_restrictions);
    restrictions.flat_map(|restriction| &restriction.audiences)
}

/// Where the application's own request goes by the name that was answered, its expectation is the odd one out.
fn owner(look: &Look, audience: &str) -> Owner {
    let mut claims = look.known.saml.sp_entity_ids.all().iter();
    let asked = claims.any(|claim| claim.weight == Weight::Seen && claim.expected.value == audience);
    if asked { Owner::SpAdmin } else { Owner::IdpAdmin }
}

fn remark(look: &Look, audience: &str) -> &'static str {
    if look.known.saml.acs.all().iter().any(|claim| claim.expected.value == audience) {
        return " It is the application's address for answers, entered where its name belongs.";
    }
    match owner(look, audience) {
        Owner::SpAdmin => " The application's own request goes by the name that was answered.",
        _ => "",
    }
}

fn absent(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    verdicts.failed("saml/audience").then_some(())?;
    let wanted = look
        .known
        .saml
        .audiences
        .first()
        .map_or("the application's entity ID".to_owned(), |expected| quoted(&expected.value));
    let says = "The assertion names no application that it is for, so it would open any of them.";
    Some(
        Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, says)
            .fix(fields::IDP_AUDIENCE, format!("Set it to {wanted}."))
            .shown_by(verdicts.spans(AUDIENCE)),
    )
}
