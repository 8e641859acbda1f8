//! What must hold: one rule a file, a family a folder.

pub mod form;
mod guide;
pub mod identifiers;
pub mod known;
pub mod look;
pub mod products;
pub mod said;
pub mod signatures;
mod symptom;

pub mod flow;
pub mod oidc;
pub mod paste;
pub mod policy;
pub mod saml;
pub mod x509;

use crate::expect::Counted;

pub use form::{Check, Citation, Finding, Giving, Need, Related, Severity, Verb, Verdict, cite};
pub use look::Look;
pub use symptom::{Symptom, all as symptoms, of as symptom};

/// The families, in the order of the report.
pub static FAMILIES: [&[&Check]; 6] =
    [saml::CHECKS, oidc::CHECKS, x509::CHECKS, policy::CHECKS, flow::CHECKS, paste::CHECKS];

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
    /// How bad a failure is: by the check's own verb, or by a policy of the playbook.
    pub severity: Severity,
    /// What set the severity, where a policy did.
    pub overruled: Option<String>,
}

/// Runs every check.
pub fn run(look: &Look) -> Vec<Judged> {
    let mut judged = Vec::with_capacity(all().count());
    judged.extend(all().map(|check| {
        let (severity, overruled) = severity(look, check);
        Judged { check, verdict: (check.run)(look), severity, overruled }
    }));
    judged
}

/// The severity of a check: its own, unless a policy that is in force sets another one.
fn severity(look: &Look, check: &Check) -> (Severity, Option<String>) {
    let own = check.verb.severity();
    if look.expect.playbook.policy.is_empty() {
        return (own, None);
    }
    let policies = look.expect.playbook.policy.iter().filter(|policy| policy.holds_at(look.now));
    let set = policies.filter(|policy| policy.check.as_deref() == Some(check.id));
    match set.filter_map(|policy| Some((policy, policy.severity?))).next_back() {
        Some((policy, counted)) => {
            let reason = policy.reason.as_deref().unwrap_or("no reason is given");
            let until = policy
                .until
                .map_or(String::new(), |until| format!(", until {}", crate::instant::stamp(until)));
            (counted.into(), Some(format!("{} says so: {reason}{until}", policy.called())))
        }
        None => (own, None),
    }
}

impl From<Counted> for Severity {
    fn from(counted: Counted) -> Self {
        match counted {
            Counted::Error => Severity::Error,
            Counted::Warning => Severity::Warning,
            Counted::Note => Severity::Note,
        }
    }
}
