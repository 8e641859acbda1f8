//! A document type declaration came with the message, which no identity provider writes.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const DOCTYPE: &[&str] = &["saml/doctype"];

/// A document type declaration came with the message, which no identity provider writes.
pub static CAUSE: Cause = Cause {
    id: "document_type",
    title: "The message brings a document type declaration along",
    explains: &["saml/doctype", "saml/well_formed", "saml/signature_verifies", "saml/signature_covers"],
    prevention: "Keep document types and entities switched off in every XML parser that reads what browsers send.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(DOCTYPE).next()?;
    let says = format!(
        "{} No identity provider writes one: it is an attack on XML parsers, or something rewrote the message.",
        finding.says
    );
    Some(
        Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says)
            .fix(
                "Application and its security team",
                "Refuse it, keep it, and find out who sent it; check that the parser forbids a DOCTYPE.",
            )
            .fix(
                fields::NETWORK,
                "If the identity provider's log shows the message without it, find what rewrites it.",
            )
            .shown_by(verdicts.spans(DOCTYPE))
            .settled_by("The message as the identity provider's own log has it."),
    )
}
