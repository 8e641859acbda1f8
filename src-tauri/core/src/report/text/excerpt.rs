//! The bytes that a finding points at, with carets under them, and the way down to the paste.

use std::fmt::Write;

use crate::case::{Case, LayerKind};
use crate::span::Span;

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
pub(super) fn way(case: &Case, at: Span) -> String {
    let mut names: Vec<String> = case
        .beneath_all(at.layer)
        .map(|layer| match layer.kind {
            LayerKind::Paste => layer.name.clone(),
            LayerKind::Parameter | LayerKind::Header => layer.name.clone(),
            kind => kind_name(kind).to_owned(),
        })
        .collect();
    names.reverse();
    format!("{}, bytes {}..{}", names.join(" › "), at.start, at.end)
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

struct Line {
    before: String,
    marked: String,
    after: String,
}

impl Line {
    /// The line that holds the first of the bytes, cut to what can be read at a glance; none for binary layers.
    fn around(case: &Case, at: Span) -> Option<Line> {
        let text = case.layer(at.layer)?.text()?;
        let (before, rest) = text.split_at_checked(at.start as usize)?;
        let (marked, after) = rest.split_at_checked(at.len() as usize)?;
        let before = before.rsplit('\n').next().unwrap_or_default();
        let (first, more) = marked.split_once('\n').map_or((marked, false), |(first, _)| (first, true));
        let after = if more { "" } else { after.split('\n').next().unwrap_or_default() };
        Some(Line { before: tail(before), marked: middle(first, more), after: head(after) })
    }
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
