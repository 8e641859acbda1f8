//! A sample: a captured sign-in, what the person vouches for, and what should be said about it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::instant::stamp;
use crate::toml_text::{list, table, text};

/// Every file of a sample, by its path under `samples/`.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A sample, before it is written.
pub(crate) struct Sample {
    protocol: &'static str,
    slug: &'static str,
    title: &'static str,
    story: &'static str,
    at: DateTime<Utc>,
    captures: Vec<File>,
    support: Vec<File>,
    keys: Vec<File>,
    playbook: Option<String>,
    expect: Vec<(&'static str, String)>,
    second_opinion: bool,
    outcome: Outcome,
}

struct File {
    name: &'static str,
    bytes: Vec<u8>,
}

/// What should be said.
struct Outcome {
    verdict: &'static str,
    cause: &'static str,
    fails: &'static [&'static str],
    warns: &'static [&'static str],
}

impl Sample {
    /// A sample that is accepted, until it is said otherwise.
    pub(crate) fn new(protocol: &'static str, slug: &'static str, at: DateTime<Utc>) -> Self {
        Sample {
            protocol,
            slug,
            title: "",
            story: "",
            at,
            captures: Vec::new(),
            support: Vec::new(),
            keys: Vec::new(),
            playbook: None,
            expect: Vec::new(),
            second_opinion: false,
            outcome: Outcome { verdict: "accepted", cause: "none", fails: &[], warns: &[] },
        }
    }

    /// The situation in a person's words, and who saw what.
    pub(crate) fn told(mut self, title: &'static str, story: &'static str) -> Self {
        (self.title, self.story) = (title, story);
        self
    }

    /// Something that the person pastes.
    pub(crate) fn capture(mut self, name: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        self.captures.push(File { name, bytes: bytes.into() });
        self
    }

    /// Something that the person vouches for; it takes the place of one with the same name.
    pub(crate) fn support(mut self, name: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        self = self.without_support(name);
        self.support.push(File { name, bytes: bytes.into() });
        self
    }

    /// Leaves out what is vouched for by default.
    pub(crate) fn without_support(mut self, name: &str) -> Self {
        self.support.retain(|file| file.name != name);
        self
    }

    /// A private key or client secret that the person lends.
    pub(crate) fn key(mut self, name: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        self.keys.push(File { name, bytes: bytes.into() });
        self
    }

    /// A playbook, where single expectations can't say it.
    pub(crate) fn playbook(mut self, text: impl Into<String>) -> Self {
        self.playbook = Some(text.into());
        self
    }

    /// A single expectation; it takes the place of an earlier one.
    pub(crate) fn expect(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self = self.without_expectation(key);
        self.expect.push((key, value.into()));
        self
    }

    /// Leaves out what is expected by default.
    pub(crate) fn without_expectation(mut self, key: &str) -> Self {
        self.expect.retain(|(known, _)| *known != key);
        self
    }

    /// A strict relying party is asked along.
    pub(crate) fn asking_a_strict_client(mut self) -> Self {
        self.second_opinion = true;
        self
    }

    /// Judged at another instant.
    pub(crate) fn judged_at(mut self, at: DateTime<Utc>) -> Self {
        self.at = at;
        self
    }

    /// Refused, for a cause (or none that is known), by exactly these error checks.
    pub(crate) fn rejected(mut self, cause: &'static str, fails: &'static [&'static str]) -> Self {
        self.outcome = Outcome { verdict: "rejected", cause, fails, ..self.outcome };
        self
    }

    /// Not to be told without more.
    pub(crate) fn undetermined(mut self, cause: &'static str) -> Self {
        self.outcome = Outcome { verdict: "undetermined", cause, ..self.outcome };
        self
    }

    /// A cause that is told though the sign-in is not refused.
    pub(crate) fn because(mut self, cause: &'static str) -> Self {
        self.outcome.cause = cause;
        self
    }

    /// Warnings or notes that have to be among what is said.
    pub(crate) fn warns(mut self, checks: &'static [&'static str]) -> Self {
        self.outcome.warns = checks;
        self
    }

    /// Its folder under `samples/`.
    pub(crate) fn folder(&self) -> String {
        format!("{}/{}", self.protocol, self.slug)
    }

    /// Adds its files.
    pub(crate) fn write(&self, files: &mut Files) {
        let folder = self.folder();
        let mut add = |name: &str, bytes: &[u8]| {
            let before = files.insert(format!("{folder}/{name}"), bytes.to_vec());
            assert!(before.is_none(), "{folder}/{name} is written twice");
        };
        add("case.toml", self.case().as_bytes());
        self.captures
            .iter()
            .chain(&self.support)
            .chain(&self.keys)
            .for_each(|file| add(file.name, &file.bytes));
        if let Some(playbook) = &self.playbook {
            add("playbook.toml", playbook.as_bytes());
        }
    }

    fn case(&self) -> String {
        let lines = [
            format!("title = {}\n", text(self.title)),
            format!("story = {}\n", text(self.story)),
            format!("at = {}\n", text(&stamp(self.at, false))),
            format!("capture = {}\n", names(&self.captures)),
            format!("with = {}\n", names(&self.support)),
            if self.keys.is_empty() { String::new() } else { format!("keys = {}\n", names(&self.keys)) },
            if self.playbook.is_some() { "playbook = \"playbook.toml\"\n".to_owned() } else { String::new() },
            if self.second_opinion { "second_opinion = true\n".to_owned() } else { String::new() },
            self.outcome.lines(),
            table("expect", &self.expect),
        ];
        lines.concat()
    }
}

impl Outcome {
    fn lines(&self) -> String {
        let warns =
            if self.warns.is_empty() { String::new() } else { format!("warns = {}\n", list(self.warns)) };
        let Outcome { verdict, cause, fails, .. } = self;
        format!("\nverdict = {}\ncause = {}\nfails = {}\n{warns}", text(verdict), text(cause), list(fails))
    }
}

fn names(files: &[File]) -> String {
    list(&files.iter().map(|file| file.name).collect::<Vec<_>>())
}
