//! `ssoscope explain`: a check or a cause in full.

use std::fmt::Write as _;

use ssoscope_core::check::{self, Check, Severity};
use ssoscope_core::diagnose::{self, Cause};

use crate::{CliError, status};

/// Prints what a check or a cause says of itself.
pub(crate) fn run(id: &str) -> Result<u8, CliError> {
    let check = check::all().find(|check| check.id == id).map(of_check);
    let cause = || diagnose::all().find(|cause| cause.id == id).map(of_cause);
    let text = check
        .or_else(cause)
        .ok_or_else(|| CliError::UnknownId { id: id.to_owned(), nearest: nearest(id) })?;
    print!("{text}");
    Ok(status::ACCEPTED)
}

fn nearest(id: &str) -> Option<&'static str> {
    let ids = check::all().map(|check| check.id).chain(diagnose::all().map(|cause| cause.id));
    let likeness = |known: &str| {
        strsim::normalized_damerau_levenshtein(id, known)
            .max(strsim::normalized_damerau_levenshtein(id, known.rsplit('/').next().unwrap_or(known)))
    };
    ids.map(|known| (likeness(known), known))
        .filter(|(likeness, _)| *likeness > 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known)
}

fn of_check(check: &'static Check) -> String {
    let mut out = format!("{}\n{}\n\n", check.title, check.id);
    let severity = match check.verb.severity() {
        Severity::Error => "error: the sign-in is to be refused",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let cited: Vec<String> =
        check.spec.iter().map(|c| format!("{}, section {}", c.document, c.section)).collect();
    let explained: Vec<&str> =
        diagnose::all().filter(|cause| cause.explains.contains(&check.id)).map(|cause| cause.id).collect();
    let _ = writeln!(out, "Why it matters         {}", check.why);
    let _ = writeln!(out, "A failure is           {severity}");
    let _ = writeln!(out, "Says who               {}", cited.join("; "));
    let _ = writeln!(out, "Identity provider      {}", check.remedy_idp);
    let _ = writeln!(out, "Application            {}", check.remedy_sp);
    let _ = writeln!(
        out,
        "Causes that explain it {}",
        if explained.is_empty() { "none yet".to_owned() } else { explained.join(", ") }
    );
    out
}

fn of_cause(cause: &'static Cause) -> String {
    let mut out = format!("{}\n{}\n\n", cause.title, cause.id);
    let _ = writeln!(out, "Explains   {}", cause.explains.join(", "));
    let _ = writeln!(out, "Prevention {}", cause.prevention);
    out
}
