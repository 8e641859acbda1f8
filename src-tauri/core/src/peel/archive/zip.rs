//! A ZIP file: each file in it is opened like a paste of its own.

use super::zip_reader::{Entry, entries, is_zip};
use crate::case::{Case, Layer, LayerKind, Paste};
use crate::kept::Kept;
use crate::limits::Limits;
use crate::peel::form::{Bid, Form};
use crate::peel::sift::{self, Sieve};
use crate::span::{LayerId, Map, Span};

/// The form.
pub static FORM: Form = Form {
    name: "zip",
    title: "A ZIP file of any of these",
    example: "PK… capture.har, idp.xml, log.txt",
    surest: 96,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    if is_zip(&layer.bytes) { Bid::new(96, "a ZIP file with its directory") } else { None }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some((found, more)) = case.layer(id).and_then(|layer| entries(&layer.bytes)) else {
        return Vec::new();
    };
    if more {
        let at = Span::new(id, 0..0);
        case.crack(
            at,
            "limit/entries",
            format!("Only the first {} files of the archive were opened.", found.len()),
        );
    }
    let mut left = Limits::ARCHIVE_BYTES;
    found
        .iter()
        .filter(|entry| !entry.is_of_no_use())
        .filter_map(|entry| unpack(case, id, entry, &mut left))
        .collect()
}

/// One file as a layer, and what is odd about it; `left` is how much may still be unpacked.
pub(super) fn unpack(case: &mut Case, id: LayerId, entry: &Entry, left: &mut usize) -> Option<LayerId> {
    let at = Span::new(id, entry.data.start as u32..entry.data.end as u32);
    let name = entry.file_name().to_owned();
    if entry.leads_out() {
        let says = format!(
            "The name “{}” leads out of the archive's folder; only its last part is used.",
            shown(&entry.name)
        );
        case.crack(at, "zip/path", says);
    }
    if entry.encrypted {
        case.crack(
            at,
            "zip/encrypted",
            format!("“{}” is locked with a password. Unpack it, and open the file.", shown(&name)),
        );
        return None;
    }
    let mut sieve = Sieve::new(name.as_str(), case.layer(id)?.role);
    let Some((read, more)) = entry.unpack(&case.layer(id)?.bytes, *left, &mut sieve) else {
        case.crack(
            at,
            "zip/method",
            format!(
                "“{}” is compressed in a way that is not read. Unpack it, and open the file.",
                shown(&name)
            ),
        );
        return None;
    };
    if more {
        let says =
            format!("“{}” unpacks to more than is opened at once; the rest was left aside.", shown(&name));
        case.crack(at, "limit/unpacked", says);
    }
    *left -= read.min(*left);
    let Paste { bytes, kept, .. } = sieve.paste();
    let map = match (entry.is_stored(), &kept) {
        (true, None) => Map::copied(at.start, bytes.len() as u32),
        (true, Some(kept)) => stored(at.start, bytes.len() as u32, kept),
        (false, _) => Map::whole(bytes.len() as u32, at.start..at.end),
    };
    let added = case.add_layer(LayerKind::ArchiveEntry, &name, at, bytes, map)?;
    if let Some(kept) = kept {
        sift::keep(case, added, kept);
    }
    Some(added)
}

/// The stretches that were kept of an entry that stands in the archive as it is.
fn stored(from: u32, len: u32, kept: &Kept) -> Map {
    let mut map = Map::default();
    let ends = kept.stretches().iter().skip(1).map(|next| next.start).chain([len]);
    for (stretch, end) in kept.stretches().iter().zip(ends) {
        map.push_run(from + stretch.at as u32, end - stretch.start, 1, 1);
    }
    map
}

fn shown(name: &str) -> String {
    name.chars().take(Limits::QUOTED_BYTES).collect()
}
