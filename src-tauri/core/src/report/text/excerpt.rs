//! The bytes that a finding points at, with carets under them, and the way down to the paste.

use std::borrow::Cow;
use std::fmt::Write;

use crate::case::{Case, LayerKind};
use crate::span::{LayerId, Span};

use super::Paint;

/// Characters shown on each side of the bytes.
const AROUND: usize = 36;
/// Characters shown of the bytes themselves.
const SHOWN: usize = 76;

/// The excerpt with carets; `says` stands behind them.
pub(super) fn draw(case: &Case, at: Span, says: &str, paint: Paint) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "    {} {}", paint.quiet("-->"), paint.quiet(&way(case, at)));
    let Some(line) = Line::around(case, at) else { return out };
    let _ = writeln!(out, "     {} {}{}{}", paint.quiet("|"), line.before, line.marked, line.after);
    let carets = "^".repeat(width(&line.marked).max(1));
    let _ = writeln!(
        out,
        "     {} {}{} {says}",
        paint.quiet("|"),
        " ".repeat(width(&line.before)),
        paint.caret(&carets)
    );
    out.trim_end_matches([' ', '\n']).to_owned() + "\n"
}

/// Where a span is: its paste, what was taken off, and its bytes in the topmost layer.
pub(in crate::report) fn way(case: &Case, at: Span) -> String {
    let mut names: Vec<String> = case
        .beneath_all(at.layer)
        .map(|layer| match layer.kind {
            LayerKind::Paste => layer.name.clone(),
            LayerKind::Parameter | LayerKind::Header => layer.name.clone(),
            kind => kind_name(kind).to_owned(),
        })
        .collect();
    names.reverse();
    let held = at.start.into()..at.end.into();
    let kept = case.layer(at.layer).and_then(|layer| layer.kept.as_ref());
    let place = kept.map_or(held, |kept| kept.in_file(at.start..at.end));
    format!("{}, bytes {}..{}", names.join(" › "), place.start, place.end)
}

/// What was taken off, in a word.
pub(in crate::report) fn kind_name(kind: LayerKind) -> &'static str {
    match kind {
        LayerKind::Paste => "paste",
        LayerKind::Excerpt => "excerpt",
        LayerKind::Parameter => "parameter",
        LayerKind::Percent => "percent-encoding",
        LayerKind::Base64 => "base64",
        LayerKind::Deflate => "deflate",
        LayerKind::JsonString => "JSON string",
        LayerKind::CharacterReferences => "character references",
        LayerKind::Pem => "PEM",
        LayerKind::Charset => "charset",
        LayerKind::Header => "header",
        LayerKind::XmlText => "XML text",
        LayerKind::Decrypted => "decrypted",
        LayerKind::Repaired => "repaired",
        LayerKind::QuotedPrintable => "quoted-printable",
        LayerKind::Quoted => "quoting",
        LayerKind::ArchiveEntry => "archive",
    }
}

/// One line around the bytes, secrets starred.
pub(in crate::report) struct Line {
    pub(in crate::report) before: String,
    pub(in crate::report) marked: String,
    pub(in crate::report) after: String,
}

impl Line {
    /// The line that holds the first of the bytes, cut to what can be read at a glance; none for binary layers.
    pub(in crate::report) fn around(case: &Case, at: Span) -> Option<Line> {
        let text = case.layer(at.layer)?.text()?;
        let (before, rest) = text.split_at_checked(at.start as usize)?;
        let (marked, after) = rest.split_at_checked(at.len() as usize)?;
        let before = before.rsplit('\n').next().unwrap_or_default();
        let (first, more) = marked.split_once('\n').map_or((marked, false), |(first, _)| (first, true));
        let after = if more { "" } else { after.split('\n').next().unwrap_or_default() };
        let (before, first, after) = (last_of(before), first_of(first), first_of(after));
        let shown = |start: usize, text| hidden(case, at.layer, start, text);
        let start = at.start as usize;
        Some(Line {
            before: tail(&shown(start - before.len(), before)),
            marked: middle(&shown(start, first), more),
            after: head(&shown(at.end as usize, after)),
        })
    }
}

/// Characters of a secret that are shown, where it is long enough that the rest stays secret.
const HINT: usize = 6;

/// Bytes of a line that are looked at; a page of HAR may be one line.
const LOOKED_AT: usize = 1024;

fn first_of(text: &str) -> &str {
    let end = LOOKED_AT.min(text.len());
    (0..4).find_map(|less| text.get(..end.checked_sub(less)?)).unwrap_or_default()
}

fn last_of(text: &str) -> &str {
    let start = text.len().saturating_sub(LOOKED_AT);
    (0..4).find_map(|more| text.get(start + more..)).unwrap_or_default()
}

/// Text that starts at a byte of a layer, a star for each byte of what opens something, so that places stay as they are.
fn hidden<'t>(case: &Case, layer: LayerId, start: usize, text: &'t str) -> Cow<'t, str> {
    let of_layer = case.secrets.iter().filter(|secret| secret.layer == layer);
    let ranges: Vec<_> = of_layer.filter_map(|secret| within(secret.range(), start, text.len())).collect();
    if ranges.is_empty() {
        return text.into();
    }
    let mut bytes = text.as_bytes().to_vec();
    for range in ranges {
        if let Some(secret) = bytes.get_mut(range) {
            secret.fill(b'*');
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

/// What of a secret is hidden in a stretch of so many bytes.
fn within(secret: std::ops::Range<usize>, start: usize, len: usize) -> Option<std::ops::Range<usize>> {
    let shown = if secret.len() >= 4 * HINT { HINT } else { 0 };
    let from = (secret.start + shown).max(start) - start;
    let to = secret.end.min(start + len).checked_sub(start)?;
    (from < to).then_some(from..to)
}

fn tail(text: &str) -> String {
    let skip = text.chars().count().saturating_sub(AROUND);
    let kept: String = text.chars().skip(skip).collect();
    clean(&if skip > 0 { format!("…{kept}") } else { kept.trim_start().to_owned() })
}

fn head(text: &str) -> String {
    let kept: String = text.chars().take(AROUND).collect();
    clean(&if kept.len() < text.len() { format!("{kept}…") } else { kept })
}

fn middle(text: &str, more: bool) -> String {
    let kept: String = text.chars().take(SHOWN).collect();
    clean(&if more || kept.len() < text.len() { format!("{kept}…") } else { kept })
}

/// Control characters would move the cursor, so each is shown as a sign.
fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '·' } else { c }).collect()
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// Expected over observed, the differing characters marked.
pub(super) fn compare(expected: &str, observed: &str, paint: Paint) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "    expected  {}", clean(expected));
    let _ = writeln!(out, "    observed  {}", clean(observed));
    if let Some((lead, len)) = difference(expected, observed) {
        let _ = writeln!(out, "              {}{}", " ".repeat(lead), paint.caret(&"^".repeat(len)));
    }
    out
}

/// Where two texts start to differ, and over how many characters, where they have enough in common for a mark to help.
fn difference(expected: &str, observed: &str) -> Option<(usize, usize)> {
    let lead = expected.chars().zip(observed.chars()).take_while(|(a, b)| a == b).count();
    let (long, short) = (width(expected).max(width(observed)), width(expected).min(width(observed)));
    let tail = expected
        .chars()
        .rev()
        .zip(observed.chars().rev())
        .take_while(|(a, b)| a == b)
        .count()
        .min(short - lead.min(short));
    let differing = long - lead - tail;
    (expected != observed && lead + tail >= 4).then_some((lead, differing.clamp(1, SHOWN)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Paste;

    #[test]
    fn carets_stand_under_the_bytes() {
        let mut case = Case::default();
        let id = case.add_paste(Paste::capture("a.xml", "<a>\n  <b>π = x</b>\n</a>")).unwrap();
        let drawn = draw(&case, Span::new(id, 9..15), "here", Paint::Plain);
        assert_eq!(drawn, "    --> a.xml, bytes 9..15\n     | <b>π = x</b>\n     |    ^^^^^ here\n");
    }

    #[test]
    fn the_difference_is_marked() {
        assert_eq!(difference("https://a/sp", "https://a/sp/"), Some((12, 1)));
        assert_eq!(difference("http://a/sp", "https://a/sp"), Some((4, 1)));
        assert_eq!(difference("abc", "xyz"), None);
    }
}
