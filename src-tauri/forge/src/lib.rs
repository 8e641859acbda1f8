//! Makes the samples: signs messages with keys made for them; never shipped.
//!
//! ```text
//! parties → message → one change → signature → wrapping → samples/<protocol>/<slug>/
//! ```
//!
//! A sample is one function in `saml/samples` or `oidc/samples` and its line in that file's list.

#![allow(clippy::expect_used)] // it reads nothing but its own constants: where one is broken, it has to stop

pub mod bench;
mod case;
mod encryption;
mod folder;
mod instant;
mod json;
mod keys;
mod log;
mod lot;
mod oidc;
mod playbook;
mod report;
mod saml;
mod sample;
mod toml_text;
mod wrap;

pub use case::{Case, CaseFile};
pub use folder::{differences, samples, write};
pub use report::{add_matrices, add_reports, checked, rendered};

use std::collections::BTreeMap;

/// Every file of every sample but the reports, by its path under `samples/`.
pub fn inputs() -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    saml::samples::all().chain(oidc::samples::all()).for_each(|sample| sample.write(&mut files));
    let playbooks = saml::playbooks::PLAYBOOKS.iter().chain(oidc::playbooks::PLAYBOOKS);
    playbooks.for_each(|playbook| playbook().write(&mut files));
    files
}
