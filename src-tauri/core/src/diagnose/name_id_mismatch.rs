//! The person is named in another way than the application wants.

use super::evidence;
use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::words::quoted;
use crate::check::Look;
use crate::decode::saml::NameId;

const NAME: &[&str] = &["saml/name_id_format", "saml/name_id", "saml/name_id_qualifier"];

/// The person is named in another way than the application wants.
pub static CAUSE: Cause = Cause {
    id: "name_id_mismatch",
    title: "The person is named in another way than is wanted",
    explains: NAME,
    prevention: "Agree on one NameID format and one source that every person has and that never changes.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(NAME).next()?;
    let of_idp = names_the_idp(look);
    let owner = if of_idp.is_some() { Owner::SpAdmin } else { Owner::IdpAdmin };
    let says = match of_idp {
        Some(name) => format!(
            "The NameID is {}, the identity provider's own name: everybody would be the same person.",
            quoted(&name)
        ),
        None => finding.says.clone(),
    };
    let idp = "Issue the format that is asked for, from a source that this person has a value in.";
    let sp = "Ask for the format that is issued, or for none; entity is never one for people.";
    let diagnosis = Diagnosis::new(Confidence::Certain, owner, says);
    let diagnosis = match owner {
        Owner::SpAdmin => diagnosis.fix(fields::SP_NAME_ID, sp).fix(fields::IDP_NAME_ID, idp),
        _ => diagnosis.fix(fields::IDP_NAME_ID, idp).fix(fields::SP_NAME_ID, sp),
    };
    Some(diagnosis.shown_by(verdicts.spans(NAME)))
}

/// The NameID, where it is the name of the identity provider itself.
fn names_the_idp(look: &Look) -> Option<String> {
    let text = |name: &NameId| name.value.value.trim().to_owned();
    evidence::assertions(look).find_map(|assertion| {
        let name = assertion.subject.as_ref()?.name_id.as_ref()?;
        let issuer = assertion.issuer.as_ref()?;
        (text(name) == text(issuer)).then(|| text(name))
    })
}
