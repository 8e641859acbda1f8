//! Every span, held against the text that it should cover.

use ssoscope_xml::{Document, Kind};

const TEXT: &str = "\u{FEFF}<?xml version='1.0'?><!--é--><p:r xmlns:p='urn:x' p:a = \"v&amp;w\">t&lt;<b/><?pi da ta?><c >x</c ></p:r>";

#[test]
fn spans_cover_what_they_name() {
    let document = Document::read(TEXT.as_bytes());
    assert!(document.well_formed(), "{:?}", document.problems());
    let cut = |at: std::ops::Range<usize>| &TEXT[at];
    let root = document.root().unwrap();
    assert_eq!(cut(document.span(root)), &TEXT[TEXT.find("<p:r").unwrap()..]);
    assert_eq!(cut(document.start_tag(root)), "<p:r xmlns:p='urn:x' p:a = \"v&amp;w\">");
    assert_eq!(cut(document.name_span(root)), "p:r");
    let a = document.attribute(root, "urn:x", "a").unwrap();
    assert_eq!(cut(a.span()), "p:a = \"v&amp;w\"");
    assert_eq!(cut(a.name_span()), "p:a");
    assert_eq!(cut(a.value_span()), "v&amp;w");
    let declaration = document.declarations(root).next().unwrap();
    assert_eq!((declaration.prefix(), declaration.namespace()), ("p", "urn:x"));
    assert_eq!(cut(declaration.span()), "xmlns:p='urn:x'");
    assert_eq!(cut(declaration.value_span()), "urn:x");
    let pieces: Vec<_> = document.children(root).map(|node| cut(document.span(node))).collect();
    assert_eq!(pieces, ["t&lt;", "<b/>", "<?pi da ta?>", "<c >x</c >"]);
    assert_eq!(cut(document.text(document.children(root).nth(2).unwrap()).span), "da ta");
    let comment = document.children(ssoscope_xml::NodeId::DOCUMENT).next().unwrap();
    assert_eq!((document.kind(comment), cut(document.span(comment))), (Kind::Comment, "<!--é-->"));
    assert_eq!(cut(document.text(comment).span), "é");
}

#[test]
fn problems_point_at_their_bytes() {
    for (text, at) in [
        ("<a b='1' b='2'/>", "b='2'".len()),
        ("<a>x & y</a>", 1),
        ("<a>\u{1}</a>", 1),
        ("<a></b></a>", 4),
        ("<a/>tail", 4),
    ] {
        let document = Document::read(text.as_bytes());
        let problem = &document.problems()[0];
        let length = if text.contains("b='2'") { 1 } else { at };
        assert_eq!(problem.at.len(), length, "{text}: {problem:?}");
    }
}

#[test]
fn the_tree_knows_its_relations() {
    let document = Document::read(b"<a><b><c/>x</b><d/></a>");
    let a = document.root().unwrap();
    let [b, d] = document.elements(a).collect::<Vec<_>>()[..] else { panic!("two children") };
    let c = document.elements(b).next().unwrap();
    assert_eq!(document.parent(c), Some(b));
    assert_eq!(document.ancestors(c).collect::<Vec<_>>(), [b, a, ssoscope_xml::NodeId::DOCUMENT]);
    assert_eq!(document.descendants(a).count(), 4);
    assert!(document.is_within(c, b) && document.is_within(b, b) && !document.is_within(d, b));
    assert_eq!(document.parent(ssoscope_xml::NodeId::DOCUMENT), None);
}
