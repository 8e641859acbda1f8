//! Base64 as XML carries it: white space anywhere, sometimes without padding.

use crate::tree::{Document, NodeId};
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use std::ops::Range;

const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// An element whose text is base64.
#[derive(Clone, PartialEq, Eq)]
pub struct Encoded {
    /// The element.
    pub node: NodeId,
    /// Where its text stands.
    pub span: Range<usize>,
    /// What it decodes to; `None` where it is not base64.
    pub bytes: Option<Vec<u8>>,
}

impl Encoded {
    pub(crate) fn read(document: &Document, node: NodeId) -> Encoded {
        let text = document.text(node);
        let bytes = if text.split_by_element { None } else { decode(&text.value) };
        Encoded { node, span: text.span, bytes }
    }
}

/// Says how much there is, never what.
impl std::fmt::Debug for Encoded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bytes = self.bytes.as_ref().map(Vec::len);
        f.debug_struct("Encoded").field("span", &self.span).field("bytes", &bytes).finish_non_exhaustive()
    }
}

/// Decodes base64 with any XML white space in it.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let is_space = |byte: &u8| crate::read::is_space(*byte);
    if !text.bytes().any(|byte| is_space(&byte)) {
        return ENGINE.decode(text).ok();
    }
    let packed: Vec<u8> = text.bytes().filter(|byte| !is_space(byte)).collect();
    ENGINE.decode(packed).ok()
}
