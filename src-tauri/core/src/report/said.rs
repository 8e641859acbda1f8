//! What products said of the sign-in, beside what the bytes show.

use crate::check::said::Heard;
use crate::diagnose::told::kinds;
use crate::diagnose::{Confidence, Ranked};

use super::shape::SaidShape;

/// Everything that products said; what nobody's own words say, a cause tells.
pub(super) fn said(heard: &[Heard], causes: &[Ranked]) -> Vec<SaidShape> {
    heard
        .iter()
        .filter(|heard| heard.text.is_of_a_product())
        .filter_map(|heard| shape(heard, causes))
        .collect()
}

fn shape(heard: &Heard, causes: &[Ranked]) -> Option<SaidShape> {
    let (text, kind) = (heard.text, kinds::of(heard.text.kind)?);
    Some(SaidShape {
        product: text.product,
        words: heard.words.clone(),
        means: text.means,
        misleads: text.misleads,
        disagrees: disagrees(kind, causes).filter(|_| text.is_failure()),
        owner: kind.owner,
        causes: kind.causes.to_vec(),
        proof: kind.proof,
        at: heard.at,
    })
}

/// What the bytes prove, where the words name something else.
fn disagrees(kind: &kinds::Kind, causes: &[Ranked]) -> Option<String> {
    let proven = causes.iter().filter(|ranked| ranked.diagnosis.confidence == Confidence::Certain);
    let mut proven = proven.peekable();
    let first = proven.peek().map(|ranked| ranked.cause.title)?;
    let agree = kind.causes.is_empty() || proven.any(|ranked| kind.causes.contains(&ranked.cause.id));
    (!agree).then(|| format!("The bytes prove something else: {first}."))
}
