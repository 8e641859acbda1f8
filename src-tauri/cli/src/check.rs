//! `ssoscope check`: an integration against its playbook. The exit status never says "accepted" where nothing was checked.

use std::path::Path;

use ssoscope_core::Role;
use ssoscope_core::integration::{
    CheckReport, GivenCapture, check_html, check_integration, check_junit, check_markdown, check_sarif,
    check_text,
};
use ssoscope_core::report::Outcome;

use crate::arguments::{Check, Format};
use crate::playbook::{PlaybookFile, faults};
use crate::{CliError, files, keys, output, status};

/// Checks what the command line names.
pub(crate) fn run(arguments: &Check) -> Result<u8, CliError> {
    let file = PlaybookFile::read(&arguments.playbook, &[])?;
    let drawer = file.drawer()?;
    let given =
        arguments.captures.iter().map(|path| given(path, arguments)).collect::<Result<Vec<_>, _>>()?;
    let keys = keys::read(&arguments.key, arguments.key_password_file.as_deref())?;
    let name = arguments.playbook.display().to_string();
    let report = check_integration(&name, &file.playbook, &drawer, given, &keys, arguments.at.clock())
        .map_err(|unread| faults(&arguments.playbook, &unread))?;
    let path = |name: &str| match drawer.holds(name) {
        true => file.beside(name).display().to_string(),
        false => name.to_owned(),
    };
    let told = match arguments.format {
        Format::Text => check_text(&report, output::paint()),
        Format::Json => serde_json::to_string_pretty(&report)? + "\n",
        Format::Markdown => check_markdown(&report),
        Format::Html => check_html(&report),
        Format::Junit => check_junit(&report),
        Format::Sarif => serde_json::to_string_pretty(&check_sarif(&report, &path))? + "\n",
    };
    output::print(&told)?;
    Ok(exit_status(&report))
}

/// One file is one sign-in; a folder is one sign-in of several files. What `--with` names belongs to each.
fn given(path: &Path, arguments: &Check) -> Result<GivenCapture, CliError> {
    let mut pastes = files::pastes(path, Role::Capture)?;
    if pastes.iter().all(|paste| paste.bytes.is_empty()) {
        let why = "there is nothing in it".to_owned();
        return Err(CliError::File { path: path.display().to_string(), why });
    }
    for paste in &mut pastes {
        let whole = if path.is_dir() { path.join(&paste.name) } else { path.to_path_buf() };
        paste.name = whole.display().to_string();
    }
    for with in &arguments.with {
        pastes.extend(files::pastes(with, Role::Support)?);
    }
    Ok(GivenCapture { name: path.display().to_string(), pastes })
}

fn exit_status(report: &CheckReport) -> u8 {
    match report.verdict {
        Outcome::Accepted => status::ACCEPTED,
        Outcome::Rejected => status::REJECTED,
        Outcome::Undetermined => status::UNDETERMINED,
    }
}
