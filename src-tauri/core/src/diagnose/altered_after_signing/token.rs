//! Of tokens: the signature is that of a key that is vouched for, over something else than what stands here.

use ssoscope_jose::{Evidence, RewrittenPart};

use super::super::evidence;
use super::super::fields;
use super::super::form::{Confidence, Diagnosis, Owner};
use crate::check::Look;
use crate::check::oidc::evidence::part;
use crate::check::saml::identify;
use crate::check::signatures::jws::{Confusion, JwsSignature, JwsState};

pub(super) fn find(look: &Look) -> Option<Diagnosis> {
    let open = look.signatures.jws.iter().filter(|signature| !signature.state.is_verified());
    let signed = open.filter(|signature| signature.state != JwsState::AlgNone);
    signed.into_iter().find_map(|signature| {
        let diagnosis = signature.evidence.iter().find_map(|confusion| told(signature, confusion))?;
        let reencoded = matches!(
            signature.evidence.first().map(|confusion| &confusion.evidence),
            Some(Evidence::SignedBeforeReencoding { .. })
        );
        let diagnosis = if reencoded { diagnosis } else { diagnosis.sparing("oidc/format") };
        Some(diagnosis.shown_by(shown(look, signature, reencoded)))
    })
}

fn shown(look: &Look, signature: &JwsSignature, reencoded: bool) -> Vec<crate::span::Span> {
    let token = evidence::tokens(look).find(|(message, _)| message.id == signature.message);
    let problems = token.filter(|_| reencoded).and_then(|(_, token)| token.problems.first());
    problems.map(|problem| problem.at).into_iter().chain([signature.at]).collect()
}

fn told(signature: &JwsSignature, confusion: &Confusion) -> Option<Diagnosis> {
    let key = confusion.key_called();
    Some(match &confusion.evidence {
        Evidence::SignedBeforeReencoding { .. } => of_copy(format!(
            "The signature fits {key} over the text as it was before somebody re-encoded it; nothing else was changed."
        )),
        Evidence::Rewritten { original, .. } => {
            let before = if original.part == RewrittenPart::Both { "they were" } else { "it was" };
            of_copy(format!(
                "The signature fits {key} once {} is as {before} signed, {}: somebody read the JSON and wrote it anew, and \
                 changed no value.",
                part(original.part),
                original.before
            ))
        }
        Evidence::OtherHeader { header, .. } => of_content(format!(
            "The signature fits {key} behind the header {}: the payload is as it was signed, and the header was changed.",
            identify::quoted(header)
        )),
        Evidence::OtherBytes { .. } => of_content(format!(
            "The signature was made with {key}, so the key is right; but it was made over other bytes. {}",
            kid_says(signature)
        )),
        _ => return None,
    })
}

fn kid_says(signature: &JwsSignature) -> &'static str {
    match signature.state {
        JwsState::Mismatch => "The header or the payload was changed after it was signed.",
        _ => {
            "The header or the payload was changed after it was signed, or the signature was taken from another token."
        }
    }
}

fn of_copy(says: String) -> Diagnosis {
    Diagnosis::new(Confidence::Certain, Owner::Capture, says)
        .fix(
            "The capture",
            "Copy the token as it travelled, not what a viewer decodes, indents or encodes anew.",
        )
        .fix(fields::NETWORK, "If the token arrives like this, find what decodes it and writes it anew.")
}

fn of_content(says: String) -> Diagnosis {
    Diagnosis::new(Confidence::Certain, Owner::Network, says)
        .fix("Application", "Do not accept it: what was changed may be who signs in.")
        .fix(fields::NETWORK, "Find what rewrites the token; compare it before and behind each of them.")
        .settled_by("The same token as it left the provider, to compare part by part.")
}
