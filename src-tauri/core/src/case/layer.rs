//! Bytes with a history: what was taken off to get them, where they travelled, as what they were opened.

use std::sync::{Arc, OnceLock};

use serde::Serialize;

use super::Role;
use crate::byte_set::ByteSet;
use crate::instant::Seen;
use crate::kept::Kept;
use crate::knowledge::{Said, find_error_texts};
use crate::span::{LayerId, Map, Span};

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
    /// What was asked of it, each once.
    pub(super) asked: Asked,
}

/// Answers that take a look at all bytes of a layer.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// The words of products that it says.
    said: OnceLock<Arc<[Said]>>,
    /// Whether its bytes are UTF-8.
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
        *self.asked.is_text.get_or_init(|| self.text().is_some())
    }

    /// The words in it by which products say that a sign-in failed.
    pub fn error_texts(&self) -> &Arc<[Said]> {
        self.asked.said.get_or_init(|| find_error_texts(&self.bytes).into())
    }
}
