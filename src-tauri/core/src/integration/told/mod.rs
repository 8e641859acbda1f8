//! How the check of an integration is said: the matrix for people, JUnit and SARIF for machines.

mod html;
mod junit;
mod markdown;
mod sarif;
mod text;

pub use html::check_html;
pub use junit::check_junit;
pub use markdown::check_markdown;
pub use sarif::check_sarif;
pub use text::check_text;

use super::trial::{Row, RowOutcome, word};

/// A row's outcome in two words.
fn mark(outcome: RowOutcome) -> &'static str {
    match outcome {
        RowOutcome::AsWanted => "as it should",
        RowOutcome::Otherwise => "OTHERWISE",
        RowOutcome::Untold => "CAN'T BE TOLD",
        RowOutcome::OtherIntegration => "NOT OF THIS ONE",
    }
}

/// What a row had to come to: `rejected (audience_mismatch)`.
fn wanted(row: &Row) -> String {
    match &row.wanted.cause {
        Some(cause) => format!("{} ({cause})", word(row.wanted.verdict)),
        None => word(row.wanted.verdict).to_owned(),
    }
}

/// What it came to.
fn observed(row: &Row) -> String {
    match row.causes.first() {
        Some(cause) => format!("{} ({cause})", word(row.verdict)),
        None => word(row.verdict).to_owned(),
    }
}
