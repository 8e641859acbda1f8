//! The issuer differs from the expected one by a slash at its end, and by nothing else.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::words::quoted;
use crate::check::identifiers::near_miss;
use crate::check::{Finding, Look};
use crate::decode::Body;

const ISSUER: &[&str] = &["oidc/iss", "oidc/response_iss", "oidc/discovery_issuer"];

/// The issuer differs from the expected one by a slash at its end, and by nothing else.
pub static CAUSE: Cause = Cause {
    id: "issuer_slash",
    title: "The issuer has a slash at its end, or lacks one",
    explains: &["oidc/iss", "oidc/response_iss", "oidc/discovery_issuer", "oidc/application_error"],
    prevention: "Copy the issuer out of the provider's discovery document instead of typing it.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(ISSUER).find(|finding| by_slash(finding))?;
    let (seen, wanted) = (finding.observed.as_deref()?, finding.expected.as_deref()?);
    let published = look.messages.iter().any(|message| match &message.body {
        Body::Discovery(document) => document.issuer.as_ref().is_some_and(|issuer| issuer.value == wanted),
        _ => false,
    });
    let longer = if seen.len() > wanted.len() { "has a slash at its end" } else { "has no slash at its end" };
    let says = format!(
        "The provider calls itself {}, which {longer}; {} is expected. An issuer is compared letter by letter.",
        quoted(seen),
        quoted(wanted)
    );
    let to_rp = format!("Enter {} exactly.", quoted(seen));
    let to_op = format!("Write {} into tokens too, as the discovery document has it.", quoted(wanted));
    let diagnosis = match published {
        true => Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, says)
            .fix(fields::OP_ISSUER, to_op)
            .fix(fields::RP_ISSUER, to_rp),
        false => Diagnosis::new(Confidence::Certain, Owner::SpAdmin, says).fix(fields::RP_ISSUER, to_rp),
    };
    Some(diagnosis.shown_by(verdicts.spans(ISSUER)))
}

fn by_slash(finding: &Finding) -> bool {
    let pair = finding.expected.as_deref().zip(finding.observed.as_deref());
    pair.and_then(|(wanted, seen)| near_miss(wanted, seen)).is_some_and(|miss| miss.kind == "trailing-slash")
}
