//! Compares identifiers as exact strings; where they differ, says how, and never makes them the same.

use crate::check::identifiers::near_miss;
use crate::check::known::Claims;
use crate::check::known::Expected;
use crate::check::{Finding, Need, Verdict};
use crate::decode::Spanned;

/// Whether a value is one of those that decide.
pub(in crate::check) fn one_of(
    name: &str,
    seen: &Spanned<String>,
    wanted: &Claims,
    missing: fn() -> Need,
) -> Verdict {
    let decisive: Vec<&Expected> = wanted.decisive().collect();
    if decisive.is_empty() {
        return Verdict::needs(missing());
    }
    match decisive.iter().find(|expected| expected.value == seen.value) {
        Some(expected) => Verdict::pass(agrees(name, seen, expected)),
        None => Verdict::fail(differs(name, seen, &decisive)),
    }
}

/// What was compared, where it is the same.
pub(in crate::check) fn agrees(name: &str, seen: &Spanned<String>, expected: &Expected) -> Finding {
    Finding::new(format!("{name} is “{}”, as {} says.", quoted(&seen.value), expected.origin.says))
        .at(seen.at)
        .also(expected.origin.at, expected.origin.says.clone())
        .expected(expected.value.clone())
        .observed(seen.value.clone())
}

/// What differs, from the expected value that comes nearest.
pub(in crate::check) fn differs(name: &str, seen: &Spanned<String>, wanted: &[&Expected]) -> Finding {
    let near = wanted.iter().find_map(|expected| Some((*expected, near_miss(&expected.value, &seen.value)?)));
    let nearest = near.as_ref().map(|(expected, _)| *expected).or(wanted.first().copied());
    let how = near.as_ref().map_or(String::new(), |(_, miss)| format!(" {}", miss.says));
    let finding =
        Finding::new(format!("{name} is “{}”{}.{how}", quoted(&seen.value), said(nearest, wanted.len())))
            .at(seen.at)
            .observed(seen.value.clone());
    match nearest {
        Some(expected) => finding
            .expected(expected.value.clone())
            .also(expected.origin.at, format!("expected according to {}", expected.origin.says)),
        None => finding,
    }
}

/// What is expected instead, by whom, and whether other values would do too.
fn said(nearest: Option<&Expected>, of: usize) -> String {
    let Some(expected) = nearest else { return String::new() };
    let others = match of {
        0 | 1 => String::new(),
        n => format!(", or one of {} other values", n - 1),
    };
    format!("; “{}” is expected{others}, according to {}", quoted(&expected.value), expected.origin.says)
}

/// Somebody's words inside a sentence of ours: without the escapes of a page or a JSON string, and without the stop at their end.
pub(crate) fn words(text: &str) -> String {
    const ESCAPED: [(&str, &str); 6] =
        [("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    let plain = ESCAPED
        .iter()
        .fold(text.replace("\\\"", "\""), |text, (written, meant)| text.replace(written, meant));
    let plain = plain.trim();
    let ends_once = plain.ends_with('.') && !plain.ends_with("..");
    quoted(if ends_once { plain.trim_end_matches('.') } else { plain })
}

/// A value short enough for a sentence.
pub(crate) fn quoted(value: &str) -> String {
    let limit = crate::limits::Limits::QUOTED_BYTES;
    if value.len() <= limit {
        return value.to_owned();
    }
    let end = (0..=limit).rev().find(|at| value.is_char_boundary(*at)).unwrap_or(0);
    format!("{}…", value.get(..end).unwrap_or_default())
}
