//! A text that was rewritten as a whole, by one tool or by two.

use super::Scene;
use super::explanation::Explanation;
use super::layout::Style;
use super::namespaces;
use super::tokens::Token;
use super::trial::Trial;
use super::undo::{self, Undo};

/// The rewriting that, undone, makes the text fit.
pub(super) fn explanation(scene: &Scene<'_>, trial: &mut Trial<'_>) -> Option<Explanation> {
    once(scene, trial)
        .or_else(|| laid_out(scene, trial))
        .or_else(|| namespaces::changed(scene, trial))
        .or_else(|| twice(scene, trial))
}

fn once(scene: &Scene<'_>, trial: &mut Trial<'_>) -> Option<Explanation> {
    undo::all().find_map(|undo| {
        let undone = changed(&scene.tokens, undo)?;
        trial.fits_tokens(&undone).then(|| told(scene, &[undo], &undone))
    })
}

/// Two changes, the second of which is undone first.
fn twice(scene: &Scene<'_>, trial: &mut Trial<'_>) -> Option<Explanation> {
    undo::all().find_map(|first| {
        let halfway = changed(&scene.tokens, first)?;
        undo::all().filter(|second| !std::ptr::eq(*second, first)).find_map(|second| {
            let undone = changed(&halfway, second)?;
            trial.fits_tokens(&undone).then(|| told(scene, &[first, second], &undone))
        })
    })
}

/// The text with a change taken back; `None` where there is nothing to take back.
fn changed<'c>(tokens: &[Token<'c>], undo: &Undo) -> Option<Vec<Token<'c>>> {
    let undone = (undo.apply)(tokens);
    let same = undone.len() == tokens.len() && undone.iter().zip(tokens).all(|(a, b)| a.text == b.text);
    (!same).then_some(undone)
}

fn told(scene: &Scene<'_>, undos: &[&Undo], undone: &[Token<'_>]) -> Explanation {
    let says: Vec<&str> = undos.iter().map(|undo| undo.says).collect();
    let kind = undos.first().map_or(super::ExplanationKind::Reindented, |undo| undo.kind);
    Explanation::new(kind, says.join(" ")).at(scene.differences(undone))
}

fn laid_out(scene: &Scene<'_>, trial: &mut Trial<'_>) -> Option<Explanation> {
    let found =
        Style::usual(scene.depth()).find(|style| trial.fits_tokens(&style.laid_out(&scene.tokens)))?;
    Some(Explanation::new(Style::KIND, found.says()).at([scene.document.span(scene.apex)]))
}
