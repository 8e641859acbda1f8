//! Any bytes are read without panic or hang, every place lies within them, and reading in windows finds the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ssoscope_xml::{Document, Limits, NodeId};
use std::io::Cursor;

fuzz_target!(|bytes: &[u8]| {
    let document = Document::read(bytes);
    let source = document.source();
    for problem in document.problems() {
        assert!(problem.at.start <= problem.at.end && problem.at.start <= source.len(), "{problem:?}");
    }
    for node in document.descendants(NodeId::DOCUMENT) {
        assert!(source.get(document.span(node)).is_some());
        let parent = document.parent(node).unwrap_or(NodeId::DOCUMENT);
        let (inner, outer) = (document.span(node), document.span(parent));
        assert!(outer.start <= inner.start && inner.end <= outer.end);
        for attribute in document.attributes(node) {
            assert!(source.get(attribute.span()).is_some() && source.get(attribute.value_span()).is_some());
            let there: u32 = attribute.runs().iter().map(|run| run.units * run.there).sum();
            assert_eq!(there as usize, attribute.value_span().len());
        }
        let text = document.text(node);
        let here: u32 = text.runs.iter().map(|run| run.units * run.here).sum();
        assert_eq!(here as usize, text.value.len());
    }
    let streamed = ssoscope_xml::stream::read(Cursor::new(bytes), &Limits::DEFAULT, &[], None);
    assert_eq!(streamed.is_ok_and(|streamed| streamed.well_formed()), document.well_formed());
});
