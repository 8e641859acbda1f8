//! One trial: a message, damaged, examined, and told beside the whole one.

use std::collections::BTreeSet;

use ssoscope_core::case::Content;
use ssoscope_core::report::Outcome;
use ssoscope_core::{Clock, Examined, Expectations, Paste, Role, examine};
use ssoscope_tests::{law, said};

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

/// All kinds of text.
pub(crate) const ALL: &[Kind] = &[
    Kind::Blob,
    Kind::Token,
    Kind::Body,
    Kind::Address,
    Kind::Markup,
    Kind::Json,
    Kind::Armour,
    Kind::Words,
];
/// Those that are one long word.
pub(crate) const LETTERS: &[Kind] = &[Kind::Blob, Kind::Token, Kind::Body, Kind::Address];

/// A way that loses nothing. When it happens, its list says.
pub(crate) fn way(
    name: &'static str,
    happens_to: &'static [Kind],
    named: &'static [&'static str],
    damage: fn(&Kept) -> Option<Damaged>,
) -> Way {
    Way { name, happens_to, damage, named, can_be_undone: true, late: 0 }
}

/// A way after which something is gone.
pub(crate) fn lost(
    name: &'static str,
    happens_to: &'static [Kind],
    named: &'static [&'static str],
    damage: fn(&Kept) -> Option<Damaged>,
) -> Way {
    Way { can_be_undone: false, ..way(name, happens_to, named, damage) }
}

/// A text of the same kind as the one that was damaged.
pub(crate) fn same(kept: &Kept, text: String) -> Option<Damaged> {
    Some(Damaged::Text(text, kept.kind))
}

impl Way {
    /// Whether it happens to what the first one left.
    pub(crate) fn follows(&self, first: &Way) -> bool {
        first.late < self.late
    }
}

/// What came out of a trial.
pub(crate) enum Came {
    /// Every damage was named, and what was pasted came out as it was, where it can be had back.
    Right,
    /// What is wrong.
    Wrong(String),
    /// The way does not happen to the text.
    Unchanged,
}

/// How many trials of a way came out right.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) right: usize,
    wrong: usize,
}

impl Tally {
    /// Counts a trial, and prints what is wrong.
    pub(crate) fn add(&mut self, came: Came, kept: &Kept, way: &str) {
        match came {
            Came::Right => self.right += 1,
            Came::Wrong(says) => {
                self.wrong += 1;
                println!("    WRONG {way} · {}: {says}", kept.name);
            }
            Came::Unchanged => {}
        }
    }

    /// All trials.
    pub(crate) fn all(&self) -> usize {
        self.right + self.wrong
    }
}

/// Damages a text in some ways, one after the other, and examines it beside the whole one.
///
/// # Panics
///
/// Where what is not whole would be accepted.
pub(crate) fn trial(kept: &Kept, ways: &[Way]) -> Came {
    let Some(bytes) = damaged(kept, ways) else { return Came::Unchanged };
    let after = examined(kept, &bytes);
    let mut wrong = Vec::new();
    if ways.iter().all(|way| way.can_be_undone) {
        wrong.extend(lacks(&told(&examined(kept, kept.text.as_bytes())), &told(&after)));
    } else {
        assert_ne!(after.report.verdict, Outcome::Accepted, "{}, {}: not whole", kept.name, shown(&bytes));
    }
    let said = said(&after.report);
    let named = |way: &&Way| way.named.is_empty() || way.named.iter().any(|name| said.contains(*name));
    wrong.extend(ways.iter().filter(|way| !named(way)).map(|way| format!("{} is not named", way.name)));
    wrong.extend(law::check_all(&after.case).err());
    match wrong.is_empty() {
        true => Came::Right,
        false => Came::Wrong(format!("{}; said {said:?}; begins {:?}", wrong.join("; "), shown(&bytes))),
    }
}

/// What the ways make of a text; nothing where one of them does not happen to it.
fn damaged(kept: &Kept, ways: &[Way]) -> Option<Vec<u8>> {
    let (mut text, mut bytes) = (kept.clone(), None);
    for way in ways {
        if bytes.is_some() || !way.happens_to.contains(&text.kind) {
            return None;
        }
        match (way.damage)(&text)? {
            Damaged::Text(damaged, kind) if damaged.trim_end() != text.text => {
                text = Kept { text: damaged, kind, ..text };
            }
            Damaged::Text(..) => return None,
            Damaged::Bytes(damaged) => bytes = Some(damaged),
        }
    }
    Some(bytes.unwrap_or_else(|| text.text.into_bytes()))
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
