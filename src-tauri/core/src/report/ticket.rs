//! Three short texts for a ticket: for the person, for whoever has to act, and for the knowledge base.

use std::fmt::Write;

use crate::check::Severity;
use crate::diagnose::{Confidence, Owner, Ranked, Remedy};
use crate::instant::stamp;

use super::build::Told;
use super::shape::TicketShape;
use super::text::owner;

/// Findings that the evidence lists.
const LISTED: usize = 6;

/// The texts, where a cause was recognised.
pub(super) fn ticket(told: &Told) -> Option<TicketShape> {
    let first = told.causes.first()?;
    Some(TicketShape {
        user: for_user(first),
        admin: for_admin(told, first),
        kb: for_knowledge_base(told, first),
    })
}

fn for_user(ranked: &Ranked) -> String {
    let wait = match ranked.diagnosis.owner {
        Owner::User => {
            "You can try again yourself: close the other tabs of this sign-in, open the application's start page and sign in \
             once more. Write to us if it happens again."
        }
        Owner::Network => {
            "You did nothing wrong. Something on the network is in the way; we have passed it on to those who run it."
        }
        Owner::Capture => {
            "What we were given to look at does not show the fault. Try again, and send us the browser's network log \
             (HAR) of that sign-in."
        }
        Owner::IdpAdmin | Owner::SpAdmin => {
            "You did nothing wrong, and trying again will not help. It has to be put right in the settings; we have passed it \
             on to those who can."
        }
    };
    format!("Your sign-in did not work. What we found: {}. {wait}", ranked.cause.as_clause())
}

fn for_admin(told: &Told, ranked: &Ranked) -> String {
    let diagnosis = &ranked.diagnosis;
    let sure = match diagnosis.confidence {
        Confidence::Certain => "This is proven by the messages.",
        Confidence::Likely => "This is likely: it fits what was seen, and nothing else known does.",
        Confidence::Possible => "This is one possibility; what would settle it stands below.",
    };
    let mut out = format!("{}\n\n{} {sure}\n", ranked.cause.title, diagnosis.happened);
    let _ = writeln!(out, "Judged at {}.", stamp(told.instant.at));
    let _ = writeln!(out, "\nTo act: {}.", owner(diagnosis.owner));
    remedies(&mut out, &diagnosis.remedy);
    let evidence = evidence(told, ranked);
    if !evidence.is_empty() {
        let _ = writeln!(out, "\nEvidence:");
        evidence.iter().for_each(|says| {
            let _ = writeln!(out, "- {says}");
        });
    }
    if let Some(settle) = &diagnosis.settle {
        let _ = writeln!(out, "\nTo be sure: {settle}");
    }
    out
}

/// What the failed checks that the cause explains say, with what was expected and observed.
fn evidence(told: &Told, ranked: &Ranked) -> Vec<String> {
    let explained = |id: &str| ranked.explains.contains(&id);
    let judged = told.judged.iter().filter(|judged| judged.verdict.failed() && explained(judged.check.id));
    let findings =
        judged.flat_map(|judged| judged.verdict.findings().iter().map(move |finding| (judged, finding)));
    let line = findings.map(|(judged, finding)| match (&finding.expected, &finding.observed) {
        (Some(expected), Some(observed)) => {
            format!("{} Expected: {expected}. Observed: {observed}. ({})", finding.says, judged.check.id)
        }
        _ => format!("{} ({})", finding.says, judged.check.id),
    });
    line.take(LISTED).collect()
}

fn for_knowledge_base(told: &Told, ranked: &Ranked) -> String {
    let (cause, diagnosis) = (ranked.cause, &ranked.diagnosis);
    let mut out = format!("{}\n\nSymptoms:\n", cause.title);
    let failed = told.judged.iter().filter(|judged| judged.verdict.failed());
    let errors = failed.filter(|judged| judged.check.verb.severity() == Severity::Error);
    for judged in errors.filter(|judged| ranked.explains.contains(&judged.check.id)).take(LISTED) {
        let _ = writeln!(out, "- {}", judged.check.title);
    }
    let parties: Vec<&str> = told.products.iter().map(|seen| seen.product.name).collect();
    if !parties.is_empty() {
        let _ = writeln!(out, "Products: {}", parties.join(", "));
    }
    let _ = writeln!(out, "\nSolution ({}):", owner(diagnosis.owner));
    remedies(&mut out, &diagnosis.remedy);
    let _ = writeln!(out, "\nPrevention: {}\nKind of fault: {}", cause.prevention, cause.id);
    out
}

/// The changes, and behind each what a product that takes part calls the setting.
fn remedies(out: &mut String, remedies: &[Remedy]) {
    for remedy in remedies {
        let _ = match remedy.source {
            Some(source) => writeln!(out, "  namely {} (named so by {source})", remedy.place),
            None => writeln!(out, "- {}: {}", remedy.place, remedy.what),
        };
    }
}
