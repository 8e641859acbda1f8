//! Something that the application needs to know of the person is not in the answer.

use super::evidence;
use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::names::stand_for_the_same;
use super::words::{either_of, quoted};
use crate::check::Look;
use crate::decode::Spanned;
use crate::decode::saml::Attribute;
use crate::expect::ValueExpected;

const VALUES: &[&str] = &["saml/attributes", "oidc/claims", "oidc/scope_claims"];

/// Something that the application needs to know of the person is not in the answer.
pub static CAUSE: Cause = Cause {
    id: "missing_attribute",
    title: "Something that the application needs about the person is missing",
    explains: &["saml/attributes", "oidc/claims", "oidc/scope_claims", "oidc/application_error"],
    prevention: "Keep a list of every attribute with its name, an example and its owner in the playbook, and test with a new joiner.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(VALUES).next()?;
    let sent = names_sent(look);
    let named = |wanted: &ValueExpected| sent.iter().any(|(name, _)| *name == wanted.name);
    let missing = wanted(look).find(|wanted| wanted.required && !named(wanted));
    let diagnosis = match missing {
        Some(missing) => absent(&missing.name, &sent),
        None => Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, finding.says.clone())
            .fix(
                fields::IDP_ATTRIBUTES,
                "Fill the source of this value for the person, or release another source.",
            )
            .fix(fields::SP_ATTRIBUTES, "Accept the value that is sent, if it is the right one."),
    };
    Some(diagnosis.shown_by(verdicts.spans(VALUES)))
}

/// The name of an attribute or claim, and the friendly one that stands beside it.
type Sent<'a> = (&'a str, Option<&'a str>);

fn absent(missing: &str, sent: &[Sent]) -> Diagnosis {
    let same = |name: &str| stand_for_the_same(name, missing);
    if let Some((other, _)) = sent.iter().find(|(name, friendly)| same(name) || friendly.is_some_and(same)) {
        let (other, missing) = (quoted(other), quoted(missing));
        let says = format!(
            "The application looks for {missing}; the answer has {other}, which is the same fact under another name."
        );
        return Diagnosis::new(Confidence::Certain, Owner::SpAdmin, says)
            .fix(fields::SP_ATTRIBUTES, format!("Map {other} to what the application needs."))
            .fix(fields::IDP_ATTRIBUTES, format!("Or release it under the name {missing}."));
    }
    let has = if sent.is_empty() {
        "none at all".to_owned()
    } else {
        either_of(sent.iter().map(|(name, _)| *name)).replace(" or ", " and ")
    };
    let missing = quoted(missing);
    let says = format!("The application looks for {missing}, and the answer does not have it. It has {has}.");
    Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, says)
        .fix(
            fields::IDP_ATTRIBUTES,
            format!("Release {missing} to this application, and check that the person has a value for it."),
        )
        .fix(
            fields::SP_ATTRIBUTES,
            "Ask for it, by scope or requested attributes, or map another one that is sent.",
        )
}

fn wanted<'a>(look: &'a Look) -> impl Iterator<Item = &'a ValueExpected> {
    let tokens = evidence::tokens(look).next().is_some();
    let playbook = &look.expect.playbook;
    if tokens { playbook.oidc.claim.iter() } else { playbook.saml.attribute.iter() }
}

/// The attributes and claims that are sent with a value.
fn names_sent<'a>(look: &Look<'a>) -> Vec<Sent<'a>> {
    let filled =
        |attribute: &&Attribute| attribute.values.iter().any(|value| !value.text.value.trim().is_empty());
    let attributes = evidence::assertions(look).flat_map(|assertion| &assertion.attributes).filter(filled);
    let text = |name: &'a Option<Spanned<String>>| name.as_ref().map(|name| name.value.as_str());
    let names =
        attributes.filter_map(|attribute| Some((text(&attribute.name)?, text(&attribute.friendly_name))));
    let of_tokens = evidence::tokens(look).filter_map(|(_, token)| token.claims.as_ref());
    let members = of_tokens.chain(evidence::user_info(look)).flat_map(|claims| &claims.members);
    names.chain(members.map(|member| (member.name.value.as_str(), None))).collect()
}
