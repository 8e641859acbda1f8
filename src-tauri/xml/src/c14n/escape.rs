//! Characters that canonical text and attribute values write as references (Canonical XML §2.3).

use crate::read::any;

/// Bytes looked at together: one pass over so many compiles to a few vector instructions.
const BLOCK: usize = 32;

/// Appends text: `&`, `<`, `>` and carriage returns become references.
pub(super) fn escape_text(text: &str, out: &mut Vec<u8>) {
    if !any(text, |b| (b == b'&') | (b == b'<') | (b == b'>') | (b == b'\r')) {
        return out.extend_from_slice(text.as_bytes());
    }
    escape(text.as_bytes(), out, |byte| match byte {
        b'&' => Some(b"&amp;"),
        b'<' => Some(b"&lt;"),
        b'>' => Some(b"&gt;"),
        b'\r' => Some(b"&#xD;"),
        _ => None,
    });
}

/// Appends an attribute's value: `&`, `<`, `"`, tabs, line feeds and carriage returns become references.
pub(super) fn escape_attribute(value: &str, out: &mut Vec<u8>) {
    if !any(value, |b| (b == b'&') | (b == b'<') | (b == b'"') | (b == b'\t') | (b == b'\n') | (b == b'\r')) {
        return out.extend_from_slice(value.as_bytes());
    }
    escape(value.as_bytes(), out, |byte| match byte {
        b'&' => Some(b"&amp;"),
        b'<' => Some(b"&lt;"),
        b'"' => Some(b"&quot;"),
        b'\t' => Some(b"&#x9;"),
        b'\n' => Some(b"&#xA;"),
        b'\r' => Some(b"&#xD;"),
        _ => None,
    });
}

fn escape(bytes: &[u8], out: &mut Vec<u8>, reference: impl Fn(u8) -> Option<&'static [u8]>) {
    for block in bytes.chunks(BLOCK) {
        if !block.iter().fold(false, |found, byte| found | reference(*byte).is_some()) {
            out.extend_from_slice(block);
            continue;
        }
        for byte in block {
            match reference(*byte) {
                Some(written) => out.extend_from_slice(written),
                None => out.push(*byte),
            }
        }
    }
}
