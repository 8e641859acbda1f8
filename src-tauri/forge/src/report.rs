//! The second step: runs the core on each sample and keeps what it says as `report.txt`.

use std::collections::{BTreeMap, BTreeSet};

use ssoscope_core::expect::{Keys, Playbook};
use ssoscope_core::integration::{CheckReport, Drawer, check_integration, check_text};
use ssoscope_core::report::{Paint, text};
use ssoscope_core::{Clock, Examined};

use crate::case::Case;

/// What a sample's report is called.
const REPORT: &str = "report.txt";

/// The report as the command line prints it where nothing shows colours.
pub fn rendered(examined: &Examined) -> String {
    text(&examined.case, &examined.report, Paint::Plain)
}

/// Adds to each sample's files the report that the core makes of them.
///
/// # Errors
/// A sample that can't be examined, by name.
pub fn add_reports(files: &mut BTreeMap<String, Vec<u8>>) -> Result<(), String> {
    for folder in folders(files) {
        let report = report(files, &folder).map_err(|says| format!("{folder}: {says}"))?;
        files.insert(format!("{folder}{REPORT}"), report.into_bytes());
    }
    Ok(())
}

/// What a playbook's matrix is called.
const MATRIX: &str = "matrix.txt";

/// Adds to each playbook's files the matrix that the core makes of them.
///
/// # Errors
/// A playbook that can't be checked, by name.
pub fn add_matrices(files: &mut BTreeMap<String, Vec<u8>>) -> Result<(), String> {
    let folders: Vec<String> =
        files.keys().filter_map(|path| Some(path.strip_suffix("playbook.toml")?.to_owned())).collect();
    for folder in folders.into_iter().filter(|folder| folder.starts_with("playbooks/")) {
        let report = checked(files, &folder).map_err(|says| format!("{folder}: {says}"))?;
        files.insert(format!("{folder}{MATRIX}"), check_text(&report, Paint::Plain).into_bytes());
    }
    Ok(())
}

/// Checks a playbook among files, at an instant that no clock knows.
///
/// # Errors
/// A playbook that can't be read, or a file that is missing.
pub fn checked(files: &BTreeMap<String, Vec<u8>>, folder: &str) -> Result<CheckReport, String> {
    let text = files.get(&format!("{folder}playbook.toml")).ok_or("there is no playbook.toml")?;
    let playbook = Playbook::read(&String::from_utf8_lossy(text), &[]).map_err(|error| error.to_string())?;
    let mut drawer = Drawer::default();
    for named in playbook.files().into_iter().chain(playbook.case_files()) {
        if let Some(bytes) = files.get(&format!("{folder}{}", named.path)) {
            drawer.put(named.path, bytes.clone());
        }
    }
    let clock = Clock::Given(crate::instant::at("2026-06-01T00:00:00Z"));
    check_integration("playbook.toml", &playbook, &drawer, Vec::new(), &Keys::default(), clock)
        .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

fn report(files: &BTreeMap<String, Vec<u8>>, folder: &str) -> Result<String, String> {
    let of_folder =
        files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(folder)?.to_owned(), bytes.clone())));
    Ok(rendered(&Case::of(of_folder.collect())?.examine()?))
}

fn folders(files: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    files.keys().filter_map(|path| Some(path.strip_suffix("case.toml")?.to_owned())).collect()
}
