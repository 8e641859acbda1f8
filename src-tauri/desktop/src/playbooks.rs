//! Playbooks in the window: opened, checked, learned and saved. Where each lies is known on this side only.

use std::path::{Path, PathBuf};

use chrono::Utc;
use serde::Serialize;
use ssoscope_core::expect::{Fault, FileNamed, Keys, PlannedCase, Playbook};
use ssoscope_core::integration::{
    CheckReport, Drawer, GivenCapture, Offer, Row, RowOutcome, accept_value as accepted, check_integration,
    learn, offers, unread,
};
use ssoscope_core::report::Outcome;
use ssoscope_core::{Clock, Role, Unwatched};
use tauri::{AppHandle, Runtime, State};
use tauri_plugin_dialog::DialogExt;

use crate::commands::place;
use crate::files::{self, Opened};
use crate::given::{Given, GivenPaste};
use crate::held::Held;
use crate::latest::Latest;
use crate::recent::Recent;
use crate::refusal::Refusal;

/// A playbook as the page gets it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct OpenedBook {
    /// By which number it is saved again.
    pub(crate) book: u32,
    /// The name of its file.
    pub(crate) name: String,
    /// What stands in it.
    pub(crate) text: String,
}

impl OpenedBook {
    /// Notes where a playbook lies, and tells the page of it.
    pub(crate) fn at(path: &Path, text: String, held: &Held) -> Self {
        OpenedBook { book: held.shelve(path), name: files::name(path), text }
    }
}

/// What came of trying a playbook.
#[derive(Default, Serialize)]
pub(crate) struct Tried {
    /// What keeps it from being used, each where it stands.
    faults: Vec<Fault>,
    /// What came of it, where nothing does.
    report: Option<CheckReport>,
    /// For each row that should be accepted and is not, what its sign-in shows and the playbook does not have.
    offers: Vec<Vec<Offer>>,
}

/// Lets the person pick a playbook, even a broken one: it can be mended here.
#[tauri::command]
pub(crate) async fn open_playbook<R: Runtime>(
    app: AppHandle<R>,
    held: State<'_, Held>,
    recent: State<'_, Recent>,
) -> Result<Option<Opened>, Refusal> {
    let picked = app.dialog().file().set_title("Open a playbook").add_filter("Playbook", &["toml"]);
    let Some(path) = picked.blocking_pick_file().and_then(|path| path.into_path().ok()) else {
        return Ok(None);
    };
    recent.note(&[&path]);
    files::open_playbook(&path, &held).map(Some)
}

/// Tries a playbook: its own text, and its cases where they are wanted. The files that it names are read from beside it,
/// or taken from the case on the table where it lies nowhere yet.
#[tauri::command(async)]
pub(crate) fn check_playbook(
    text: String,
    book: Option<u32>,
    cases: bool,
    given: Given,
    held: State<'_, Held>,
) -> Result<Tried, Refusal> {
    let mut playbook = match Playbook::read(&text, &[]) {
        Ok(playbook) => playbook,
        Err(error) => return Ok(Tried { faults: error.faults, ..Tried::default() }),
    };
    if !cases {
        playbook.case.clear();
    }
    let near = Near { folder: folder(book, &held), given, held: &held };
    let (drawer, faults) = near.drawer(&playbook)?;
    if !faults.is_empty() {
        return Ok(Tried { faults, ..Tried::default() });
    }
    let keys = near.keys()?;
    let clock = Clock::CaptureOr(Utc::now());
    Ok(match check_integration("playbook", &playbook, &drawer, Vec::new(), &keys, clock) {
        Ok(report) => {
            Tried { offers: of_rows(&text, &report, &keys), report: Some(report), ..Tried::default() }
        }
        Err(faults) => Tried { faults, ..Tried::default() },
    })
}

/// Only a sign-in that has to be accepted shows what is right.
fn of_rows(text: &str, report: &CheckReport, keys: &Keys) -> Vec<Vec<Offer>> {
    let of_row = |row: &Row| match &row.examined {
        Some(examined) if row.outcome != RowOutcome::AsWanted && row.wanted.verdict == Outcome::Accepted => {
            offers(text, &examined.case, keys)
        }
        _ => Vec::new(),
    };
    report.rows.iter().map(of_row).collect()
}

/// What the sign-in on the table shows otherwise than a playbook says.
#[tauri::command(async)]
pub(crate) fn differing_values(
    text: String,
    given: Given,
    held: State<'_, Held>,
    latest: State<'_, Latest>,
) -> Result<Vec<Offer>, Refusal> {
    let keys = Near { folder: None, given, held: &held }.keys()?;
    latest.ask(|examined| Ok(offers(&text, &examined.case, &keys)))
}

/// Takes values into a playbook's text, because the person said so: the text as it would be.
#[tauri::command]
pub(crate) fn accept_values(text: String, values: Vec<(String, String)>) -> Result<String, Refusal> {
    let take = |text: String, (key, value): &(String, String)| accepted(&text, key, value);
    Ok(values.iter().try_fold(text, take)?)
}

/// Writes a playbook from the sign-in on the table, where it is a good one.
#[tauri::command(async)]
pub(crate) fn learn_playbook(given: Given, held: State<'_, Held>) -> Result<String, Refusal> {
    let question = given.question(&held, Utc::now())?;
    let (captures, support): (Vec<_>, Vec<_>) =
        question.pastes.into_iter().partition(|paste| paste.role == Role::Capture);
    let name = captures.first().map(|paste| paste.name.clone()).unwrap_or_default();
    let capture = GivenCapture { name, pastes: captures };
    let draft = learn(vec![capture], &support, question.expectations.keys(), question.clock);
    Ok(draft.map_err(|error| Refusal::NotLearned(error.to_string()))?.text())
}

/// One case of a playbook as a case on the table, judged by that playbook.
#[tauri::command(async)]
pub(crate) fn playbook_case(
    text: String,
    book: Option<u32>,
    number: usize,
    given: Given,
    held: State<'_, Held>,
) -> Result<Given, Refusal> {
    let playbook = Playbook::read(&text, &[])?;
    let case = playbook.case.get(number).ok_or(Refusal::NoSuchCase(number + 1))?;
    let near = Near { folder: folder(book, &held), given, held: &held };
    near.case(&playbook, case, text, book)
}

/// Saves a playbook where it lies, or where the person says.
#[tauri::command]
pub(crate) async fn save_playbook<R: Runtime>(
    app: AppHandle<R>,
    text: String,
    book: Option<u32>,
    held: State<'_, Held>,
    recent: State<'_, Recent>,
) -> Result<Option<OpenedBook>, Refusal> {
    let known = book.and_then(|book| held.shelved(book));
    let Some(path) = known.or_else(|| place(&app, "playbook.toml")) else { return Ok(None) };
    files::replace(&path, &text)?;
    recent.note(&[&path]);
    Ok(Some(OpenedBook::at(&path, text, &held)))
}

fn folder(book: Option<u32>, held: &Held) -> Option<PathBuf> {
    held.shelved(book?)?.parent().map(Path::to_owned)
}

/// Where the files of a playbook are looked for: beside it, and among what is on the table.
struct Near<'a> {
    folder: Option<PathBuf>,
    given: Given,
    held: &'a Held,
}

impl Near<'_> {
    fn keys(&self) -> Result<Keys, Refusal> {
        let mut keys = Keys::default();
        self.given.keys.iter().try_for_each(|key| self.held.lend(key.clone(), &mut keys))?;
        Ok(keys)
    }

    /// All that a playbook names, and a fault for each file that can't be had.
    fn drawer(&self, playbook: &Playbook) -> Result<(Drawer, Vec<Fault>), Refusal> {
        let (mut drawer, mut faults) = (Drawer::default(), Vec::new());
        for file in playbook.files().into_iter().chain(playbook.case_files()) {
            match self.bytes(&file) {
                Ok(bytes) => drawer.put(file.path, bytes),
                Err(why) => faults.push(unread(playbook, &file, &why)),
            }
        }
        Ok((drawer, faults))
    }

    fn bytes(&self, file: &FileNamed) -> Result<Vec<u8>, String> {
        if let Some(paste) = self.on_the_table(&file.path) {
            return paste.with_bytes(self.held).map(|paste| paste.bytes).map_err(|why| why.to_string());
        }
        let folder = self
            .folder
            .as_ref()
            .ok_or("the playbook lies nowhere yet, and no file of that name was given")?;
        files::read(&folder.join(&file.path)).map_err(|why| match why {
            Refusal::FileUnreadable { why, .. } => why,
            other => other.to_string(),
        })
    }

    /// What was given under this name, where the playbook lies nowhere.
    fn on_the_table(&self, path: &str) -> Option<GivenPaste> {
        let looked_for = self.folder.is_none();
        let own = self.given.pastes.iter().find(|paste| paste.name == path);
        own.filter(|_| looked_for).cloned()
    }

    fn case(
        &self,
        playbook: &Playbook,
        case: &PlannedCase,
        text: String,
        book: Option<u32>,
    ) -> Result<Given, Refusal> {
        let named = playbook.files().into_iter().map(|file| file.path);
        let support = named.chain(case.with.iter().cloned()).map(|path| (path, Role::Support));
        let all = case.capture.iter().cloned().map(|path| (path, Role::Capture)).chain(support);
        let pastes = all.map(|(path, role)| self.paste(&path, role)).collect::<Result<_, _>>()?;
        let key = |path: &String| Ok(self.held.key(path.clone(), files::read(&self.beside(path)?)?));
        let keys = case.key.iter().map(key).collect::<Result<Vec<_>, Refusal>>()?;
        let at = case.at.map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true));
        Ok(Given { pastes, keys, at, playbook: Some(text), book, ..Given::default() })
    }

    fn paste(&self, path: &str, role: Role) -> Result<GivenPaste, Refusal> {
        match self.on_the_table(path) {
            Some(paste) => Ok(GivenPaste { role, ..paste }),
            None => Ok(self.held.paste(files::paste(&self.beside(path)?, role, &Unwatched)?)),
        }
    }

    fn beside(&self, path: &str) -> Result<PathBuf, Refusal> {
        let folder = self.folder.as_ref().ok_or_else(|| Refusal::NoContent(path.to_owned()))?;
        Ok(folder.join(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ssoscope_core::limits::Limits;

    #[test]
    fn a_file_that_a_playbook_names_has_a_limit_as_any_other() {
        let folder = std::env::temp_dir().join(format!("ssoscope-near-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let large = std::fs::File::create(folder.join("idp.xml")).unwrap();
        large.set_len(Limits::PASTE_BYTES as u64 + 1).unwrap();
        let near = Near { folder: Some(folder.clone()), given: Given::default(), held: &Held::default() };
        let bytes = |path: &str| near.bytes(&FileNamed { path: path.to_owned(), key: String::new() });
        let (large, absent) = (bytes("idp.xml").unwrap_err(), bytes("sp.xml").unwrap_err());
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(large.contains("are read at once"), "{large}");
        assert_eq!(absent, "No such file or directory (os error 2)");
    }
}
