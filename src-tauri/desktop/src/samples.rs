//! The samples menu: the folders of `samples/`, embedded, each told by its `case.toml`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ssoscope_core::{Paste, Role};

use crate::given::{Given, GivenPaste};
use crate::held::Held;

/// Every file of every sample, with its path under `samples/`.
static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/samples.rs"));
const CASE: &str = "/case.toml";

/// A line of the samples menu.
#[derive(Debug, Serialize)]
pub(crate) struct SampleLine {
    id: &'static str,
    title: String,
    group: &'static str,
    verdict: String,
    story: String,
    cause: Option<String>,
}

/// What a sample's `case.toml` says that is needed here.
#[derive(Debug, Deserialize)]
struct Told {
    title: String,
    #[serde(default)]
    story: String,
    #[serde(default)]
    cause: Option<String>,
    verdict: String,
    at: String,
    capture: Vec<String>,
    with: Vec<String>,
    #[serde(default)]
    keys: Vec<String>,
    playbook: Option<String>,
    #[serde(default)]
    expect: BTreeMap<String, String>,
}

/// The lines of the menu, in the order of their paths.
pub(crate) fn lines() -> Vec<SampleLine> {
    let ids = FILES.iter().filter_map(|(path, _)| path.strip_suffix(CASE));
    let line = |id: &'static str| {
        let told = told(id)?;
        let Told { title, story, cause, verdict, .. } = told;
        Some(SampleLine { id, title, group: id.split('/').next()?, verdict, story, cause })
    };
    ids.filter_map(line).collect()
}

/// One sample, ready to be examined.
pub(crate) fn given(id: &str, held: &Held) -> Option<Given> {
    let told = told(id)?;
    let captures = told.capture.iter().map(|name| (name, Role::Capture));
    let supports = told.with.iter().map(|name| (name, Role::Support));
    let paste = |(name, role): (&String, Role)| {
        let bytes = bytes(id, name)?.to_vec();
        Some(held.paste(Paste { name: name.clone(), bytes, role, kept: None }))
    };
    let key = |name: &String| Some(held.key(name.clone(), bytes(id, name)?.to_vec()));
    Some(Given {
        pastes: captures.chain(supports).map(paste).collect::<Option<_>>()?,
        playbook: told.playbook.and_then(|name| text(id, &name)),
        expect: told.expect.into_iter().collect(),
        keys: told.keys.iter().map(key).collect::<Option<Vec<GivenPaste>>>()?,
        at: Some(told.at),
        ..Given::default()
    })
}

fn told(id: &str) -> Option<Told> {
    toml::from_slice(bytes(id, "case.toml")?).ok()
}

fn text(id: &str, name: &str) -> Option<String> {
    Some(String::from_utf8_lossy(bytes(id, name)?).into_owned())
}

fn bytes(id: &str, name: &str) -> Option<&'static [u8]> {
    let path = format!("{id}/{name}");
    FILES.iter().find(|(known, _)| *known == path).map(|(_, bytes)| *bytes)
}
