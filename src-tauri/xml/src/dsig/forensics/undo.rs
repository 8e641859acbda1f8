//! Changes that tools make to a whole text without meaning to, each with what takes it back.

use super::explanation::ExplanationKind;
use super::tokens::Token;
use super::{attributes, charset, layout, line_ends, references};

/// A change, and what takes it back.
pub(super) struct Undo {
    pub(super) kind: ExplanationKind,
    /// What happened, as a sentence.
    pub(super) says: &'static str,
    /// The text as it was before, should that have happened.
    pub(super) apply: for<'c> fn(&[Token<'c>]) -> Vec<Token<'c>>,
}

/// Those that leave nothing to chance, likeliest first.
pub(super) fn all() -> impl Iterator<Item = &'static Undo> {
    [layout::UNDOS, line_ends::UNDOS, references::UNDOS, charset::UNDOS, attributes::UNDOS]
        .into_iter()
        .flatten()
}

/// Every text rewritten; tokens of other sorts are kept.
pub(super) fn each_text<'c>(
    tokens: &[Token<'c>],
    rewrite: impl Fn(&str) -> Option<String>,
) -> Vec<Token<'c>> {
    let of = |token: &Token<'c>| match token.sort {
        super::tokens::Sort::Text => {
            rewrite(&token.text).map_or_else(|| token.clone(), |text| token.with(text))
        }
        _ => token.clone(),
    };
    tokens.iter().map(of).collect()
}

/// Every value of an attribute rewritten; namespace declarations are kept.
pub(super) fn each_attribute<'c>(
    tokens: &[Token<'c>],
    rewrite: impl Fn(&str) -> Option<String>,
) -> Vec<Token<'c>> {
    let of = |token: &Token<'c>| match (token.sort, token.attribute()) {
        (super::tokens::Sort::Attribute, Some((_, value))) => {
            rewrite(value).map_or_else(|| token.clone(), |value| token.with_value(&value))
        }
        _ => token.clone(),
    };
    tokens.iter().map(of).collect()
}
