//! One trial: a message, damaged, examined, and told beside the whole one.

use std::collections::BTreeSet;

use ssoscope_core::case::Content;
use ssoscope_core::report::{Outcome, Report};
use ssoscope_core::{Clock, Examined, Expectations, Paste, Role, examine};
use ssoscope_tests::law;

use crate::kept::{Kept, Kind};

/// A way in which a text is damaged.
#[derive(Clone, Copy)]
pub(crate) struct Way {
    /// What it is called.
    pub(crate) name: &'static str,
    /// What kinds of text it happens to.
    pub(crate) happens_to: &'static [Kind],
    /// What it makes of a text; nothing where it leaves it as it is.
    pub(crate) damage: fn(&Kept) -> Option<Damaged>,
    /// One of these has to be said; where there are none, nothing needs to be.
    pub(crate) named: &'static [&'static str],
    /// Whether what was pasted can be had back from what is left.
    pub(crate) can_be_undone: bool,
    /// How late it happens: a program comes before a mail.
    pub(crate) late: u8,
}

/// What came of a text.
pub(crate) enum Damaged {
    /// Text, which can be damaged further.
    Text(String, Kind),
    /// Bytes of another encoding.
    Bytes(Vec<u8>),
}

impl Way {
    /// Whether it happens to what the first one left.
    pub(crate) fn follows(&self, first: &Way) -> bool {
        first.late < self.late
    }
}

/// What came out.
pub(crate) enum Outcome3 {
    /// What was pasted came out as it was, and every damage was named.
    Right,
    /// It can't be had back, and that is said.
    Told,
    /// What is wrong.
    Wrong(String),
    /// The way does not happen to the text.
    Unchanged,
}

#[derive(Default)]
pub(crate) struct Tally {
    right: usize,
    wrong: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, outcome: Outcome3, kept: &Kept, way: &str) {
        match outcome {
            Outcome3::Right | Outcome3::Told => self.right += 1,
            Outcome3::Wrong(says) => {
                self.wrong += 1;
                println!("    WRONG {way} · {}: {says}", kept.name);
            }
            Outcome3::Unchanged => {}
        }
    }

    pub(crate) fn row(&self) -> String {
        format!("{}/{}", self.right, self.right + self.wrong)
    }
}

pub(crate) fn trial(kept: &Kept, ways: &[Way]) -> Outcome3 {
    let mut text = kept.clone();
    let mut bytes = None;
    for way in ways {
        if bytes.is_some() || !way.happens_to.contains(&text.kind) {
            return Outcome3::Unchanged;
        }
        match (way.damage)(&text) {
            Some(Damaged::Text(damaged, kind)) if damaged.trim_end() != text.text => {
                text = Kept { text: damaged, kind, ..text };
            }
            Some(Damaged::Bytes(damaged)) => bytes = Some(damaged),
            _ => return Outcome3::Unchanged,
        }
    }
    let bytes = bytes.unwrap_or_else(|| text.text.clone().into_bytes());
    let before = examined(kept, kept.text.as_bytes());
    let after = examined(kept, &bytes);
    let mut wrong = Vec::new();
    if ways.iter().all(|way| way.can_be_undone) {
        wrong.extend(lacks(&told(&before), &told(&after)));
    } else if after.report.verdict == Outcome::Accepted {
        wrong.push("what is not whole was accepted".to_owned());
    }
    let said = said(&after.report);
    for way in ways {
        if !way.named.is_empty() && !way.named.iter().any(|name| said.contains(*name)) {
            wrong.push(format!("{} is not named", way.name));
        }
    }
    wrong.extend(law::check_all(&after.case).err());
    match wrong.is_empty() {
        false => {
            Outcome3::Wrong(format!("{}; said {:?}; begins {:?}", wrong.join("; "), said, shown(&bytes)))
        }
        true if ways.iter().all(|way| way.can_be_undone) => Outcome3::Right,
        true => Outcome3::Told,
    }
}

fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).chars().take(140).collect()
}

fn examined(kept: &Kept, bytes: &[u8]) -> Examined {
    let pastes = kept.with.iter().map(|(name, bytes)| Paste::support(*name, bytes.clone()));
    let pastes = pastes.chain([Paste::capture("paste", bytes)]).collect();
    let clock = Clock::Given(chrono::DateTime::from_timestamp(1_773_137_100, 0).unwrap());
    examine(pastes, &Expectations::default(), clock)
}

/// The messages by their bytes, and what is told of them.
fn told(examined: &Examined) -> BTreeSet<String> {
    let case = &examined.case;
    let bytes = case.artefacts.iter().filter(|artefact| {
        let by_the_letter =
            matches!(artefact.content, Content::Xml | Content::Jws | Content::Jwe | Content::Der);
        by_the_letter && case.layer(artefact.at.layer).is_some_and(|layer| layer.role == Role::Capture)
    });
    let bytes = bytes.map(|artefact| {
        let text = String::from_utf8_lossy(case.bytes(artefact.at)).replace("\r\n", "\n");
        format!("{:?} {text}", artefact.content)
    });
    // The messages whose bytes are held together need no words; of a page and an address, only what they carry counts.
    let held = ["saml", "id-token", "access-token", "certificate", "error-page"];
    let messages = examined.report.messages.iter().filter(|message| message.role == Role::Capture);
    let messages = messages.filter(|message| !held.iter().any(|start| message.kind.starts_with(start)));
    let messages = messages.flat_map(|message| {
        let fields = message
            .fields
            .iter()
            .filter(|field| !["url", "endpoint", "sent to"].contains(&field.name.as_str()));
        let fields = fields.map(|field| format!("{} {}={}", message.kind, field.name, field.value));
        fields.chain([message.kind.to_owned()]).collect::<Vec<_>>()
    });
    bytes.chain(messages).collect()
}

/// What is told of the whole text and not of the damaged one.
fn lacks(before: &BTreeSet<String>, after: &BTreeSet<String>) -> Option<String> {
    let missing: Vec<String> = before.difference(after).map(|text| text.chars().take(60).collect()).collect();
    (!missing.is_empty()).then(|| format!("missing: {missing:?}"))
}

/// All that a report names.
fn said(report: &Report) -> BTreeSet<String> {
    let cracks = report.layers.iter().flat_map(|layer| &layer.cracks).map(|crack| crack.id.to_owned());
    let unread = report.unread.iter().map(|unread| unread.id.to_owned());
    let kind = |layer: &ssoscope_core::report::LayerShape| {
        format!("layer:{}", serde_json::to_value(layer.kind).unwrap().as_str().unwrap())
    };
    let layers = report.layers.iter().map(kind);
    let forms = report.layers.iter().filter_map(|layer| layer.form).map(|form| format!("form:{}", form.form));
    let causes = report.causes.iter().map(|cause| format!("cause:{}", cause.id));
    cracks.chain(unread).chain(layers).chain(forms).chain(causes).collect()
}
