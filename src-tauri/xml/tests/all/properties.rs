//! What holds for every input: canonical forms are stable, and nothing panics.

use crate::captures::messages;
use crate::random_document::{Dice, document};
use proptest::prelude::*;
use ssoscope_xml::c14n::{Canonicalization, Method};
use ssoscope_xml::dsig::{canonical_signed_info, referenced_bytes, signatures, verify};
use ssoscope_xml::enc::{decrypt, encrypted};
use ssoscope_xml::{Document, NodeId};

const METHODS: [Method; 3] = [Method::Inclusive10, Method::Inclusive11, Method::Exclusive];

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_canonical_form_is_its_own(seed in any::<u64>(), method in 0..3usize, comments in any::<bool>()) {
        let text = document(&mut Dice::new(seed), true);
        let how = Canonicalization { comments, ..Canonicalization::new(METHODS[method]) };
        let first = how.bytes(&Document::read(text.as_bytes()), NodeId::DOCUMENT, None);
        let again = Document::read(&first);
        prop_assert!(again.well_formed(), "{:?}", again.problems());
        prop_assert_eq!(first, how.bytes(&again, NodeId::DOCUMENT, None));
    }

    #[test]
    fn nothing_panics_on_random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        use_everything(&bytes);
    }

    #[test]
    fn nothing_panics_on_what_looks_like_markup(text in "[<>/&;#x!\\[\\]CDATA?a:b='\" \r\n\\-é]{0,120}") {
        use_everything(text.as_bytes());
    }

    #[test]
    fn spans_nest_and_stay_inside(text in "(<[ab](:c)?( [de]=('[&#x;1 ]{0,5}'|\"\"))?/?>|</[ab]>|x|&amp;|<!--c-->){0,30}") {
        let document = Document::read(text.as_bytes());
        for node in document.descendants(NodeId::DOCUMENT) {
            let (span, above) = (document.span(node), document.span(document.parent(node).unwrap()));
            prop_assert!(span.start <= span.end && above.start <= span.start && span.end <= above.end);
            prop_assert!(document.source().get(span).is_some());
        }
    }
}

/// Calls all that takes a document, with every node.
fn use_everything(bytes: &[u8]) {
    let document = Document::read(bytes);
    let nodes: Vec<NodeId> = document.descendants(NodeId::DOCUMENT).collect();
    for node in nodes.iter().copied().chain([NodeId::DOCUMENT]) {
        let text = document.text(node);
        let here: usize = text.runs.iter().map(|run| (run.units * run.here) as usize).sum();
        assert_eq!(here, text.value.len());
        document
            .attributes(node)
            .for_each(|attribute| drop((attribute.value(), attribute.runs(), attribute.span())));
        drop((
            document.name(node),
            document.scope_at(node),
            document.id_of(node),
            document.target(node),
            encrypted(&document, node),
        ));
    }
    for node in
        nodes.iter().copied().filter(|node| document.name(*node).is_some()).chain([NodeId::DOCUMENT]).take(20)
    {
        for method in METHODS {
            let how = Canonicalization { comments: true, ..Canonicalization::new(method) };
            drop(how.bytes(&document, node, nodes.get(2).copied()));
        }
        assert!(decrypt(&document, node, &[]).is_err());
    }
    for signature in signatures(&document) {
        verify(&document, &signature, &[]);
        drop((canonical_signed_info(&document, &signature), referenced_bytes(&document, &signature, 0)));
    }
}

#[test]
fn nothing_panics_on_damaged_captures() {
    let Some(messages) = messages() else { return };
    let mut dice = Dice::new(4711);
    let mut damaged = 0;
    for (_, path) in messages.iter().step_by(3) {
        let text = std::fs::read(path).unwrap();
        for _ in 0..12 {
            use_everything(&damage(&text, &mut dice));
            damaged += 1;
        }
    }
    println!("damaged captures: {damaged} read without a panic");
}

/// Changes, removes, doubles or cuts a few pieces.
fn damage(text: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut text = text.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(text.len().max(1));
        let end = (at + 1 + dice.below(40)).min(text.len());
        match dice.below(5) {
            0 => text[at] = dice.below(256) as u8,
            1 => drop(text.drain(at..end)),
            2 => {
                let piece = text[at..end].to_vec();
                text.splice(at..at, piece);
            }
            3 => text.truncate(at.max(1)),
            _ => {
                let piece = dice.pick(&[
                    "<",
                    ">",
                    "&",
                    "\"",
                    "<!--",
                    "]]>",
                    "<ds:Signature xmlns:ds='http://www.w3.org/2000/09/xmldsig#'>",
                    "\0",
                ]);
                text.splice(at..at, piece.bytes());
            }
        }
    }
    text
}
