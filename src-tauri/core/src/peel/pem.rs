//! PEM blocks (RFC 7468), also on one line with `\n` written out.

use super::base64;
use super::der;
use super::form::{Bid, Form};
use super::unwrapped::Unwrapped;
use crate::case::{Artefact, Case, Content, Layer, LayerKind};
use crate::limits::Limits;
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "pem",
    title: "A certificate or key in PEM",
    example: "-----BEGIN CERTIFICATE-----\nMIID…\n-----END CERTIFICATE-----",
    surest: 88,
    needs: b"-",
    bid,
    open,
};

const BEGIN: &[u8] = b"-----BEGIN ";

fn bid(layer: &Layer) -> Option<Bid> {
    let starts = layer.bytes.trim_ascii_start().starts_with(BEGIN);
    if starts { Bid::new(88, "starts with -----BEGIN") } else { None }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let name = layer.name.clone();
    for block in blocks(&layer.bytes) {
        open_block(case, id, &name, &block);
    }
    Vec::new()
}

/// A block: its label and where its base64 text stands.
pub(super) struct Block {
    label: String,
    body: std::ops::Range<usize>,
    /// From the first to the last dash.
    pub(super) whole: std::ops::Range<usize>,
    ended: bool,
}

/// The blocks of a text, in order.
fn blocks(bytes: &[u8]) -> Vec<Block> {
    let next = |block: &Block| next_block(bytes, block.whole.end);
    std::iter::successors(next_block(bytes, 0), next).take(Limits::EXCERPTS).collect()
}

/// The first block at or after `from`.
pub(super) fn next_block(bytes: &[u8], from: usize) -> Option<Block> {
    let begin = find(bytes, BEGIN, from)?;
    let dashes = find(bytes, b"-----", begin + BEGIN.len()).filter(|end| end - begin < LABEL)?;
    let label = String::from_utf8_lossy(bytes.get(begin + BEGIN.len()..dashes)?).into_owned();
    let start = dashes + 5;
    let end = find(bytes, b"-----END", start);
    let until = end.and_then(|end| find(bytes, b"-----", end + 8)).map_or(bytes.len(), |dashes| dashes + 5);
    Some(Block { label, body: start..end.unwrap_or(bytes.len()), whole: begin..until, ended: end.is_some() })
}

/// Bytes from the first dash of a block to the last of its label.
const LABEL: usize = 80;

fn find(bytes: &[u8], what: &[u8], from: usize) -> Option<usize> {
    memchr::memmem::find(bytes.get(from..)?, what).map(|at| at + from)
}

fn open_block(case: &mut Case, id: LayerId, name: &str, block: &Block) {
    let whole = Span::new(id, block.whole.start as u32..block.whole.end as u32);
    if block.label.contains("PRIVATE KEY") {
        case.artefacts.push(Artefact { at: whole, content: Content::PrivateKey });
        case.crack(
            whole,
            "pem/private-key",
            "This is a private key; it is neither shown nor kept. Lend it as a key file instead.".to_owned(),
        );
        return;
    }
    if !block.ended {
        case.crack(whole, "pem/cut", "The block has no -----END line; it was cut.".to_owned());
    }
    let Some(text) = armour_off(case, id, name, block, whole) else { return };
    let at = case.layer(text).map(Layer::span);
    let opened = at.and_then(|at| base64::open(case, at, name));
    if let Some(at) = opened.and_then(|opened| case.layer(opened)).map(Layer::span) {
        der::add(case, at);
    }
}

/// The base64 text between the dashes, with header lines and written-out line ends left aside.
fn armour_off(case: &mut Case, id: LayerId, name: &str, block: &Block, whole: Span) -> Option<LayerId> {
    let bytes = &case.layer(id)?.bytes;
    let mut out = Unwrapped::default();
    let mut at = block.body.start;
    while at < block.body.end {
        match bytes.get(at..block.body.end) {
            Some([b'\\', b'n' | b'r', ..]) => {
                out.unit(b"\n", at, 2);
                at += 2;
            }
            // On one line, spaces stand where the lines ended; in base64 they would be taken for lost plus signs.
            Some([b' ', ..]) => {
                out.unit(b"\n", at, 1);
                at += 1;
            }
            Some([byte, ..]) => {
                out.copied(*byte, at);
                at += 1;
            }
            _ => break,
        }
    }
    case.add_layer(LayerKind::Pem, name, whole, out.bytes, out.map)
}
