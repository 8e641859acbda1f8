//! `ssoscope examine`: reads, examines, prints, and tells the verdict by the exit status.

use std::collections::BTreeMap;
use std::path::Path;

use ssoscope_core::expect::Playbook;
use ssoscope_core::report::{Outcome, html, junit, markdown, sarif, text};
use ssoscope_core::{Examined, Expectations, Paste, Role, examine_watched};

use crate::arguments::{Examine, Format};
use crate::playbook::{self, PlaybookFile};
use crate::waiting::{self, Terminal};
use crate::{CliError, files, keys, output, status};

/// Examines what the command line names.
pub(crate) fn run(arguments: &Examine) -> Result<u8, CliError> {
    waiting::stop_with_ctrl_c();
    let mut pastes = captured(arguments)?;
    for path in &arguments.with {
        pastes.extend(files::pastes(path, Role::Support)?);
    }
    let playbook = playbook(arguments, &mut pastes)?;
    let mut expectations = Expectations::new(playbook)
        .with_keys(keys::read(&arguments.key, arguments.key_password_file.as_deref())?);
    if let Some(skew) = arguments.skew {
        expectations = expectations.with_skew(skew);
    }
    if arguments.second_opinion {
        expectations = expectations.with_second_opinion(ssoscope_strict::SECOND_OPINION);
    }
    let watch = Terminal::waiting_for("it");
    let examined = examine_watched(pastes, &expectations, arguments.at.clock(), &watch);
    drop(watch);
    let examined = examined.ok_or(CliError::Stopped)?;
    print(&examined, arguments)?;
    Ok(exit_status(&examined))
}

fn captured(arguments: &Examine) -> Result<Vec<Paste>, CliError> {
    if arguments.files.is_empty() {
        let paste = files::paste(Path::new("-"), Role::Capture)?;
        return if paste.bytes.is_empty() { Err(CliError::Nothing) } else { Ok(vec![paste]) };
    }
    let each = arguments.files.iter().map(|path| files::pastes(path, Role::Capture));
    Ok(each.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// The playbook with single values set over it; the files that it names join the pastes as support.
fn playbook(arguments: &Examine, pastes: &mut Vec<Paste>) -> Result<Playbook, CliError> {
    let Some(path) = &arguments.playbook else {
        let alone = Playbook::read("", &arguments.expect);
        return alone.map_err(|error| playbook::faults(Path::new(""), &error.faults));
    };
    let file = PlaybookFile::read(path, &arguments.expect)?;
    pastes.extend(file.support()?);
    Ok(file.playbook)
}

fn print(examined: &Examined, arguments: &Examine) -> Result<(), CliError> {
    let (case, report) = (&examined.case, &examined.report);
    let printed = match arguments.format {
        Format::Text => text(case, report, output::paint()),
        Format::Json => serde_json::to_string_pretty(report)? + "\n",
        Format::Markdown => markdown(report),
        Format::Html => html(case, report),
        Format::Junit => junit(report, &called(arguments)),
        Format::Sarif => {
            let paths = paths(arguments);
            let path = |name: &str| paths.get(name).cloned().unwrap_or_else(|| name.to_owned());
            serde_json::to_string_pretty(&sarif(case, report, &path))? + "\n"
        }
    };
    output::print(&printed)
}

/// What is examined, for a list of suites.
fn called(arguments: &Examine) -> String {
    let names: Vec<String> = arguments.files.iter().map(|path| path.display().to_string()).collect();
    if names.is_empty() { "standard input".to_owned() } else { names.join(", ") }
}

/// Where the paste of a name lies, as the command line names it.
fn paths(arguments: &Examine) -> BTreeMap<String, String> {
    let mut paths = BTreeMap::new();
    for path in arguments.files.iter().chain(&arguments.with) {
        for (name, lies) in files::named(path) {
            paths.entry(name).or_insert(lies);
        }
    }
    paths
}

fn exit_status(examined: &Examined) -> u8 {
    let report = &examined.report;
    match report.verdict {
        Outcome::Accepted => status::ACCEPTED,
        Outcome::Rejected => status::REJECTED,
        Outcome::Undetermined if report.messages.is_empty() => status::UNUSABLE,
        Outcome::Undetermined => status::UNDETERMINED,
    }
}
