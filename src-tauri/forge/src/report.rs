//! The second step: runs the core on each sample and keeps what it says as `report.txt`.

use std::collections::{BTreeMap, BTreeSet};

use ssoscope_core::Examined;
use ssoscope_core::report::{Paint, text};

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

fn report(files: &BTreeMap<String, Vec<u8>>, folder: &str) -> Result<String, String> {
    let of_folder =
        files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(folder)?.to_owned(), bytes.clone())));
    Ok(rendered(&Case::of(of_folder.collect())?.examine()?))
}

fn folders(files: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    files.keys().filter_map(|path| Some(path.strip_suffix("case.toml")?.to_owned())).collect()
}
