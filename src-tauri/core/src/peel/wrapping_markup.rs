//! Messages inside a document of another kind: escaped, or in CDATA.

use super::excerpts::{element, escaped_element, excerpt};
use crate::case::Case;
use crate::limits::Limits;
use crate::span::LayerId;

/// Opens the messages that a document of another kind holds: escaped, or in CDATA, as logs and wrappers write them.
pub(super) fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let (bytes, name) = (&layer.bytes, layer.name.clone());
    let escaped = layer.holds.has(b'&') && memchr::memmem::find(bytes, b"&lt;").is_some();
    let verbatim = layer.holds.has(b'[') && memchr::memmem::find(bytes, b"<![CDATA[").is_some();
    let found = if escaped || verbatim { inside_markup(bytes) } else { Vec::new() };
    found.into_iter().filter_map(|range| excerpt(case, id, &name, range)).collect()
}

/// Where escaped messages stand, and those in CDATA.
fn inside_markup(bytes: &[u8]) -> Vec<std::ops::Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'&', b'<', rest)) {
        at += next;
        let rest = bytes.get(at..).unwrap_or_default();
        let lead = if rest.starts_with(CDATA) { CDATA.len() } else { 0 };
        let inner = rest.get(lead..).unwrap_or_default();
        let len = if lead > 0 { element(inner) } else { escaped_element(inner) };
        match len.filter(|_| found.len() < Limits::EXCERPTS) {
            Some(len) => {
                found.push(at + lead..at + lead + len);
                at += lead + len;
            }
            None => at += 1,
        }
    }
    found
}

const CDATA: &[u8] = b"<![CDATA[";

#[cfg(test)]
mod tests {
    #[test]
    fn messages_of_both_spellings() {
        let text = b"<log><a>&lt;samlp:Response/&gt;&lt;/samlp:Response&gt;</a><![CDATA[<saml:Assertion></saml:Assertion>]]></log>";
        let found = super::inside_markup(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(found[0], b"&lt;samlp:Response/&gt;&lt;/samlp:Response&gt;");
        assert_eq!(found[1], b"<saml:Assertion></saml:Assertion>");
        assert_eq!(found.len(), 2);
    }
}
