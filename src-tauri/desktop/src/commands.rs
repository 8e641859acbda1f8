//! What the page may ask for. Each command is as short as it can be: the core decides.
//!
//! Whatever may take long is `async`, so that it does not run on the thread that paints.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Instant;

use base64::prelude::{BASE64_STANDARD, Engine};
use chrono::Utc;
use serde::{Deserialize, Serialize};
use ssoscope_core::check::{self, Citation};
use ssoscope_core::expect::Secret;
use ssoscope_core::span::LayerId;
use ssoscope_core::{Case, Report, Span, examine_watched};
use tauri::ipc::{Channel, Invoke, Response};
use tauri::{AppHandle, Runtime, State, WebviewWindow};
use tauri_plugin_dialog::DialogExt;

use crate::case_file;
use crate::closing;
use crate::drops::Drops;
use crate::files::{self, Opened};
use crate::given::{Given, GivenPaste};
use crate::held::Held;
use crate::latest::Latest;
use crate::playbooks;
use crate::recent::{Recent, RecentLine};
use crate::redact::{self, Hidden};
use crate::refusal::Refusal;
use crate::samples::{self, SampleLine};
use crate::timing::Timing;
use crate::waiting::{Told, Waiting};

/// All commands; `build.rs` and `capabilities/main.json` name them too.
pub(crate) fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        closing::close_window,
        closing::unsaved,
        closing::watch_close,
        examine,
        explain,
        forget_recent,
        hold_secret,
        initial_files,
        layer_bytes,
        open_files,
        open_keys,
        open_recent,
        painted,
        playbooks::accept_values,
        playbooks::check_playbook,
        playbooks::differing_values,
        playbooks::learn_playbook,
        playbooks::open_playbook,
        playbooks::playbook_case,
        playbooks::save_playbook,
        print,
        recent,
        rendered,
        sample,
        samples,
        save_case,
        save_picture,
        save_text,
        stop,
        trace,
        ui_ready,
        unlock,
        watch_drops,
        watch_progress,
        zoom
    ]
}

/// What the command line named.
pub(crate) struct Initial(pub(crate) Given);

/// Examines what the page gives, and keeps the case for the questions that follow.
#[tauri::command(async)]
fn examine(
    given: Given,
    held: State<'_, Held>,
    latest: State<'_, Latest>,
    waiting: State<'_, Waiting>,
    timing: State<'_, Timing>,
) -> Result<Report, Refusal> {
    let (turn, begun) = (latest.begin(), Instant::now());
    let question = given.question(&held, Utc::now())?;
    let work = waiting.work("");
    let examine = || examine_watched(question.pastes, &question.expectations, question.clock, &work);
    let examined = catch_unwind(AssertUnwindSafe(examine)).map_err(|_| Refusal::Fault)?;
    let examined = examined.ok_or_else(|| Refusal::Stopped("The examination".to_owned()))?;
    let report = examined.report.clone();
    latest.done(turn, examined);
    timing.note(&format!("examined in {:.1} ms", begun.elapsed().as_secs_f64() * 1e3));
    Ok(report)
}

/// The bytes of a layer of the case, as an `ArrayBuffer`.
#[tauri::command(async)]
fn layer_bytes(layer: u32, latest: State<'_, Latest>) -> Result<Response, Refusal> {
    latest.ask(|examined| {
        let layer = examined.case.layer(LayerId(layer)).ok_or(Refusal::NoSuchLayer(layer))?;
        Ok(Response::new(layer.bytes.to_vec()))
    })
}

/// A span as the page writes it.
#[derive(Deserialize)]
struct At {
    layer: u32,
    start: u32,
    end: u32,
}

/// The way of a span down to the paste, itself first.
#[tauri::command(async)]
fn trace(span: At, latest: State<'_, Latest>) -> Result<Vec<Span>, Refusal> {
    let at = Span { layer: LayerId(span.layer), start: span.start, end: span.end };
    latest.ask(|examined| Ok(examined.case.trace(at)))
}

/// The report in a format that leaves the window, without the values that are hidden.
#[tauri::command(async)]
fn rendered(format: String, hidden: Vec<Hidden>, latest: State<'_, Latest>) -> Result<String, Refusal> {
    let text = latest.ask(|examined| match format.as_str() {
        "markdown" => Ok(ssoscope_core::report::markdown(&examined.report)),
        "html" => Ok(ssoscope_core::report::html(&examined.case, &examined.report)),
        "sarif" => serde_json::to_string_pretty(&ssoscope_core::report::sarif(
            &examined.case,
            &examined.report,
            &str::to_owned,
        ))
        .map_err(|_| Refusal::Fault),
        "json" => serde_json::to_string_pretty(&examined.report).map_err(|_| Refusal::Fault),
        other => Err(Refusal::NoSuchFormat(other.to_owned())),
    })?;
    Ok(redact::without(text, hidden))
}

/// A check, in full.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Explained {
    id: &'static str,
    title: &'static str,
    spec: &'static [Citation],
    why: &'static str,
    remedy_idp: &'static str,
    remedy_sp: &'static str,
}

/// What a check is about.
#[tauri::command]
fn explain(id: String) -> Result<Explained, Refusal> {
    let check = check::all().find(|check| check.id == id).ok_or(Refusal::NoSuchCheck(id))?;
    let check::Check { id, title, spec, why, remedy_idp, remedy_sp, .. } = check;
    Ok(Explained { id, title, spec, why, remedy_idp, remedy_sp })
}

/// What the command line named.
#[tauri::command]
fn initial_files(initial: State<'_, Initial>) -> Given {
    initial.0.clone()
}

/// Lets the person pick files.
#[tauri::command]
async fn open_files<R: Runtime>(
    app: AppHandle<R>,
    held: State<'_, Held>,
    recent: State<'_, Recent>,
    waiting: State<'_, Waiting>,
) -> Result<Opened, Refusal> {
    let paths = pick(&app, "Open files");
    recent.note(&paths);
    Ok(files::open(paths, &held, &waiting))
}

/// Lets the person pick private keys and client secrets; their bytes stay on this side.
#[tauri::command]
async fn open_keys<R: Runtime>(app: AppHandle<R>, held: State<'_, Held>) -> Result<Vec<GivenPaste>, Refusal> {
    let key = |path: &PathBuf| Ok(held.key(files::name(path), files::read(path)?));
    pick(&app, "Open keys").iter().map(key).collect()
}

/// Takes a client secret that was typed; from here on the page knows its number only.
#[tauri::command]
fn hold_secret(name: String, secret: String, held: State<'_, Held>) -> GivenPaste {
    held.key(name, secret.into_bytes())
}

/// Tries a password on a key.
#[tauri::command(async)]
fn unlock(key: GivenPaste, password: String, held: State<'_, Held>) -> Result<(), Refusal> {
    held.unlock(&key, Secret::new(password.into_bytes()))
}

/// The files that were opened last.
#[tauri::command]
fn recent(recent: State<'_, Recent>) -> Vec<RecentLine> {
    recent.lines()
}

/// Opens one of them again.
#[tauri::command(async)]
fn open_recent(
    place: usize,
    held: State<'_, Held>,
    recent: State<'_, Recent>,
    waiting: State<'_, Waiting>,
) -> Opened {
    let paths: Vec<PathBuf> = recent.path(place).into_iter().collect();
    recent.note(&paths);
    files::open(paths, &held, &waiting)
}

/// Forgets which files were opened.
#[tauri::command]
fn forget_recent(recent: State<'_, Recent>) {
    recent.forget();
}

/// Lets the person pick a place and saves the case there; where it lies, or nothing when they think better of it.
#[tauri::command]
async fn save_case<R: Runtime>(
    app: AppHandle<R>,
    given: Given,
    secrets: bool,
    held: State<'_, Held>,
    latest: State<'_, Latest>,
    recent: State<'_, Recent>,
) -> Result<Option<String>, Refusal> {
    let in_file = |case: Option<&Case>| case_file::text(given.clone(), secrets, &held, case);
    let text = latest.ask(|examined| in_file(Some(&examined.case))).or_else(|_| in_file(None))?;
    let Some(path) = place(&app, &format!("case.{}", case_file::EXTENSION)) else {
        return Ok(None);
    };
    files::replace(&path, &text)?;
    recent.note(&[&path]);
    Ok(Some(path.display().to_string()))
}

/// Lets the person pick a place and writes the text there; where it lies, or nothing when they think better of it.
#[tauri::command]
async fn save_text<R: Runtime>(
    app: AppHandle<R>,
    name: String,
    text: String,
) -> Result<Option<String>, Refusal> {
    place(&app, &name).map(|path| write(&path, text.as_bytes())).transpose()
}

/// As [`save_text`], for a picture, which comes in base64.
#[tauri::command]
async fn save_picture<R: Runtime>(
    app: AppHandle<R>,
    name: String,
    base64: String,
) -> Result<Option<String>, Refusal> {
    let bytes = BASE64_STANDARD.decode(base64).map_err(|_| Refusal::NoPicture)?;
    place(&app, &name).map(|path| write(&path, &bytes)).transpose()
}

fn pick<R: Runtime>(app: &AppHandle<R>, title: &str) -> Vec<PathBuf> {
    let picked = app.dialog().file().set_title(title).blocking_pick_files();
    picked.into_iter().flatten().filter_map(|path| path.into_path().ok()).collect()
}

/// Lets the person pick a place for a file; nothing when they think better of it.
pub(crate) fn place<R: Runtime>(app: &AppHandle<R>, name: &str) -> Option<PathBuf> {
    let picked = app.dialog().file().set_title("Save").set_file_name(name).blocking_save_file();
    picked.and_then(|path| path.into_path().ok())
}

fn write(path: &Path, bytes: &[u8]) -> Result<String, Refusal> {
    let unwritable =
        |why: std::io::Error| Refusal::FileUnwritable { name: files::name(path), why: why.to_string() };
    std::fs::write(path, bytes).map_err(unwritable)?;
    Ok(path.display().to_string())
}

/// The samples menu.
#[tauri::command]
fn samples() -> Vec<SampleLine> {
    samples::lines()
}

/// One sample, ready to be examined.
#[tauri::command]
fn sample(id: String, held: State<'_, Held>) -> Result<Given, Refusal> {
    samples::given(&id, &held).ok_or(Refusal::NoSuchSample(id))
}

/// Asks the system's own dialog how the page is to be printed.
#[tauri::command]
fn print<R: Runtime>(window: WebviewWindow<R>) -> Result<(), Refusal> {
    window.print().map_err(|why| Refusal::Unprintable(why.to_string()))
}

/// The page listens for dropped files.
#[tauri::command]
fn watch_drops(channel: Channel<Opened>, drops: State<'_, Drops>) {
    drops.watch(channel);
}

/// Makes everything in the window larger or smaller.
#[tauri::command]
fn zoom<R: Runtime>(factor: f64, window: WebviewWindow<R>) {
    // a webview that can't is as large as before
    let _ = window.set_zoom(factor.clamp(0.5, 2.0));
}

/// The page wants to know how far long work is.
#[tauri::command]
fn watch_progress(channel: Channel<Told>, waiting: State<'_, Waiting>) {
    waiting.tell(channel);
}

/// Gives up what is being read and examined; each answers that it was stopped.
#[tauri::command]
fn stop(waiting: State<'_, Waiting>) {
    waiting.stop();
}

/// The page has painted itself for the first time.
#[tauri::command]
fn ui_ready(timing: State<'_, Timing>) {
    timing.note("ready");
}

/// How many milliseconds after the paste a report was answered, made into a page, and painted.
#[derive(Deserialize)]
struct Painted {
    answered: f64,
    made: f64,
    painted: f64,
}

/// The page has painted a report.
#[tauri::command]
fn painted(after: Painted, timing: State<'_, Timing>) {
    let Painted { answered, made, painted } = after;
    timing.note(&format!("painted after {painted:.1} ms: answered {answered:.1} ms, made {made:.1} ms"));
}
