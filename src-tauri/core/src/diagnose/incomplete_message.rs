//! The answer lacks something that its profile demands of every answer.

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const PARTS: &[&str] = &[
    "saml/well_formed",
    "saml/version",
    "saml/status",
    "saml/assertion_present",
    "saml/bearer_confirmation",
    "saml/name_id",
    "saml/authn_statement",
    "oidc/format",
    "oidc/sub",
];

/// The answer lacks something that its profile demands of every answer.
pub static CAUSE: Cause = Cause {
    id: "incomplete_message",
    title: "The answer is not made as its standard demands",
    explains: PARTS,
    prevention: "Run a home-made or extended identity provider against a conformance test before applications depend on it.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let findings: Vec<_> = verdicts.findings(PARTS).collect();
    let first = findings.first()?;
    let more = match findings.len() {
        1 => String::new(),
        n => format!(" {} more of its parts are amiss.", n - 1),
    };
    Some(
        Diagnosis::new(Confidence::Likely, Owner::IdpAdmin, format!("{}{more}", first.says))
            .fix(
                "Identity provider, what makes its answers",
                "Write the missing part; templates, extensions and home-made code leave it out.",
            )
            .fix(
                "Proxy, gateway or filter on the way",
                "If the identity provider's log shows a whole answer, find what rewrites it.",
            )
            .shown_by(verdicts.spans(PARTS))
            .settled_by("The answer as the identity provider's own log has it."),
    )
}
