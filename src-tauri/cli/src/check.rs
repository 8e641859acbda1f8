//! `ssoscope check`: an integration against its playbook. The exit status never says "accepted" where nothing was checked.

use std::path::{Path, PathBuf};

use ssoscope_core::instant::stamp;
use ssoscope_core::integration::{
    CheckReport, GivenCapture, Inputs, check_html, check_integration, check_junit, check_markdown,
    check_sarif, check_text, evidence,
};
use ssoscope_core::limits::Limits;
use ssoscope_core::report::Outcome;
use ssoscope_core::{Clock, Role};

use crate::arguments::{Check, Format};
use crate::playbook::{PlaybookFile, faults};
use crate::{CliError, files, keys, output, status};

/// Checks what the command line names.
pub(crate) fn run(arguments: &Check) -> Result<u8, CliError> {
    let file = PlaybookFile::read(&arguments.playbook, &[])?;
    let drawer = file.drawer()?;
    let with = arguments.with.as_slice();
    let given = arguments.captures.iter().map(|path| given(path, with)).collect::<Result<Vec<_>, _>>()?;
    let keys = keys::read(&arguments.key, arguments.key_password_file.as_deref())?;
    let name = arguments.playbook.display().to_string();
    let mut inputs = Inputs::default();
    inputs.note(&name, &files::bytes(&arguments.playbook)?);
    inputs.note_drawer(&drawer, &|name| file.beside(name).display().to_string());
    for path in arguments.captures.iter().chain(&arguments.with) {
        note(&mut inputs, path)?;
    }
    let clock = arguments.at.clock();
    let report = check_integration(&name, &file.playbook, &drawer, given, &keys, clock)
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
    if let Some(path) = &arguments.evidence {
        keep(path, &report, inputs, clock)?;
    }
    Ok(exit_status(&report))
}

/// Takes the hash of a file, or of each file of a folder, as it lies there.
fn note(inputs: &mut Inputs, path: &Path) -> Result<(), CliError> {
    let lies = if path.is_dir() { files::below(path, Limits::EXCERPTS)? } else { vec![path.to_path_buf()] };
    for file in lies {
        let refused = |error: std::io::Error| CliError::File {
            path: file.display().to_string(),
            why: error.to_string(),
        };
        let opened = std::fs::File::open(&file).map_err(refused)?;
        inputs.note_from(&file.display().to_string(), opened).map_err(refused)?;
    }
    Ok(())
}

/// Writes the evidence, and its manifest beside it.
fn keep(path: &Path, report: &CheckReport, inputs: Inputs, clock: Clock) -> Result<(), CliError> {
    let (Clock::Given(at) | Clock::CaptureOr(at) | Clock::Now(at)) = clock;
    let evidence = evidence(&path.display().to_string(), report, inputs, &stamp(at))?;
    let mut manifest = path.as_os_str().to_owned();
    manifest.push(".sha256");
    let write = |path: &Path, text: &str| {
        std::fs::write(path, text)
            .map_err(|error| CliError::File { path: path.display().to_string(), why: error.to_string() })
    };
    write(path, &evidence.document)?;
    write(Path::new(&manifest), &evidence.manifest)
}

/// One file is one sign-in; a folder is one sign-in of several files. What `--with` names belongs to each.
pub(crate) fn given(path: &Path, support: &[PathBuf]) -> Result<GivenCapture, CliError> {
    let mut pastes = files::pastes(path, Role::Capture)?;
    if pastes.iter().all(|paste| paste.bytes.is_empty()) {
        let why = "there is nothing in it".to_owned();
        return Err(CliError::File { path: path.display().to_string(), why });
    }
    for paste in &mut pastes {
        let whole = if path.is_dir() { path.join(&paste.name) } else { path.to_path_buf() };
        paste.name = whole.display().to_string();
    }
    for with in support {
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
