//! SignedInfo that is not what was signed: canonicalised otherwise, or changed since.

use super::attempts::Attempts;
use super::explanation::{Explanation, ExplanationKind};
use super::trial::{Test, Trial};
use super::value::Case;
use super::{Scene, altered, edits, engines, rewritten};
use ssoscope_crypto::{Family, PublicKey};

/// Keys that are tried where a value can't be opened.
const MOST_KEYS: usize = 4;

/// The change of SignedInfo that, undone, makes the value fit; or the key alone, where that is all that can be told.
pub(super) fn changed(
    case: &Case<'_>,
    value: &[u8],
    known: &[String],
    attempts: &mut Attempts,
) -> Option<Explanation> {
    let recovered = case.recovered(value);
    let closed = closed_keys(case);
    let method = case.method;
    let test = match (recovered.as_slice(), method.as_ref()) {
        ([_, ..], _) => Test::Recovered(&recovered),
        ([], Some(method)) if !closed.is_empty() => Test::Value { method, keys: &closed, value },
        _ => return None,
    };
    let opened = matches!(test, Test::Recovered(_));
    let mut trial = Trial { test, attempts, key: None };
    let found = undone(case, known, opened, &mut trial);
    let key = trial.key;
    match (found, recovered.first()) {
        (Some(found), _) => Some(Explanation { key, ..found }),
        (None, Some((place, hash, _))) => {
            let says = format!(
                "The value was made with this key, with RSA PKCS#1 v1.5 and {hash}, over another SignedInfo than the one here: \
                 SignedInfo was changed or exchanged, or the signature was taken from another message."
            );
            let found = Explanation::new(ExplanationKind::SignedInfoReplaced, says);
            Some(Explanation { key: Some(*place), ..found })
        }
        _ => None,
    }
}

/// The keys whose signatures can only be verified, not opened: not RSA.
fn closed_keys<'a>(case: &Case<'a>) -> Vec<(usize, &'a PublicKey)> {
    let family = case.method.map(|method| method.family());
    let all = case.keyring.keys.iter().enumerate();
    let fitting =
        all.filter(|(_, key)| key.kind().family() != Family::Rsa && Some(key.kind().family()) == family);
    fitting.take(MOST_KEYS).collect()
}

fn undone(case: &Case<'_>, known: &[String], opened: bool, trial: &mut Trial<'_>) -> Option<Explanation> {
    let apex = case.signature.signed_info?;
    let how = case.signature.canonicalization.as_ref()?.meaning.clone()?;
    let text = std::str::from_utf8(case.signed).ok()?;
    let scene = Scene::new((case.document, apex), (None, None), how, text, known);
    let found = engines::quirk(&scene, trial).or_else(|| rewritten::explanation(&scene, trial));
    let found = match opened {
        true => found.or_else(|| edits::edit(&scene, trial)).or_else(|| altered::value(&scene, trial)),
        false => found,
    };
    found.map(|found| Explanation { says: format!("In SignedInfo: {}", found.says), ..found })
}
