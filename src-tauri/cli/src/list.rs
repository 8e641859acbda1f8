//! `ssoscope list`: everything that it knows, as a table or as JSON.

use serde_json::{Value, json};
use ssoscope_core::check::{self, Severity};
use ssoscope_core::knowledge::{Deed, consumer_faults, consumers as watched};
use ssoscope_core::{diagnose, peel};

use crate::arguments::{ListFormat, Listed};
use crate::{CliError, status};

/// A row: what a script gets, and what a person reads.
struct Row {
    data: Value,
    cells: [String; 3],
}

/// Prints a list.
pub(crate) fn run(what: Listed, format: ListFormat) -> Result<u8, CliError> {
    let rows = match what {
        Listed::Checks => checks(),
        Listed::Causes => causes(),
        Listed::Forms => forms(),
        Listed::Consumers => consumers(),
    };
    match format {
        ListFormat::Table => table(&rows),
        ListFormat::Json => {
            let data: Vec<&Value> = rows.iter().map(|row| &row.data).collect();
            println!("{}", serde_json::to_string_pretty(&data)?);
        }
    }
    Ok(status::ACCEPTED)
}

fn checks() -> Vec<Row> {
    let severity = |severity| match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    check::all()
        .map(|check| {
            let severity = severity(check.verb.severity());
            Row {
                data: json!({ "id": check.id, "severity": severity, "title": check.title, "why": check.why, "spec": check.spec }),
                cells: [check.id.to_owned(), severity.to_owned(), check.title.to_owned()],
            }
        })
        .collect()
}

fn causes() -> Vec<Row> {
    diagnose::all()
        .map(|cause| Row {
            data: json!({ "id": cause.id, "title": cause.title, "explains": cause.explains, "prevention": cause.prevention }),
            cells: [cause.id.to_owned(), String::new(), cause.title.to_owned()],
        })
        .collect()
}

/// The forms, and beneath them the kinds of log lines and error texts that one of them knows.
fn forms() -> Vec<Row> {
    let forms = peel::FORMS.iter().map(|form| (form.name.to_owned(), form.title, form.example));
    let logs = peel::LOG_KINDS
        .iter()
        .map(|kind| (format!("application_log/{}", kind.kind), kind.title, kind.example));
    forms
        .chain(logs)
        .map(|(name, title, example)| Row {
            data: json!({ "name": name, "title": title, "example": example }),
            cells: [name, title.to_owned(), example.replace('\n', "⏎")],
        })
        .collect()
}

/// What each consumer that was watched does with each fault that was tried on it.
fn consumers() -> Vec<Row> {
    let rows = consumer_faults().iter().flat_map(|seen| seen.deeds.iter().map(move |deed| (seen, deed)));
    rows.map(|(seen, (name, deed))| {
        let release = watched().iter().find(|consumer| consumer.name == *name).map_or("", |consumer| consumer.release);
        let does = match deed {
            Deed::Refuses => "refuses",
            Deed::Accepts => "accepts",
            Deed::ApplicationRefuses => "leaves it to the application",
        };
        Row {
            data: json!({ "consumer": name, "release": release, "fault": seen.fault, "checks": seen.checks, "does": deed }),
            cells: [format!("{name} {release}"), does.to_owned(), seen.fault.to_owned()],
        }
    })
    .collect()
}

fn table(rows: &[Row]) {
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.cells.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths = [width(0), width(1)];
    for row in rows {
        let [first, second, third] = &row.cells;
        let second = if widths[1] == 0 { String::new() } else { format!("{second:<0$}  ", widths[1]) };
        println!("{first:<0$}  {second}{third}", widths[0]);
    }
}
