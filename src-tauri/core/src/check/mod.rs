//! What must hold: one rule a file, a family a folder.

pub mod form;
mod guide;
pub mod identifiers;
pub mod known;
pub mod look;
pub mod products;
pub mod said;
pub mod signatures;

pub mod flow;
pub mod oidc;
pub mod paste;
pub mod saml;
pub mod x509;

pub use form::{Check, Citation, Finding, Need, Related, Severity, Verb, Verdict, cite};
pub use look::Look;

/// The families, in the order of the report.
pub static FAMILIES: [&[&Check]; 5] = [saml::CHECKS, oidc::CHECKS, x509::CHECKS, flow::CHECKS, paste::CHECKS];

/// Every check there is.
pub fn all() -> impl Iterator<Item = &'static Check> {
    FAMILIES.iter().flat_map(|family| family.iter().copied())
}

/// A check and what it says.
pub struct Judged {
    /// The check.
    pub check: &'static Check,
    /// What it says.
    pub verdict: Verdict,
}

/// Runs every check.
pub fn run(look: &Look) -> Vec<Judged> {
    all().map(|check| Judged { check, verdict: (check.run)(look) }).collect()
}
