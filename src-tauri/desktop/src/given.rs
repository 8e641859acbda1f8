//! What the page gives to be examined, turned into what the core takes.

use base64::prelude::{BASE64_STANDARD, Engine};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ssoscope_core::expect::{Expectations, Keys, Playbook, parse_duration};
use ssoscope_core::{Clock, Paste, Role};

use crate::held::Held;
use crate::refusal::Refusal;

/// All that a report is made from.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Given {
    /// What was pasted, dropped and opened.
    pub pastes: Vec<GivenPaste>,
    /// The text of a playbook; the files that it names are among the pastes.
    pub playbook: Option<String>,
    /// The number of that playbook, where it was opened from a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub book: Option<u32>,
    /// Single expectations, each the playbook's key and its value; they outweigh the playbook's.
    pub expect: Vec<(String, String)>,
    /// Private keys and client secrets.
    pub keys: Vec<GivenPaste>,
    /// The instant to judge at, or `now`, or `capture`; absent means `capture`.
    pub at: Option<String>,
    /// The tolerance for clocks that differ, such as `60s`.
    pub skew: Option<String>,
    /// The names of secrets that were left out when the case was saved.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
}

/// One thing that a person gave. Its content is one of `text`, `base64` and `held`.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct GivenPaste {
    /// What to call it: a file's name, or "clipboard".
    pub name: String,
    /// What part it plays.
    pub role: Role,
    /// Its text, as it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Its bytes in base64, where they are no text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base64: Option<String>,
    /// The number of an opened file whose bytes stay on this side: a key, many bytes, or bytes that are no text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<u32>,
    /// Whether it is a key that wants its password before it can be used.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub locked: bool,
}

/// Only what tells nothing of the content.
impl std::fmt::Debug for GivenPaste {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("GivenPaste")
            .field("name", &self.name)
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

/// What the core takes.
pub(crate) struct Question {
    /// The pastes with their bytes.
    pub(crate) pastes: Vec<Paste>,
    /// What is expected.
    pub(crate) expectations: Expectations,
    /// What is known of time.
    pub(crate) clock: Clock,
}

impl Given {
    /// Turns it into what the core takes; `now` is the machine's clock.
    pub(crate) fn question(self, held: &Held, now: DateTime<Utc>) -> Result<Question, Refusal> {
        held.forget_all_but(self.pastes.iter().chain(&self.keys).filter_map(|paste| paste.held));
        let expectations = self.expectations(held)?;
        let clock = clock(said(self.at.as_deref()), now)?;
        let pastes = self.pastes.into_iter().map(|paste| paste.with_bytes(held)).collect::<Result<_, _>>()?;
        Ok(Question { pastes, expectations, clock })
    }

    fn expectations(&self, held: &Held) -> Result<Expectations, Refusal> {
        let single: Vec<String> = self.expect.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let playbook = Playbook::read(self.playbook.as_deref().unwrap_or_default(), &single)?;
        let mut keys = Keys::default();
        for key in &self.keys {
            held.lend(key.clone(), &mut keys)?;
        }
        let expectations = Expectations::new(playbook).with_keys(keys);
        Ok(match said(self.skew.as_deref()) {
            Some(skew) => expectations.with_skew(parse_duration(skew)?),
            None => expectations,
        })
    }
}

impl GivenPaste {
    /// The paste with its bytes, wherever they are.
    pub(crate) fn with_bytes(self, held: &Held) -> Result<Paste, Refusal> {
        let content = match (self.text, self.base64, self.held) {
            (Some(text), None, None) => Some((text.into_bytes(), None)),
            (None, Some(base64), None) => BASE64_STANDARD.decode(base64).ok().map(|bytes| (bytes, None)),
            (None, None, Some(number)) => {
                Some(held.file(number).ok_or_else(|| Refusal::NoLongerHeld(self.name.clone()))?)
            }
            _ => None,
        };
        let (bytes, kept) = content.ok_or_else(|| Refusal::NoContent(self.name.clone()))?;
        Ok(Paste { name: self.name, bytes, role: self.role, kept })
    }
}

/// An empty field of a form says nothing.
fn said(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn clock(at: Option<&str>, now: DateTime<Utc>) -> Result<Clock, Refusal> {
    match at {
        None | Some("capture") => Ok(Clock::CaptureOr(now)),
        Some("now") => Ok(Clock::Now(now)),
        Some(at) => {
            let instant = ssoscope_core::instant::parse(at).ok_or_else(|| Refusal::Instant(at.to_owned()))?;
            Ok(Clock::Given(instant))
        }
    }
}
