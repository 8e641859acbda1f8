//! Evidence of a check, for audit and change control: what went in, by its hashes, what program judged, at which instant, and
//! what came out. The same inputs and the same instant give the same bytes.

use std::io::Read;

use serde::Serialize;
use ssoscope_crypto::{Hash, Hasher, digest};

use super::drawer::Drawer;
use super::trial::CheckReport;
use crate::decode::x509::hex;

/// A file that went in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct InputHash {
    /// The file as it was named.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: usize,
}

/// Takes the hashes of what goes in.
#[derive(Default)]
pub struct Inputs(Vec<InputHash>);

impl Inputs {
    /// Notes a file.
    pub fn note(&mut self, path: &str, bytes: &[u8]) {
        self.0.push(InputHash { path: path.to_owned(), sha256: sha256(bytes), bytes: bytes.len() });
    }

    /// Notes all that a playbook names, under the paths that it is read from.
    pub fn note_drawer(&mut self, drawer: &Drawer, path: &dyn Fn(&str) -> String) {
        drawer.files().for_each(|(name, bytes)| self.note(&path(name), bytes));
    }

    /// Notes a file of any size, without holding it.
    ///
    /// # Errors
    /// What keeps it from being read.
    pub fn note_from(&mut self, path: &str, mut from: impl Read) -> std::io::Result<()> {
        let (mut hasher, mut read, mut piece) = (Hasher::new(Hash::Sha256), 0, vec![0; 1 << 16]);
        loop {
            let count = from.read(&mut piece)?;
            let Some(bytes) = piece.get(..count).filter(|bytes| !bytes.is_empty()) else { break };
            hasher.update(bytes);
            read += count;
        }
        self.0.push(InputHash { path: path.to_owned(), sha256: hex(&hasher.finish()), bytes: read });
        Ok(())
    }
}

/// The evidence and its manifest.
pub struct Evidence {
    /// JSON: inputs, program, instant, what came of it.
    pub document: String,
    /// Lines of `SHA-256  path`, the evidence first, as `sha256sum --check` reads them.
    pub manifest: String,
}

/// Evidence of a check; `name` is the file that the document is written to, `instant` what undated things were judged at.
///
/// # Errors
/// A report that can't be turned into JSON, which does not happen.
pub fn evidence(
    name: &str,
    report: &CheckReport,
    inputs: Inputs,
    instant: &str,
) -> Result<Evidence, serde_json::Error> {
    #[derive(Serialize)]
    struct Document<'a> {
        schema: &'static str,
        program: &'static str,
        version: &'static str,
        instant: &'a str,
        inputs: &'a [InputHash],
        check: &'a CheckReport,
    }
    let mut files = inputs.0;
    files.sort();
    files.dedup();
    let document = Document {
        schema: "ssoscope-evidence/1",
        program: "ssoscope",
        version: env!("CARGO_PKG_VERSION"),
        instant,
        inputs: &files,
        check: report,
    };
    let document = serde_json::to_string_pretty(&document)? + "\n";
    let own = format!("{}  {name}\n", sha256(document.as_bytes()));
    let manifest = std::iter::once(own)
        .chain(files.iter().map(|file| format!("{}  {}\n", file.sha256, file.path)))
        .collect();
    Ok(Evidence { document, manifest })
}

fn sha256(bytes: &[u8]) -> String {
    hex(&digest(Hash::Sha256, bytes))
}
