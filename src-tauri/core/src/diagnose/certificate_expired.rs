//! A certificate's validity does not hold.

use chrono::{DateTime, Utc};

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;
use crate::decode::Body;
use crate::decode::x509::Certificate;
use crate::span::Span;

const VALID: &[&str] = &["x509/valid_at_instant"];

/// A certificate's validity does not hold.
pub static CAUSE: Cause = Cause {
    id: "certificate_expired",
    title: "A certificate is outside its validity",
    explains: VALID,
    prevention: "Watch the last day of every certificate, and change it weeks before, with both published meanwhile.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(VALID).next()?;
    Some(
        Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, finding.says.clone())
            .fix(
                fields::IDP_SIGNING_KEY,
                "Issue a new signing certificate, and tell every application before it signs.",
            )
            .fix(
                fields::SP_IDP_CERTIFICATE,
                "Take over the new certificate. Many applications ignore the dates; some refuse.",
            )
            .shown_by(verdicts.spans(VALID)),
    )
}

/// Whether every certificate that fails now was valid at an earlier instant, so that only the judging is late.
pub(super) fn held_at(look: &Look, verdicts: &Verdicts, at: DateTime<Utc>) -> bool {
    let failing = verdicts.spans(VALID);
    let held =
        |span: &Span| certificates(look).any(|c| c.at == *span && c.not_before <= at && at <= c.not_after);
    !failing.is_empty() && failing.iter().all(held)
}

fn certificates<'a>(look: &'a Look) -> impl Iterator<Item = &'a Certificate> {
    let known = look.known.saml.keys.iter().filter_map(|key| key.certificate.as_ref());
    let embedded = look.signatures.xml.iter().flat_map(|signature| &signature.embedded);
    let loose = look.messages.iter().filter_map(|message| match &message.body {
        Body::Certificate(certificate) => Some(certificate.as_ref()),
        _ => None,
    });
    known.chain(embedded.filter_map(|material| material.certificate())).chain(loose)
}
