//! Canonical form, read and made canonical again, stays as it is; and every element has one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ssoscope_xml::c14n::{Canonicalization, Method};
use ssoscope_xml::{Document, NodeId};

fuzz_target!(|bytes: &[u8]| {
    let document = Document::read(bytes);
    if document.well_formed() && document.problems().is_empty() {
        for method in [Method::Exclusive, Method::Inclusive10, Method::Inclusive11] {
            let how = Canonicalization { comments: true, ..Canonicalization::new(method) };
            let once = how.bytes(&document, NodeId::DOCUMENT, None);
            let again = Document::read(&once);
            assert!(again.well_formed(), "{:?}", again.problems());
            assert!(how.bytes(&again, NodeId::DOCUMENT, None) == once);
        }
    }
    let listed = Canonicalization {
        inclusive_prefixes: vec!["a".to_owned(), "#default".to_owned()],
        ..Canonicalization::new(Method::Exclusive)
    };
    let all: Vec<NodeId> = document.descendants(NodeId::DOCUMENT).take(40).collect();
    for (apex, hole) in all.iter().zip(all.iter().skip(1)) {
        let whole = listed.bytes(&document, *apex, None);
        assert!(listed.bytes(&document, *apex, Some(*hole)).len() <= whole.len());
        let inherits = Canonicalization::new(Method::Inclusive11);
        inherits.bytes(&document, *apex, None);
    }
});
