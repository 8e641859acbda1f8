//! The law of tracing: decoding the bytes that a span came from gives back at least the span, and no more than whole units.

use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::{Engine, alphabet};
use ssoscope_core::case::{Layer, LayerKind};
use ssoscope_core::{Case, Span};

/// Base64 that may end within a byte, as a text does that was cut.
static CUT_ANYWHERE: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true),
);

/// Holds a span of a layer against the law, all the way down to the paste.
///
/// # Errors
///
/// A sentence that says where the law is broken.
pub fn check(case: &Case, layer: &Layer, at: Span) -> Result<(), String> {
    let way = case.trace(at);
    for pair in way.windows(2) {
        if let [upper, lower] = pair {
            check_step(case, *upper, *lower)?;
        }
    }
    let bottom = case.beneath_all(layer.id).last().map(|layer| layer.id);
    let reached = way.last().map(|span| span.layer) == bottom;
    if reached { Ok(()) } else { Err(format!("{at:?} does not lead to the paste")) }
}

/// Holds a few spans of every layer of a case against the law.
///
/// # Errors
///
/// A sentence that says where the law is broken.
pub fn check_all(case: &Case) -> Result<usize, String> {
    let mut checked = 0;
    for layer in case.layers().iter().filter(|layer| layer.from.is_some() && !layer.bytes.is_empty()) {
        let len = layer.bytes.len() as u32;
        for (numerator, width) in [(0, 1), (1, 5), (2, 13), (3, 40), (4, 3), (5, 100), (6, 7)] {
            let start = boundary(&layer.bytes, (u64::from(len) * numerator / 7) as u32);
            let end = boundary(&layer.bytes, (start + width).min(len)).max((start + 1).min(len));
            check(case, layer, Span::new(layer.id, start..end))
                .map_err(|says| format!("layer {:?}: {says}", layer.kind))?;
            checked += 1;
        }
    }
    Ok(checked)
}

/// The start of the character at `at`: a span never cuts one.
fn boundary(bytes: &[u8], at: u32) -> u32 {
    let inside = |at: &u32| bytes.get(*at as usize).is_some_and(|byte| byte & 0xC0 == 0x80);
    (0..=at).rev().find(|at| !inside(at)).unwrap_or(0)
}

fn check_step(case: &Case, upper: Span, lower: Span) -> Result<(), String> {
    let (Some(layer), Some(beneath)) = (case.layer(upper.layer), case.layer(lower.layer)) else {
        return Err("a layer is missing".to_owned());
    };
    if lower.end as usize > beneath.bytes.len() {
        return Err(format!("{lower:?} points outside"));
    }
    if !layer.from.is_some_and(|from| from.covers(lower)) {
        return Err(format!("{lower:?} is outside of where the layer came from"));
    }
    let whole = layer.map.runs().len() == 1 && layer.map.runs().first().is_some_and(|run| run.units == 1);
    if matches!(layer.kind, LayerKind::Deflate | LayerKind::Decrypted)
        || layer.kind == LayerKind::ArchiveEntry && whole
    {
        return if Some(lower) == layer.from {
            Ok(())
        } else {
            Err("an inflated body is one unit".to_owned())
        };
    }
    let (wanted, given) = (case.bytes(upper), case.bytes(lower));
    let read = match layer.kind {
        LayerKind::Charset => charset(from(case, layer), given),
        LayerKind::Repaired if is_rewritten(beneath) => rewritten(from(case, layer), given),
        kind => decoded(kind, given),
    };
    let Some(back) = read else {
        return Err(format!("{:?} does not decode: {:?}", layer.kind, String::from_utf8_lossy(given)));
    };
    if !holds(layer.kind, &back, wanted) {
        let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        return Err(format!("{:?}: {:?} is not in {:?}", layer.kind, shown(wanted), shown(&back)));
    }
    let most = wanted.len().max(1) + 2 * (unit(layer.kind) - 1);
    if !is_patched(layer.kind) && back.len() > most {
        return Err(format!("{:?}: more than whole units", layer.kind));
    }
    Ok(())
}

/// Whether what was put right in a layer is a link that was led over another server.
fn is_rewritten(beneath: &Layer) -> bool {
    beneath.cracks.iter().any(|crack| crack.id == "rewritten-link")
}

/// Kinds of layers from which something was left aside, at places of its own.
fn is_patched(kind: LayerKind) -> bool {
    matches!(
        kind,
        LayerKind::Excerpt
            | LayerKind::Repaired
            | LayerKind::Quoted
            | LayerKind::Pem
            | LayerKind::QuotedPrintable
    )
}

fn holds(kind: LayerKind, whole: &[u8], part: &[u8]) -> bool {
    match kind {
        // Non-breaking spaces and typographic marks that belong to a value stay.
        LayerKind::Repaired => is_subsequence(whole, typographic(&String::from_utf8_lossy(part)).as_bytes()),
        _ if is_patched(kind) => is_subsequence(whole, part),
        _ => contains(whole, part),
    }
}

fn contains(whole: &[u8], part: &[u8]) -> bool {
    part.is_empty() || whole.windows(part.len()).any(|window| window == part)
}

fn is_subsequence(whole: &[u8], part: &[u8]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|byte| rest.any(|other| other == byte))
}

/// What the bytes that a span was traced to decode to, by other people's decoders.
fn decoded(kind: LayerKind, beneath: &[u8]) -> Option<Vec<u8>> {
    match kind {
        LayerKind::Base64 => {
            let kept = beneath.iter().copied().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=');
            CUT_ANYWHERE.decode(kept.map(standard).collect::<Vec<u8>>()).ok()
        }
        LayerKind::Parameter | LayerKind::Percent => {
            Some(percent_encoding::percent_decode(beneath).collect())
        }
        LayerKind::JsonString => {
            // A line that was broken inside a string, which is read all the same.
            let written = String::from_utf8_lossy(beneath).replace('\n', "\\n").replace('\r', "\\r");
            serde_json::from_str::<String>(&format!("\"{written}\"")).ok().map(String::into_bytes)
        }
        LayerKind::CharacterReferences => Some(references(&String::from_utf8_lossy(beneath)).into_bytes()),
        LayerKind::QuotedPrintable => Some(quoted_printable(beneath)),
        LayerKind::Pem => {
            Some(String::from_utf8_lossy(beneath).replace("\\n", "\n").replace(' ', "\n").into_bytes())
        }
        LayerKind::Repaired => Some(typographic(&String::from_utf8_lossy(beneath)).into_bytes()),
        _ => Some(beneath.to_vec()),
    }
}

/// The whole of what a layer was opened from.
fn from<'case>(case: &'case Case, layer: &Layer) -> &'case [u8] {
    layer.from.map(|from| case.bytes(from)).unwrap_or_default()
}

/// Reads bytes in the character set that the whole text around them is in.
///
/// Two ASCII bytes alone could be one character of UTF-16, so the piece cannot tell; the whole can.
fn charset(whole: &[u8], piece: &[u8]) -> Option<Vec<u8>> {
    if !whole.starts_with(b"\xFF\xFE") && !whole.starts_with(b"\xFE\xFF") && !whole.contains(&0) {
        let marked = std::str::from_utf8(whole).is_ok();
        return Some(if marked {
            piece.to_vec()
        } else {
            piece.iter().copied().map(char::from).collect::<String>().into_bytes()
        });
    }
    let zeros = |odd: usize| whole.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let big_endian = whole.starts_with(b"\xFE\xFF") || !whole.starts_with(b"\xFF\xFE") && zeros(0) > zeros(1);
    let units: Vec<u16> = piece
        .chunks_exact(2)
        .filter_map(|pair| pair.try_into().ok())
        .map(if big_endian { u16::from_be_bytes } else { u16::from_le_bytes })
        .collect();
    String::from_utf16(&units).ok().map(String::into_bytes)
}

fn standard(byte: u8) -> u8 {
    match byte {
        b'-' => b'+',
        b'_' => b'/',
        other => other,
    }
}

fn references(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#34;", "\"");
    plain.replace("&#x2b;", "+").replace("&#x3d;", "=").replace("&amp;", "&")
}

/// A text with plain quotation marks, dashes and spaces.
fn typographic(text: &str) -> String {
    let plain = text.replace(['“', '”', '„', '«', '»'], "\"").replace(['‘', '’'], "'");
    plain.replace(['—', '–'], "-----").replace('\u{a0}', " ").replace("\"\"", "\"")
}

/// What a link stands for that was led over another server: version 2 writes `-3D` for `%3D`, version 3 a star for each
/// special character, which only its end tells.
fn rewritten(whole: &[u8], piece: &[u8]) -> Option<Vec<u8>> {
    let text = String::from_utf8_lossy(piece);
    let version = |name: &[u8]| whole.windows(name.len()).take(60).any(|window| window == name);
    if version(b"/v2/url") {
        Some(percent_encoding::percent_decode(text.replace('-', "%").replace('_', "/").as_bytes()).collect())
    } else {
        version(b"/v3/__").then(|| text.replace('*', "%").into_bytes())
    }
}

fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes).replace("=\r\n", "").replace("=\n", "");
    percent_encoding::percent_decode(text.replace('%', "%25").replace('=', "%").as_bytes()).collect()
}

/// The largest unit of each kind, in bytes of the layer: so much may be more than was asked for, at each end.
fn unit(kind: LayerKind) -> usize {
    match kind {
        LayerKind::Base64 => 3,
        LayerKind::Charset | LayerKind::JsonString | LayerKind::CharacterReferences => 4,
        _ => 1,
    }
}
