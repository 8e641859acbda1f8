//! Whether an address in a message is the place where it arrives.

use crate::check::identifiers::near_miss;
use crate::check::known::Expected;
use crate::check::known::{Claims, Weight};
use crate::check::{Finding, Look, Need, Verdict};
use crate::decode::{MessageId, Spanned};

use super::identify::{agrees, differs, quoted};

/// Holds an address against what is named or vouched for, else what a request asks for, and against where the message
/// was really sent.
pub(super) fn address(
    look: &Look,
    id: MessageId,
    name: &str,
    seen: &Spanned<String>,
    wanted: &Claims,
    missing: Need,
) -> Verdict {
    let delivered = look.known.saml.delivered.get(&id);
    let mut candidates: Vec<&Expected> = wanted.decisive().collect();
    let vouched = wanted.all().iter().any(|claim| claim.weight > Weight::Seen);
    if !vouched {
        candidates.extend(delivered);
    }
    if candidates.is_empty() {
        return Verdict::needs(missing);
    }
    let Some(expected) =
        candidates.iter().find(|expected| same(&expected.value, &seen.value, delivered == Some(**expected)))
    else {
        return Verdict::fail(differs(name, seen, &candidates));
    };
    match delivered.filter(|url| !same(&url.value, &seen.value, true)) {
        Some(url) => Verdict::fail(elsewhere(name, seen, url)),
        None => Verdict::pass(agrees(name, seen, expected)),
    }
}

/// The URL that a capture shows has lost its query, and says nothing of it.
fn same(expected: &str, seen: &str, without_query: bool) -> bool {
    expected == seen || without_query && seen.split('?').next() == Some(expected)
}

fn elsewhere(name: &str, seen: &Spanned<String>, url: &Expected) -> Finding {
    let how = near_miss(&url.value, &seen.value).map_or(String::new(), |miss| format!(" {}", miss.says));
    Finding::new(format!(
        "{name} is “{}”, but the message was sent to “{}”.{how}",
        quoted(&seen.value),
        quoted(&url.value)
    ))
    .at(seen.at)
    .also(url.origin.at, "where it was sent")
    .expected(url.value.clone())
    .observed(seen.value.clone())
}
