//! Single edits: an element, attribute or text that was added, elements that changed places.

use super::Scene;
use super::explanation::{Explanation, ExplanationKind};
use super::tokens::{Sort, element_end};
use super::trial::Trial;
use crate::tree::NodeId;
use std::ops::Range;

/// Elements and attributes that are tried one by one.
const MOST_PARTS: usize = 2_000;
/// Neighbours that are tried together.
const MOST_NEIGHBOURS: usize = 12;

/// The single edit that, undone, makes the text fit.
pub(super) fn edit(scene: &Scene<'_>, trial: &mut Trial<'_>) -> Option<Explanation> {
    let flat = Flat::new(scene);
    kind_added(scene, trial)
        .or_else(|| element_added(scene, &flat, trial))
        .or_else(|| attribute_added(scene, &flat, trial))
        .or_else(|| reordered(scene, &flat, trial))
}

/// The tokens as one text, and where each starts.
pub(super) struct Flat {
    text: String,
    starts: Vec<usize>,
}

impl Flat {
    pub(super) fn new(scene: &Scene<'_>) -> Flat {
        let mut flat = Flat { text: String::new(), starts: Vec::with_capacity(scene.tokens.len() + 1) };
        for token in &scene.tokens {
            flat.starts.push(flat.text.len());
            flat.text.push_str(&token.text);
        }
        flat.starts.push(flat.text.len());
        flat
    }

    /// The bytes of a range of tokens.
    pub(super) fn bytes(&self, tokens: Range<usize>) -> &[u8] {
        let at = |token: usize| self.starts.get(token).copied().unwrap_or(self.text.len());
        self.text.as_bytes().get(at(tokens.start)..at(tokens.end)).unwrap_or_default()
    }

    fn end(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether the text fits with other text in the place of these tokens.
    pub(super) fn fits_with(&self, tokens: Range<usize>, text: &str, trial: &mut Trial<'_>) -> bool {
        let (before, after) = self.around(tokens);
        trial.fits(&[before, text.as_bytes(), after])
    }

    /// The bytes before and after a range of tokens.
    pub(super) fn around(&self, tokens: Range<usize>) -> (&[u8], &[u8]) {
        (self.bytes(0..tokens.start), self.bytes(tokens.end..self.end()))
    }
}

/// Comments, processing instructions, or attributes of one name, all of them at once.
fn kind_added(scene: &Scene<'_>, trial: &mut Trial<'_>) -> Option<Explanation> {
    let sorts = [
        (Sort::Instruction, ExplanationKind::InstructionAdded, "Processing instructions were put in."),
        (Sort::Comment, ExplanationKind::CommentAdded, "Comments were put in, and comments are signed here."),
    ];
    for (sort, kind, says) in sorts {
        let with: Vec<NodeId> =
            scene.tokens.iter().filter(|token| token.sort == sort).filter_map(|token| token.node).collect();
        let without: Vec<_> = scene.tokens.iter().filter(|token| token.sort != sort).cloned().collect();
        if without.len() < scene.tokens.len() && trial.fits_tokens(&without) {
            return Some(
                Explanation::new(kind, says).at(with.into_iter().map(|node| scene.document.span(node))),
            );
        }
    }
    let mut names: Vec<&str> =
        attributes(scene).filter_map(|at| Some(scene.tokens.get(at)?.attribute()?.0)).collect();
    names.sort_unstable();
    names.dedup();
    for name in names.into_iter().take(MOST_NEIGHBOURS * 4) {
        let named = |token: &super::tokens::Token<'_>| {
            token.sort == Sort::Attribute && token.attribute().is_some_and(|(of, _)| of == name)
        };
        let without: Vec<_> = scene.tokens.iter().filter(|token| !named(token)).cloned().collect();
        if trial.fits_tokens(&without) {
            let at = scene.tokens.iter().filter(|token| named(token)).filter_map(|token| scene.place(token));
            let says = format!("The attribute {name} was added.");
            return Some(Explanation::new(ExplanationKind::AttributeAdded, says).at(at));
        }
    }
    None
}

fn attributes<'s>(scene: &'s Scene<'_>) -> impl Iterator<Item = usize> + 's {
    let all = scene.tokens.iter().enumerate().filter(|(_, token)| token.sort == Sort::Attribute);
    all.map(|(at, _)| at).take(MOST_PARTS)
}

/// One element or a few neighbours, with the white space before them, or without.
fn element_added(scene: &Scene<'_>, flat: &Flat, trial: &mut Trial<'_>) -> Option<Explanation> {
    for start in elements(scene) {
        let mut end = start;
        for _ in 0..MOST_NEIGHBOURS {
            let next =
                scene.tokens.iter().skip(end).position(|token| !token.is_blank()).map(|skip| end + skip);
            let Some(next) = next.filter(|next| scene.tokens.get(*next).map(|t| t.sort) == Some(Sort::Open))
            else {
                break;
            };
            end = element_end(&scene.tokens, next);
            let blank_before =
                start.checked_sub(1).filter(|at| scene.tokens.get(*at).is_some_and(|t| t.is_blank()));
            let from = [Some(start), blank_before]
                .into_iter()
                .flatten()
                .find(|from| flat.fits_with(*from..end, "", trial));
            if from.is_some() {
                return Some(added(scene, start..end));
            }
        }
    }
    None
}

/// The start tags of elements below the apex.
fn elements<'s>(scene: &'s Scene<'_>) -> impl Iterator<Item = usize> + 's {
    let all = scene.tokens.iter().enumerate().skip(1).filter(|(_, token)| token.sort == Sort::Open);
    all.map(|(at, _)| at).take(MOST_PARTS)
}

fn added(scene: &Scene<'_>, tokens: Range<usize>) -> Explanation {
    let mut names: Vec<&str> = Vec::new();
    let mut places = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        let Some(token) = scene.tokens.get(at) else { break };
        if token.sort != Sort::Open {
            at += 1;
            continue;
        }
        names.push(token.name().rsplit(':').next().unwrap_or_default());
        places.extend(token.node.map(|node| scene.document.span(node)));
        at = element_end(&scene.tokens, at);
    }
    let says = match names.as_slice() {
        ["Signature"] => {
            "A Signature was put in after this one was made; the inner signature has to come first."
                .to_owned()
        }
        [one] => format!("The element {one} was added."),
        several => format!("The elements {} were added.", several.join(", ")),
    };
    Explanation::new(ExplanationKind::ElementAdded, says).at(places)
}

/// One attribute, with the declaration of its prefix, or without.
fn attribute_added(scene: &Scene<'_>, flat: &Flat, trial: &mut Trial<'_>) -> Option<Explanation> {
    let found = attributes(scene).find(|at| {
        if flat.fits_with(*at..*at + 1, "", trial) {
            return true;
        }
        let Some((name, _)) = scene.tokens.get(*at).and_then(|token| token.attribute()) else { return false };
        let Some((prefix, _)) = name.split_once(':') else { return false };
        let declares = format!(" xmlns:{prefix}=");
        let node = scene.tokens.get(*at).and_then(|token| token.node);
        let declaration = scene.tokens.iter().position(|t| t.node == node && t.text.starts_with(&declares));
        declaration.is_some_and(|declaration| {
            let between = flat.bytes(declaration + 1..*at);
            trial.fits(&[flat.bytes(0..declaration), between, flat.bytes(at + 1..flat.end())])
        })
    })?;
    let token = scene.tokens.get(found)?;
    let says = format!("The attribute {} was added.", token.attribute()?.0);
    Some(Explanation::new(ExplanationKind::AttributeAdded, says).at(scene.place(token)))
}

/// Two neighbouring elements the other way round.
fn reordered(scene: &Scene<'_>, flat: &Flat, trial: &mut Trial<'_>) -> Option<Explanation> {
    for first in elements(scene) {
        let first_end = element_end(&scene.tokens, first);
        let skip = scene.tokens.iter().skip(first_end).position(|token| !token.is_blank())?;
        let second = first_end + skip;
        if scene.tokens.get(second).is_none_or(|token| token.sort != Sort::Open) {
            continue;
        }
        let second_end = element_end(&scene.tokens, second);
        let swapped = [
            flat.bytes(0..first),
            flat.bytes(second..second_end),
            flat.bytes(first_end..second),
            flat.bytes(first..first_end),
            flat.bytes(second_end..flat.end()),
        ];
        if trial.fits(&swapped) {
            let nodes = [first, second].into_iter().filter_map(|at| scene.tokens.get(at)?.node);
            let says = "Two neighbouring elements were put into another order.";
            let explanation = Explanation::new(ExplanationKind::ElementsReordered, says);
            return Some(explanation.at(nodes.map(|node| scene.document.span(node))));
        }
    }
    None
}
