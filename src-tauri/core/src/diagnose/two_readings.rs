//! The message was made for consumers that read XML in two ways: an attack, by its family.

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const TRAPS: &[&str] = &["saml/parser_traps", "saml/smuggled_parts", "saml/void_signature"];

/// The message was made for consumers that read XML in two ways: an attack, by its family.
pub static CAUSE: Cause = Cause {
    id: "two_readings",
    title: "The message is made to be read in two ways",
    explains: &[
        "saml/smuggled_parts",
        "saml/parser_traps",
        "saml/void_signature",
        "saml/signature_verifies",
        "saml/signature_covers",
        "saml/duplicate_id",
        "saml/doctype",
        "saml/well_formed",
        "saml/signature_present",
    ],
    prevention: "Parse once, refuse what is not plain, and read from the tree that was verified; follow the advisories of the SAML library.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(TRAPS).next()?;
    Some(
        Diagnosis::new(Confidence::Certain, Owner::SpAdmin, &*finding.says)
            .fix(
                "Application and its security team",
                "Treat it as an attack until shown otherwise: refuse it, keep the message, find out who sent it.",
            )
            .fix("Application, its SAML library", "Update it, and check that its parser refuses DOCTYPE and what can't be canonicalised.")
            .shown_by(verdicts.spans(TRAPS)),
    )
}
