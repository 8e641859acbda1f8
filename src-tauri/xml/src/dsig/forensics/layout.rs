//! White space: put in by what lays XML out for reading, taken out by what packs it.

use super::explanation::ExplanationKind::{LinesBroken, Reindented, TextPadded, WhiteSpaceLost};
use super::tokens::{Sort, Token};
use super::undo::{Undo, each_text};
use std::borrow::Cow;

pub(super) const UNDOS: &[Undo] = &[
    Undo {
        kind: Reindented,
        says: "White space was put between the elements, as viewers and editors do that lay XML out.",
        apply: without_blanks,
    },
    Undo {
        kind: Reindented,
        says: "White space was put between the elements and around the texts, as viewers do that lay XML out.",
        apply: |tokens| trimmed(&without_blanks(tokens)),
    },
    Undo {
        kind: Reindented,
        says: "White space was put between the elements, as viewers and editors do that lay XML out, and what xmlseclibs writes \
               into a signature by itself was lost in it.",
        apply: |tokens| as_xmlseclibs_writes(&without_blanks(tokens)),
    },
    Undo { kind: TextPadded, says: "White space was put around the texts.", apply: trimmed },
    Undo {
        kind: LinesBroken,
        says: "Texts were broken into lines, as mail programs and terminals do.",
        apply: |tokens| each_text(tokens, |text| text.contains('\n').then(|| text.replace('\n', ""))),
    },
    Undo {
        kind: LinesBroken,
        says: "Spaces in texts were turned into line breaks, as mail programs do with long lines.",
        apply: |tokens| each_text(tokens, |text| text.contains('\n').then(|| text.replace('\n', " "))),
    },
    Undo {
        kind: Reindented,
        says: "Tabs were turned into spaces, or spaces into tabs.",
        apply: |tokens| each_text(tokens, |text| text.contains('\t').then(|| text.replace('\t', "    "))),
    },
];

/// Without the texts of white space alone that stand beside elements.
pub(super) fn without_blanks<'c>(tokens: &[Token<'c>]) -> Vec<Token<'c>> {
    let alone_in_element = |at: usize| {
        let sort = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map(|token| token.sort);
        sort(at.checked_sub(1)) == Some(Sort::Close) && sort(at.checked_add(1)) == Some(Sort::End)
    };
    let kept = |(at, token): &(usize, &Token<'c>)| !token.is_blank() || alone_in_element(*at);
    tokens.iter().enumerate().filter(kept).map(|(_, token)| token.clone()).collect()
}

/// With the white space of the template that xmlseclibs, which PHP's SAML libraries sign with, fills in.
fn as_xmlseclibs_writes<'c>(packed: &[Token<'c>]) -> Vec<Token<'c>> {
    let mut out: Vec<Token<'c>> = Vec::with_capacity(packed.len() + 4);
    let mut before = "";
    for token in packed {
        let tag = if matches!(token.sort, Sort::Open | Sort::End) { token.local_name() } else { "" };
        let blank = match (before, tag) {
            _ if token.sort != Sort::Open => "",
            ("Signature", "SignedInfo") => "\n  ",
            ("CanonicalizationMethod", "SignatureMethod") => "\n    ",
            ("SignatureMethod", "Reference") => "\n  ",
            ("SignatureValue", "KeyInfo") => "\n",
            _ => "",
        };
        if !blank.is_empty() {
            out.push(Token { sort: Sort::Text, text: Cow::Borrowed(blank), node: None, place: token.place });
        }
        out.push(token.clone());
        if !tag.is_empty() {
            before = tag;
        }
    }
    out
}

fn trimmed<'c>(tokens: &[Token<'c>]) -> Vec<Token<'c>> {
    each_text(tokens, |text| {
        let inner = text.trim_matches([' ', '\t', '\n']);
        (inner.len() < text.len()).then(|| inner.to_owned())
    })
}

/// A way to lay XML out.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// What an element is indented by at each level.
    indent: &'static str,
    /// How deep the apex lay.
    depth: usize,
    /// Whether the signature has a line of its own, or was put in without any white space.
    signature_apart: bool,
}

impl Style {
    /// The usual ways, for an apex that lies so deep.
    pub(super) fn usual(depth: usize) -> impl Iterator<Item = Style> {
        let depths = if depth == 0 { vec![0] } else { vec![depth, 0] };
        let places = depths.into_iter().flat_map(|depth| [(depth, true), (depth, false)]);
        places.flat_map(|(depth, signature_apart)| {
            ["", "  ", "    ", "\t", " ", "   ", "        "].into_iter().map(move |indent| Style {
                indent,
                depth,
                signature_apart,
            })
        })
    }

    /// The text laid out in this way.
    pub(super) fn laid_out<'c>(self, tokens: &[Token<'c>]) -> Vec<Token<'c>> {
        let packed = without_blanks(tokens);
        let mut out: Vec<Token<'c>> = Vec::with_capacity(packed.len() * 2);
        let mut depth = self.depth;
        for (at, token) in packed.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| packed.get(at)).map(|token| token.sort);
            let beside_text = before == Some(Sort::Text);
            match token.sort {
                Sort::Open => {
                    if at > 0 && !beside_text {
                        out.push(self.line(depth, token));
                    }
                    depth += 1;
                }
                Sort::Hole if self.signature_apart => out.push(self.line(depth, token)),
                Sort::Comment if !beside_text => out.push(self.line(depth, token)),
                Sort::End => {
                    depth = depth.saturating_sub(1);
                    if !beside_text && before != Some(Sort::Close) {
                        out.push(self.line(depth, token));
                    }
                }
                _ => {}
            }
            out.push(token.clone());
        }
        out
    }

    fn line<'c>(&self, depth: usize, before: &Token<'c>) -> Token<'c> {
        let text = Cow::Owned(format!("\n{}", self.indent.repeat(depth)));
        Token { sort: Sort::Text, text, node: None, place: before.place }
    }

    /// What happened, should it have been laid out so when it was signed.
    pub(super) fn says(self) -> String {
        let how = match self.indent {
            "" => "with each element on a line of its own".to_owned(),
            "\t" => "indented by tabs".to_owned(),
            spaces => format!("indented by {} spaces", spaces.len()),
        };
        format!("It was signed {how}; the white space between the elements was taken out or changed since.")
    }

    pub(super) const KIND: super::ExplanationKind = WhiteSpaceLost;
}
