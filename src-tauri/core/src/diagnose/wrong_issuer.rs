//! The answer comes from an issuer of another name.

use super::evidence;
use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::words::{difference, quoted};
use crate::check::Look;
use crate::check::known::{Claims, Weight};
use crate::decode::Body;

const ISSUER: &[&str] =
    &["saml/issuer", "oidc/iss", "oidc/response_iss", "oidc/discovery_issuer", "oidc/front_channel_logout"];
const ARTIFACT: &[&str] = &["saml/artifact_source"];
const OIDC: &[&str] =
    &["oidc/iss", "oidc/response_iss", "oidc/discovery_issuer", "oidc/front_channel_logout"];

/// The answer comes from an issuer of another name.
pub static CAUSE: Cause = Cause {
    id: "wrong_issuer",
    title: "The issuer has another name than the application expects",
    explains: &[
        "saml/issuer",
        "saml/artifact_source",
        "oidc/iss",
        "oidc/response_iss",
        "oidc/discovery_issuer",
        "oidc/front_channel_logout",
        "oidc/application_error",
    ],
    prevention: "Take the issuer from metadata or discovery instead of typing it, and announce its change like that of a key.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let Some(diagnosis) = saml(look, verdicts).or_else(|| oidc(look, verdicts)) else {
        return artifact(verdicts);
    };
    let note = if trusted_key(look) {
        " It is signed with the key that is trusted, so only the name differs."
    } else {
        ""
    };
    let happened = format!("{}{note}", diagnosis.happened);
    Some(Diagnosis { happened, ..diagnosis }.shown_by(verdicts.spans(ISSUER)))
}

/// Whether the answer was made with the key that is trusted: then it is the same identity provider.
fn trusted_key(look: &Look) -> bool {
    look.signatures.xml.iter().any(|signature| signature.verified())
        || look.signatures.jws.iter().any(|signature| signature.state.is_verified())
}

fn saml(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    verdicts.failed("saml/issuer").then_some(())?;
    let known = &look.known.saml.idp_entity_ids;
    let of_messages = evidence::saml(look).filter_map(|(_, saml)| saml.issuer());
    let of_assertions = evidence::assertions(look).filter_map(|assertion| assertion.issuer.as_ref());
    let mut issuers = of_messages.chain(of_assertions).map(|issuer| &issuer.value);
    let wrong =
        issuers.find(|issuer| !known.is_empty() && known.decisive().all(|one| one.value != issuer.value))?;
    let by_metadata = is_vouched(known, &wrong.value);
    Some(told(
        &wrong.value,
        known,
        by_metadata,
        Owner::SpAdmin,
        fields::SP_IDP_ENTITY_ID,
        fields::IDP_ENTITY_ID,
    ))
}

/// An artifact names its issuer by a hash, which tells only that it is none of those that are known.
fn artifact(verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(ARTIFACT).next()?;
    let says = format!(
        "{} Its issuer has another entity ID than the metadata here: a former name, another tenant, or another provider.",
        finding.says
    );
    Some(
        Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says)
            .fix(fields::SP_IDP_ENTITY_ID, "Load the provider's current metadata: it names the entity ID, and where artifacts are resolved.")
            .fix(fields::IDP_ENTITY_ID, "Make artifacts of the entity ID that the metadata publishes.")
            .shown_by(verdicts.spans(ARTIFACT))
            .settled_by("The metadata whose entity ID has this SHA-1."),
    )
}

fn oidc(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let known = &look.known.oidc.issuers;
    let differs = |value: &&str| known.decisive().all(|one| one.value != **value);
    let wrong = verdicts.findings(OIDC).filter_map(|finding| finding.observed.as_deref()).find(differs)?;
    let expected = known.first()?;
    let discovered: Vec<&str> = look.messages.iter().filter_map(discovered).collect();
    let lives_there = look.messages.iter().any(|message| lives_at(message, wrong, &expected.value));
    let owner = match discovered.contains(&expected.value.as_str()) || lives_there {
        true => Owner::IdpAdmin,
        false => Owner::SpAdmin,
    };
    let by_metadata = is_vouched(known, wrong) || discovered.contains(&wrong);
    Some(told(wrong, known, by_metadata, owner, fields::RP_ISSUER, fields::OP_ISSUER))
}

fn discovered(message: &crate::decode::Message) -> Option<&str> {
    match &message.body {
        Body::Discovery(discovery) => discovery.issuer.as_ref().map(|issuer| issuer.value.as_str()),
        _ => None,
    }
}

/// Whether the document of an issuer has its endpoints at the address of another: the provider lives there, and goes by
/// its former name.
fn lives_at(message: &crate::decode::Message, issuer: &str, address: &str) -> bool {
    let Body::Discovery(document) = &message.body else { return false };
    let named = document.issuer.as_ref().is_some_and(|named| named.value == issuer);
    let home = format!("{}/", address.trim_end_matches('/'));
    let endpoint = document.authorization_endpoint.as_ref().or(document.token_endpoint.as_ref());
    named && !issuer.starts_with(&home) && endpoint.is_some_and(|url| url.value.starts_with(&home))
}

fn is_vouched(known: &Claims, value: &str) -> bool {
    known.all().iter().any(|claim| claim.weight == Weight::Vouched && claim.expected.value == value)
}

fn told(wrong: &str, known: &Claims, by_metadata: bool, owner: Owner, sp: &str, idp: &str) -> Diagnosis {
    let expected = known.first();
    let value = expected.map_or("", |expected| expected.value.as_str());
    let origin = expected.map_or("", |expected| expected.origin.says.as_str());
    let metadata =
        if by_metadata { " The other side's own metadata has the same name as the answer." } else { "" };
    let says = format!(
        "The answer was issued by {}; {} is expected, according to {origin}.{}{metadata}",
        quoted(wrong),
        quoted(value),
        difference(value, wrong)
    );
    let to_sp =
        format!("Enter {} exactly, letter by letter, if that is the right identity provider.", quoted(wrong));
    let to_idp = format!("Set it to {} again, if the name was changed by mistake.", quoted(value));
    let diagnosis = Diagnosis::new(Confidence::Certain, owner, says);
    match owner {
        Owner::IdpAdmin => diagnosis.fix(idp, to_idp).fix(sp, to_sp),
        _ => diagnosis.fix(sp, to_sp).fix(idp, to_idp),
    }
}
