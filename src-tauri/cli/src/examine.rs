//! `ssoscope examine`: reads, examines, prints, and tells the verdict by the exit status.

use std::io::{IsTerminal, Write};
use std::path::Path;

use ssoscope_core::expect::Playbook;
use ssoscope_core::report::{Outcome, Paint, markdown, text};
use ssoscope_core::{Examined, Expectations, Paste, Role, examine_watched};

use crate::arguments::{Examine, Format};
use crate::waiting::{self, Terminal};
use crate::{CliError, files, keys, status};

/// Examines what the command line names.
pub(crate) fn run(arguments: &Examine) -> Result<u8, CliError> {
    waiting::stop_with_ctrl_c();
    let mut pastes = captured(arguments)?;
    for path in &arguments.with {
        pastes.extend(files::pastes(path, Role::Support)?);
    }
    let playbook = playbook(arguments, &mut pastes)?;
    let mut expectations = Expectations::new(playbook).with_keys(keys::read(arguments)?);
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
    print(&examined, arguments.format)?;
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
    let (text, beside) = match &arguments.playbook {
        Some(path) => (String::from_utf8_lossy(&files::bytes(path)?).into_owned(), path.parent()),
        None => (String::new(), None),
    };
    let playbook = Playbook::read(&text, &arguments.expect)?;
    for named in playbook.files() {
        let path = beside.unwrap_or(Path::new("")).join(&named.path);
        pastes.push(files::paste(&path, Role::Support)?);
    }
    for certificate in playbook.inline_certificates() {
        pastes.push(Paste::support("playbook", certificate));
    }
    Ok(playbook)
}

fn print(examined: &Examined, format: Format) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    let printed = match format {
        Format::Text => text(&examined.case, &examined.report, paint()),
        Format::Json => serde_json::to_string_pretty(&examined.report)? + "\n",
        Format::Markdown => markdown(&examined.report),
    };
    match out.write_all(printed.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// Colours where a terminal shows them and nobody asked for none (the convention NO_COLOR).
fn paint() -> Paint {
    let wanted =
        std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    if wanted { Paint::Colours } else { Paint::Plain }
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
