//! `ssoscope explain`: a check, a cause or an error text in full.

use ssoscope_core::report::manual;
use ssoscope_core::{check, diagnose};

use crate::{CliError, status};

/// Prints what the manual says of a check, a cause, a code, or a text in which a product says that something failed.
pub(crate) fn run(id: &str) -> Result<u8, CliError> {
    let page =
        manual::page(id).ok_or_else(|| CliError::UnknownId { id: id.to_owned(), nearest: nearest(id) })?;
    print!("{}", page.text());
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
