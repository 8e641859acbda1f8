//! `ssoscope playbook …`: writes playbooks, and answers questions that are put to many of them.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use ssoscope_core::expect::schema;
use ssoscope_core::integration::{
    Integrated, Papers, differences, differences_text, expiry, expiry_calendar, expiry_text, from_files,
    learn, preset, presets, rehearsal_text, rehearse, sign_in_differences,
};
use ssoscope_core::limits::Limits;
use ssoscope_core::{Clock, Expectations, Paste, Role, examine};

use crate::arguments::{At, Books, BooksFormat, Difference, Expiry, Learn, New, Rollover};
use crate::check::given;
use crate::playbook::PlaybookFile;
use crate::{CliError, files, keys, output, status};

/// Does what is asked.
pub(crate) fn run(books: &Books) -> Result<u8, CliError> {
    match books {
        Books::Learn(arguments) => learned(arguments),
        Books::From { files } => written(files),
        Books::New(arguments) => new(arguments),
        Books::Expiry(arguments) => ends(arguments),
        Books::Rollover(arguments) => rehearsed(arguments),
        Books::Diff(arguments) => compared(arguments),
        Books::Schema => {
            output::print(&(serde_json::to_string_pretty(&schema())? + "\n"))?;
            Ok(status::ACCEPTED)
        }
    }
}

fn learned(arguments: &Learn) -> Result<u8, CliError> {
    let captures = arguments.captures.iter().map(|path| given(path, &[])).collect::<Result<Vec<_>, _>>()?;
    let support = as_named(&arguments.with)?;
    let keys = keys::read(&arguments.key, arguments.key_password_file.as_deref())?;
    let draft = learn(captures, &support, &keys, arguments.at.clock())
        .map_err(|error| CliError::Unusable(error.to_string()))?;
    output::print(&draft.text())?;
    Ok(status::ACCEPTED)
}

/// Files under the names by which the command line names them, for a playbook names them so.
fn as_named(paths: &[PathBuf]) -> Result<Vec<Paste>, CliError> {
    let paste = |path: &PathBuf| Ok(Paste::support(path.display().to_string(), files::bytes(path)?));
    paths.iter().map(paste).collect()
}

fn written(paths: &[PathBuf]) -> Result<u8, CliError> {
    let draft = from_files(as_named(paths)?).map_err(|error| CliError::Unusable(error.to_string()))?;
    output::print(&draft.text())?;
    Ok(status::ACCEPTED)
}

fn new(arguments: &New) -> Result<u8, CliError> {
    let Some(product) = &arguments.product else {
        let width = presets().iter().map(|preset| preset.id.len()).max().unwrap_or(0);
        let lines = presets().iter().map(|preset| format!("{:<width$}  {}\n", preset.id, preset.product));
        output::print(&lines.collect::<String>())?;
        return Ok(status::ACCEPTED);
    };
    let preset = preset(product).map_err(|near| {
        let hint = if near.is_empty() { String::new() } else { format!("; nearest: {}", near.join(", ")) };
        CliError::Unusable(format!(
            "there is no preset “{product}”{hint}; `ssoscope playbook new` lists them"
        ))
    })?;
    let mut filled = Vec::new();
    for pair in &arguments.set {
        let (name, value) = pair
            .split_once('=')
            .ok_or_else(|| CliError::Unusable(format!("“{pair}” is not of the form NAME=VALUE")))?;
        if !preset.fill.contains_key(name) {
            let known: Vec<&str> = preset.fill.keys().map(String::as_str).collect();
            return Err(CliError::Unusable(format!(
                "{product} has no “{name}” to fill in; it has: {}",
                known.join(", ")
            )));
        }
        filled.push((name.to_owned(), value.to_owned()));
    }
    output::print(&preset.draft(&filled).text())?;
    Ok(status::ACCEPTED)
}

fn ends(arguments: &Expiry) -> Result<u8, CliError> {
    let now = moment(arguments.at);
    let integrations = Integrations::read(&arguments.playbooks)?;
    let endings = expiry(&integrations.all, now);
    let told = match arguments.format {
        BooksFormat::Text => expiry_text(&endings),
        BooksFormat::Json => serde_json::to_string_pretty(&endings)? + "\n",
        BooksFormat::Ics => expiry_calendar(&endings, now, 30),
    };
    output::print(&told)?;
    let ended = endings.iter().any(|ending| ending.days < 0);
    Ok(integrations.status(if ended { status::REJECTED } else { status::ACCEPTED }))
}

fn rehearsed(arguments: &Rollover) -> Result<u8, CliError> {
    let (before, after) = (papers(&arguments.before)?, papers(&arguments.after)?);
    let switch = arguments.switch.map(moment);
    let integrations = Integrations::read(&arguments.playbooks)?;
    let rehearsal = rehearse(&before, &after, &integrations.all, switch);
    let told = match arguments.format {
        BooksFormat::Json => serde_json::to_string_pretty(&rehearsal)? + "\n",
        _ => rehearsal_text(&rehearsal),
    };
    output::print(&told)?;
    let breaks =
        rehearsal.integrations.iter().any(|one| one.fate == ssoscope_core::integration::Fate::Breaks);
    Ok(integrations.status(if breaks { status::REJECTED } else { status::ACCEPTED }))
}

/// Two sets of papers are compared as such; anything else as two sign-ins.
fn compared(arguments: &Difference) -> Result<u8, CliError> {
    let (before, after) = (papers(&arguments.before), papers(&arguments.after));
    let found = match (before, after) {
        (Ok(before), Ok(after)) => differences(&before, &after),
        _ => {
            let report = |path: &Path| -> Result<_, CliError> {
                let mut pastes = files::pastes(path, Role::Capture)?;
                pastes.extend(as_named(&arguments.with)?);
                Ok(examine(pastes, &Expectations::default(), Clock::CaptureOr(Utc::now())).report)
            };
            sign_in_differences(&report(&arguments.before)?, &report(&arguments.after)?)
        }
    };
    let told = match arguments.format {
        BooksFormat::Json => serde_json::to_string_pretty(&found)? + "\n",
        _ => differences_text(&found),
    };
    output::print(&told)?;
    Ok(if found.is_empty() { status::ACCEPTED } else { status::REJECTED })
}

/// The papers of a file or a folder.
fn papers(path: &Path) -> Result<Papers, CliError> {
    let papers = Papers::read(files::pastes(path, Role::Support)?);
    let empty = papers.entities.is_empty()
        && papers.discoveries.is_empty()
        && papers.key_sets.is_empty()
        && papers.loose.is_empty();
    match empty {
        true => Err(CliError::Unusable(format!(
            "{} holds no metadata, discovery document, key set or certificate",
            path.display()
        ))),
        false => Ok(papers),
    }
}

fn moment(at: At) -> DateTime<Utc> {
    match at.clock() {
        Clock::Given(at) | Clock::CaptureOr(at) | Clock::Now(at) => at,
    }
}

/// The playbooks of files and folders, each with its papers, and what could not be read.
#[derive(Default)]
struct Integrations {
    all: Vec<Integrated>,
    unread: Vec<CliError>,
}

impl Integrations {
    /// Reads each playbook. One that can't be read keeps no other out: it is told at the end, and in the exit status.
    fn read(paths: &[PathBuf]) -> Result<Self, CliError> {
        let mut integrations = Self::default();
        for path in paths {
            for book in books_below(path)? {
                match integrated(&book) {
                    Ok(one) => integrations.all.push(one),
                    Err(CliError::Stopped) => return Err(CliError::Stopped),
                    Err(error) => integrations.unread.push(error),
                }
            }
        }
        if !integrations.all.is_empty() || paths.is_empty() {
            return Ok(integrations);
        }
        Err(CliError::Unusable(match integrations.unread.as_slice() {
            [] => "there is no playbook in what was named".to_owned(),
            unread => lines(unread),
        }))
    }

    /// The exit status: an answer that leaves playbooks out is none to rely on.
    fn status(&self, found: u8) -> u8 {
        if self.unread.is_empty() {
            return found;
        }
        let (left_out, all) = (self.unread.len(), self.unread.len() + self.all.len());
        output::complain(&lines(&self.unread));
        output::complain(&format!("the answer above leaves out {left_out} of {all} playbooks"));
        status::UNUSABLE
    }
}

fn lines(errors: &[CliError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn integrated(book: &Path) -> Result<Integrated, CliError> {
    let file = PlaybookFile::read(book, &[])?;
    let papers = file.support()?;
    Ok(Integrated { name: book.display().to_string(), playbook: file.playbook, papers })
}

/// The playbooks at a path: of a folder each TOML file below it that says that it is one. What else is TOML there is named.
fn books_below(path: &Path) -> Result<Vec<PathBuf>, CliError> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let (mut found, mut aside) = (Vec::new(), Vec::new());
    for file in files::below(path, Limits::FOLDER_FILES)?
        .into_iter()
        .filter(|file| file.extension().is_some_and(|end| end == "toml"))
    {
        match String::from_utf8_lossy(&files::bytes(&file)?).contains("ssoscope-playbook/") {
            true => found.push(file),
            false => aside.push(file.display().to_string()),
        }
    }
    if !aside.is_empty() {
        let aside = aside.join(", ");
        output::complain(&format!(
            "not taken for playbooks, for they hold no schema = \"ssoscope-playbook/1\": {aside}"
        ));
    }
    Ok(found)
}
