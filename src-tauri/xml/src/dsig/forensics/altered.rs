//! One value that was replaced: the one that was signed is looked for among spellings of it and among values known elsewhere.

use super::Scene;
use super::edits::Flat;
use super::explanation::{Explanation, ExplanationKind};
use super::spellings;
use super::tokens::{Sort, Token};
use super::trial::{Beginning, Trial};

/// Values whose replacement is looked for.
const MOST_SLOTS: usize = 400;
/// Bytes of a value that is looked at.
const LONGEST: usize = 512;

/// The value that, put back, makes the text fit.
pub(super) fn value(scene: &Scene<'_>, trial: &mut Trial<'_>) -> Option<Explanation> {
    let flat = Flat::new(scene);
    let slots: Vec<Slot<'_, '_>> = scene
        .tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| Slot::of(at, token))
        .take(MOST_SLOTS)
        .collect();
    let pool = pool(scene, &slots);
    let near = slots.iter().find_map(|slot| slot.put_back(&flat, trial, spellings::of(slot.value)));
    let known = || {
        slots.iter().find_map(|slot| {
            let alike = pool.iter().filter(|known| spellings::alike(known, slot.value)).cloned();
            slot.put_back(&flat, trial, alike)
        })
    };
    let found = near.or_else(known);
    let found = found
        .or_else(|| slots.iter().find_map(|slot| slot.put_back(&flat, trial, spellings::slips(slot.value))));
    found.map(|(at, signed)| told(scene, at, &signed))
}

/// A value that may have been replaced.
struct Slot<'s, 'c> {
    at: usize,
    token: &'s Token<'c>,
    value: &'s str,
}

impl<'s, 'c> Slot<'s, 'c> {
    fn of(at: usize, token: &'s Token<'c>) -> Option<Slot<'s, 'c>> {
        let value = match token.sort {
            Sort::Attribute => token.attribute()?.1,
            Sort::Text if !token.is_blank() => &token.text,
            _ => return None,
        };
        (value.len() <= LONGEST).then_some(Slot { at, token, value })
    }

    /// The first candidate that fits in its place.
    fn put_back(
        &self,
        flat: &Flat,
        trial: &mut Trial<'_>,
        candidates: impl IntoIterator<Item = String>,
    ) -> Option<(usize, String)> {
        let (before, after) = flat.around(self.at..self.at + 1);
        let mut beginning = Beginning::of(before);
        candidates.into_iter().filter(|candidate| candidate != self.value).find_map(|candidate| {
            let written = match self.token.sort {
                Sort::Attribute => self.token.with_value(&candidate).text.into_owned(),
                _ => candidate.clone(),
            };
            trial.fits_after(&mut beginning, &[written.as_bytes(), after]).then_some((self.at, candidate))
        })
    }
}

/// Every value of the document outside of what is signed, inside of it, and known from elsewhere; once each.
fn pool(scene: &Scene<'_>, slots: &[Slot<'_, '_>]) -> Vec<String> {
    let document = scene.document;
    let attributes = document.descendants(crate::tree::NodeId::DOCUMENT).flat_map(|node| {
        document.attributes(node).map(|attribute| spellings::escaped(attribute.value())).collect::<Vec<_>>()
    });
    let inside = slots.iter().map(|slot| slot.value.to_owned());
    let known = scene.known.iter().map(|known| spellings::escaped(known));
    let usual = spellings::USUAL.iter().map(|usual| (*usual).to_owned());
    let mut pool: Vec<String> = known
        .chain(inside)
        .chain(attributes.take(MOST_SLOTS))
        .chain(usual)
        .filter(|value| value.len() <= LONGEST)
        .collect();
    let mut seen = std::collections::HashSet::new();
    pool.retain(|value| seen.insert(value.clone()));
    pool
}

fn told(scene: &Scene<'_>, at: usize, signed: &str) -> Explanation {
    let token = scene.tokens.get(at);
    let what = token.map_or(String::new(), |token| named(scene, token));
    let now = token.map_or("", |token| token.attribute().map_or(&*token.text, |(_, value)| value));
    let says =
        format!("{what} was changed: “{}” was signed, “{}” stands there now.", short(signed), short(now));
    let places = token.and_then(|token| scene.place(token));
    let kind = kind_of(token.map(|token| token.sort), signed, now);
    Explanation::new(kind, says).at(places)
}

/// White space that was put in and characters that were lost are told from values that were altered.
fn kind_of(sort: Option<Sort>, signed: &str, now: &str) -> ExplanationKind {
    let lost = |(before, after): (char, char)| matches!(after, '?' | '\u{fffd}') && !before.is_ascii();
    let same_length = signed.chars().count() == now.chars().count();
    let differing: Vec<(char, char)> = signed.chars().zip(now.chars()).filter(|(a, b)| a != b).collect();
    match sort {
        Some(Sort::Text) if signed.trim() == now.trim() => ExplanationKind::TextPadded,
        Some(_) if signed.trim() == now.trim() => ExplanationKind::AttributeWhiteSpace,
        _ if same_length && differing.into_iter().all(lost) => ExplanationKind::CharacterLost,
        _ => ExplanationKind::ValueAltered,
    }
}

/// What a value is called: "The NotOnOrAfter of Conditions", "The text of NameID".
fn named(scene: &Scene<'_>, token: &Token<'_>) -> String {
    let document = scene.document;
    let element = |node| document.name(node).map_or("", |name| name.local).to_owned();
    match (token.sort, token.node, token.attribute()) {
        (Sort::Attribute, Some(node), Some((name, _))) => format!("The {name} of {}", element(node)),
        (_, Some(node), _) => {
            let parent = document.parent(node).map(element).unwrap_or_default();
            format!("The text of {parent}")
        }
        _ => "A value".to_owned(),
    }
}

fn short(value: &str) -> String {
    match value.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", value.get(..end).unwrap_or(value)),
        None => value.to_owned(),
    }
}
