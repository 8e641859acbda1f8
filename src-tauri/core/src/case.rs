//! What people gave and what was found inside it: layers, each with a map to the layer beneath.

use std::sync::{Arc, OnceLock};

use serde::Serialize;
use ssoscope_jose::json::Document;

pub use crate::artefact::{Artefact, Content};

use crate::byte_set::ByteSet;
use crate::exchange::Exchange;
use crate::instant::Seen;
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

/// What was taken off to get a layer from the one beneath.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum LayerKind {
    /// Nothing: what the person gave.
    Paste,
    /// One of several things in a paste, copied.
    Excerpt,
    /// The value of a form or query parameter, its percent-encoding taken off.
    Parameter,
    /// Percent-encoding (RFC 3986, section 2.1).
    Percent,
    /// Base64 (RFC 4648, section 4 or 5).
    Base64,
    /// DEFLATE (RFC 1951), as the redirect binding uses it.
    Deflate,
    /// A JSON string, its escapes taken off (RFC 8259, section 7).
    JsonString,
    /// HTML or XML character references.
    CharacterReferences,
    /// The armour of a PEM block (RFC 7468).
    Pem,
    /// UTF-16 or Latin-1, turned into UTF-8.
    Charset,
    /// The value of an HTTP header.
    Header,
    /// The base64 text of an XML element or attribute.
    XmlText,
    /// Cipher text that was decrypted.
    Decrypted,
    /// A text as it was before a mail, a chat, a viewer or a log damaged it.
    Repaired,
    /// Quoted-printable (RFC 2045, section 6.7).
    QuotedPrintable,
    /// The quoting of a shell or a script.
    Quoted,
    /// A file in an archive.
    ArchiveEntry,
}

/// Something about a layer that is not as it should be, though it was read all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Crack {
    /// A short name for tests and scripts, such as `base64/whitespace`.
    pub id: &'static str,
    /// What is odd, and what was done about it.
    pub says: String,
    /// Where.
    #[cfg_attr(test, ts(optional = nullable))]
    pub at: Option<Span>,
}

/// Where and when a layer's content travelled, as far as the capture tells.
#[derive(Clone, Debug, Default)]
pub struct Travel {
    /// The name of the parameter, header or member that held it, such as `SAMLResponse`.
    pub parameter: Option<String>,
    /// The URL that it was sent to, without query, and where that is written.
    pub sent_to: Option<(String, Span)>,
    /// The HTTP method, where known.
    pub method: Option<String>,
    /// When it was seen, by a clock in the capture.
    pub seen: Option<Seen>,
}

/// Bytes with a history; a copy shares the bytes.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Its number in the case.
    pub id: LayerId,
    /// What was taken off to get it.
    pub kind: LayerKind,
    /// What to call it: the paste's name or the parameter's.
    pub name: String,
    /// Inherited from the paste.
    pub role: Role,
    /// The bytes.
    pub bytes: Arc<Vec<u8>>,
    /// Which bytes these are.
    pub holds: ByteSet,
    /// The stretch of the layer beneath that it came from; absent for a paste.
    pub from: Option<Span>,
    /// How its bytes came out of that stretch; offsets beneath count from the start of the layer beneath.
    pub map: Map,
    /// What is odd about it.
    pub cracks: Vec<Crack>,
    /// Where and when it travelled.
    pub travel: Travel,
    /// How many layers lie beneath it.
    pub depth: u32,
    /// As what it was opened, and by which sign; absent where nothing was recognised.
    pub form: Option<Recognised>,
    /// Where its bytes stand in a file that was too large to be held; absent where they are all of it.
    pub kept: Option<Kept>,
    /// The words of products that it says, looked for once.
    said: OnceLock<Arc<[Said]>>,
    /// Whether its bytes are UTF-8, looked at once.
    is_text: OnceLock<bool>,
}

/// As what a layer was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Recognised {
    /// The form, as `ssoscope list forms` names it.
    pub form: &'static str,
    /// What was seen.
    pub why: &'static str,
}

impl Layer {
    /// The span of the whole layer.
    pub fn span(&self) -> Span {
        Span::new(self.id, 0..self.bytes.len() as u32)
    }

    /// Its bytes as text, where they are UTF-8.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }

    /// Whether its bytes are UTF-8.
    pub fn is_text(&self) -> bool {
        *self.is_text.get_or_init(|| self.text().is_some())
    }

    /// The words in it by which products say that a sign-in failed.
    pub fn error_texts(&self) -> &Arc<[Said]> {
        self.said.get_or_init(|| find_error_texts(&self.bytes).into())
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
            said: OnceLock::new(),
            is_text: OnceLock::new(),
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
            said: OnceLock::new(),
            is_text: OnceLock::new(),
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
