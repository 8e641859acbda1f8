//! What mails, chats, viewers and logs do to a text on its way here. Each kind of damage is a form: it bids only where
//! the bytes prove it, says what it saw, and opens into the text as it was.

pub(super) mod auto_link;
pub(super) mod cut;
pub(super) mod doubled;
pub(super) mod doubled_quotes;
pub(super) mod ellipsis;
pub(super) mod head_missing;
pub(super) mod invisible;
pub(super) mod log_prefix;
pub(super) mod mail;
pub(super) mod mask;
pub(super) mod misread;
pub(super) mod numbered;
pub(super) mod quoted_printable;
pub(super) mod rewritten_link;
mod setting;
pub(super) mod typographic;
pub(super) mod viewer;
pub(super) mod wrapped;

use super::unwrapped::Unwrapped;
use crate::case::{Case, LayerKind};
use crate::span::{LayerId, Span};

/// What was damaged and how it was put right.
struct Repair {
    /// For tests and scripts, such as `wrapped`.
    id: &'static str,
    /// What was seen and what was done about it.
    says: String,
    /// The damage, or the first place of it.
    at: std::ops::Range<usize>,
    /// The text as it was.
    out: Unwrapped,
}

/// Puts the repaired text above the damaged layer, and a crack into that.
fn repaired(case: &mut Case, id: LayerId, repair: Repair) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let (span, name) = (layer.span(), layer.name.clone());
    let at = Span::new(id, repair.at.start as u32..repair.at.end as u32);
    let added = case.add_layer(LayerKind::Repaired, &name, span, repair.out.bytes, repair.out.map);
    case.crack(at, repair.id, repair.says);
    added.into_iter().collect()
}

/// Whether a byte may stand in base64, a token, a URL's value or a form body.
fn is_blob_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_' | b'.' | b'%' | b'&')
}

/// How many blob bytes stand right before `at`, counted up to `most`.
fn blob_before(bytes: &[u8], at: usize, most: usize) -> usize {
    bytes
        .get(..at)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(most)
        .take_while(|byte| is_blob_byte(**byte))
        .count()
}

/// How many blob bytes follow from `at` on, counted up to `most`.
fn blob_after(bytes: &[u8], at: usize, most: usize) -> usize {
    bytes.get(at..).unwrap_or_default().iter().take(most).take_while(|byte| is_blob_byte(**byte)).count()
}
