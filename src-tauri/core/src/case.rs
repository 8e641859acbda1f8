//! What people gave and what was found inside it: layers, each with a map to the layer beneath.

mod layer;

use std::sync::Arc;

use serde::Serialize;
use ssoscope_jose::json::Document;

pub use self::layer::{Crack, Layer, LayerKind, Recognised, Travel};
pub use crate::artefact::{Artefact, Content};

use self::layer::Asked;
use crate::byte_set::ByteSet;
use crate::exchange::Exchange;
use crate::kept::Kept;
use crate::knowledge::{Said, find_error_texts};
use crate::limits::Limits;
use crate::span::{LayerId, Map, Span};

/// What part a paste plays: the thing that is examined, or something that the person vouches for.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Part of the sign-in under examination; nothing that it says about itself is trusted.
    #[default]
    Capture,
    /// Vouched for by the person: metadata, a JWKS, a certificate given with `--with` or a playbook.
    Support,
}

/// One thing that a person gave: a clipboard text or a file.
#[derive(Clone, Debug)]
pub struct Paste {
    /// What to call it: a file's name, or "clipboard".
    pub name: String,
    /// Its bytes, as they came.
    pub bytes: Vec<u8>,
    /// What part it plays.
    pub role: Role,
    /// Where its bytes stand in a file that was too large to be held; absent where they are all of it.
    pub kept: Option<Kept>,
}

impl Paste {
    /// A paste that is part of the capture.
    pub fn capture(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Paste { name: name.into(), bytes: bytes.into(), role: Role::Capture, kept: None }
    }

    /// A paste that the person vouches for.
    pub fn support(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Paste { name: name.into(), bytes: bytes.into(), role: Role::Support, kept: None }
    }
}

/// Something that could not be read: what it looks like and what to paste instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Unread {
    /// A short name for tests and scripts, such as `picture`.
    pub id: &'static str,
    /// What was seen, in one sentence.
    pub says: String,
    /// What to paste instead.
    pub instead: String,
    /// Where.
    pub at: Span,
}

/// Everything that was found in what people gave.
#[derive(Clone, Debug, Default)]
pub struct Case {
    layers: Vec<Layer>,
    /// What is ready to be decoded, in the order of its appearance.
    pub artefacts: Vec<Artefact>,
    /// What could not be read.
    pub unread: Vec<Unread>,
    exchanges: Vec<Exchange>,
    /// Bytes that open something, in every layer that holds them; no report shows them in full.
    pub secrets: Vec<Span>,
    bytes_held: usize,
    read_json: ReadJson,
}

/// JSON documents that were read to be opened, kept until they are decoded.
#[derive(Clone, Default)]
struct ReadJson(Vec<(LayerId, Document)>);

impl std::fmt::Debug for ReadJson {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} JSON documents", self.0.len())
    }
}

impl Case {
    /// Adds a paste as a layer with nothing beneath; its number, or `None` where a limit bites.
    pub fn add_paste(&mut self, paste: Paste) -> Option<LayerId> {
        let id = self.next_id(paste.bytes.len())?;
        self.layers.push(Layer {
            id,
            kind: LayerKind::Paste,
            name: paste.name,
            role: paste.role,
            map: Map::copied(0, paste.bytes.len() as u32),
            holds: ByteSet::of(&paste.bytes),
            bytes: Arc::new(paste.bytes),
            from: None,
            cracks: Vec::new(),
            travel: Travel::default(),
            depth: 0,
            form: None,
            kept: paste.kept,
            asked: Asked::default(),
        });
        Some(id)
    }

    /// Adds a layer above `from`; its number, or `None` where a limit bites (a crack in the layer beneath says so), or where it
    /// would be empty: nothing lies in it, and no byte of it leads down.
    ///
    /// The map's offsets beneath count from the start of the layer beneath, not of `from`.
    pub fn add_layer(
        &mut self,
        kind: LayerKind,
        name: &str,
        from: Span,
        bytes: Vec<u8>,
        map: Map,
    ) -> Option<LayerId> {
        let beneath = self.layer(from.layer).filter(|_| !bytes.is_empty())?;
        let (role, travel, depth) = (beneath.role, beneath.travel.clone(), beneath.depth + 1);
        if depth > Limits::LAYER_DEPTH {
            self.crack(
                from,
                "limit/depth",
                format!(
                    "More than {} encodings lie inside one another; what is beneath was not opened.",
                    Limits::LAYER_DEPTH
                ),
            );
            return None;
        }
        let Some(id) = self.next_id(bytes.len()) else {
            self.crack(
                from,
                "limit/layers",
                "The paste holds more than is opened at once; the rest was left closed.".into(),
            );
            return None;
        };
        self.layers.push(Layer {
            id,
            kind,
            name: name.to_owned(),
            role,
            holds: ByteSet::of(&bytes),
            bytes: Arc::new(bytes),
            from: Some(from),
            map,
            cracks: Vec::new(),
            travel,
            depth,
            form: None,
            kept: None,
            asked: Asked::default(),
        });
        Some(id)
    }

    /// Adds an HTTP exchange that a capture shows; its place among [`Case::exchanges`], or `None` where a limit bites
    /// (a crack in its layer says so).
    pub fn add_exchange(&mut self, exchange: Exchange) -> Option<usize> {
        let held = self.exchanges.len();
        if held < Limits::EXCHANGES {
            self.exchanges.push(exchange);
            return Some(held);
        }
        let at = exchange.at;
        let told = self
            .layer(at.layer)
            .is_some_and(|layer| layer.cracks.iter().any(|crack| crack.id == "limit/exchanges"));
        if !told {
            let says = format!("Only the first {} requests of the capture were followed.", Limits::EXCHANGES);
            self.crack(at, "limit/exchanges", says);
        }
        None
    }

    /// The HTTP exchanges, in the order in which they were found.
    pub fn exchanges(&self) -> &[Exchange] {
        &self.exchanges
    }

    /// Those of the capture, without what the person vouches for.
    pub fn captured_exchanges(&self) -> impl Iterator<Item = &Exchange> {
        self.exchanges.iter().filter(|exchange| exchange.role == Role::Capture)
    }

    fn next_id(&mut self, len: usize) -> Option<LayerId> {
        let held = self.bytes_held + len;
        if self.layers.len() >= Limits::LAYERS || held > Limits::CASE_BYTES || len > u32::MAX as usize {
            return None;
        }
        self.bytes_held = held;
        Some(LayerId(self.layers.len() as u32))
    }

    /// Notes something odd about the layer of `at`.
    pub fn crack(&mut self, at: Span, id: &'static str, says: String) {
        if let Some(layer) = self.layers.get_mut(at.layer.0 as usize) {
            layer.cracks.push(Crack { id, says, at: Some(at) });
        }
    }

    /// Keeps the JSON document that fills a layer, so that it is read once.
    pub(crate) fn keep_json(&mut self, id: LayerId, document: Document) {
        self.read_json.0.push((id, document));
    }

    /// Gives back the JSON document that fills a layer from its first byte on, where it was kept.
    pub(crate) fn take_json(&mut self, at: Span) -> Option<Document> {
        let kept = self.read_json.0.iter().position(|(id, _)| *id == at.layer && at.start == 0)?;
        Some(self.read_json.0.swap_remove(kept).1)
    }

    /// The layers, pastes first, each before the layers above it.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// One layer.
    pub fn layer(&self, id: LayerId) -> Option<&Layer> {
        self.layers.get(id.0 as usize)
    }

    /// One layer, to add to its travel.
    pub fn layer_mut(&mut self, id: LayerId) -> Option<&mut Layer> {
        self.layers.get_mut(id.0 as usize)
    }

    /// The words in a span by which products say that a sign-in failed, with their places in it.
    pub fn error_texts(&self, at: Span) -> Arc<[Said]> {
        let whole = self.layer(at.layer).filter(|layer| layer.span() == at);
        whole.map_or_else(|| find_error_texts(self.bytes(at)).into(), |layer| layer.error_texts().clone())
    }

    /// The bytes of a span; empty where the span points outside its layer.
    pub fn bytes(&self, at: Span) -> &[u8] {
        self.layer(at.layer).and_then(|layer| layer.bytes.get(at.range())).unwrap_or_default()
    }

    /// Walks a span down to the paste: the span itself first, the paste's last.
    pub fn trace(&self, at: Span) -> Vec<Span> {
        std::iter::successors(Some(at), |here| self.beneath(*here)).collect()
    }

    fn beneath(&self, at: Span) -> Option<Span> {
        let layer = self.layer(at.layer)?;
        let from = layer.from?;
        let range = layer.map.trace(at.start..at.end)?;
        Some(Span::new(from.layer, range))
    }

    /// The layers that `id` lies on, itself first.
    pub fn beneath_all(&self, id: LayerId) -> impl Iterator<Item = &Layer> {
        std::iter::successors(self.layer(id), |layer| layer.from.and_then(|from| self.layer(from.layer)))
    }

    /// The paste at the bottom of what `id` lies on.
    pub fn paste_beneath(&self, id: LayerId) -> Option<&Layer> {
        self.beneath_all(id).last()
    }
}
