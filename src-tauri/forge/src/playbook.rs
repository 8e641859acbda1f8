//! A playbook with its papers and its test plan, as `samples/playbooks` holds them.

use chrono::{DateTime, Utc};

use crate::instant::stamp;
use crate::sample::Files;
use crate::toml_text::{list, text};

/// A playbook's folder, before it is written.
pub(crate) struct PlaybookSample {
    slug: &'static str,
    /// What stands in front of the cases.
    head: String,
    files: Vec<(&'static str, Vec<u8>)>,
    cases: Vec<String>,
}

/// What a case has to come to.
#[derive(Clone, Copy)]
pub(crate) enum Planned {
    Accepted,
    Rejected(&'static str),
}

impl PlaybookSample {
    /// A playbook without cases.
    pub(crate) fn new(slug: &'static str, head: impl Into<String>) -> Self {
        PlaybookSample { slug, head: head.into(), files: Vec::new(), cases: Vec::new() }
    }

    /// A file beside the playbook.
    pub(crate) fn file(mut self, name: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.push((name, bytes.into()));
        self
    }

    /// A case whose captures are files that are there already.
    pub(crate) fn case(mut self, name: &str, captures: &[&str], at: DateTime<Utc>, planned: Planned) -> Self {
        let verdict = match planned {
            Planned::Accepted => "verdict = \"accepted\"\n".to_owned(),
            Planned::Rejected(cause) => format!("verdict = \"rejected\"\ncause = {}\n", text(cause)),
        };
        self.cases.push(format!(
            "\n[[case]]\nname = {}\ncapture = {}\nat = {}\n{verdict}",
            text(name),
            list(captures),
            text(&stamp(at, false))
        ));
        self
    }

    /// Adds its files.
    pub(crate) fn write(&self, files: &mut Files) {
        let folder = format!("playbooks/{}", self.slug);
        let playbook = format!("{}{}", self.head, self.cases.concat());
        files.insert(format!("{folder}/playbook.toml"), playbook.into_bytes());
        for (name, bytes) in &self.files {
            files.insert(format!("{folder}/{name}"), bytes.clone());
        }
    }
}
