//! Values as XML means them: line ends, attribute normalisation, references, CDATA; and the runs that lead back.

use ssoscope_xml::{Document, NodeId, Run};

fn root(document: &Document) -> NodeId {
    document.root().unwrap()
}

fn run(units: u32, here: u32, there: u32) -> Run {
    Run { units, here, there }
}

#[test]
fn line_ends_become_line_feeds_everywhere() {
    let document = Document::read(b"<a>1\r\n2\r3\n4<![CDATA[5\r\n6\r]]><!--7\r\n8--><?p 9\r0?></a>");
    let a = root(&document);
    let children: Vec<_> = document.children(a).collect();
    assert_eq!(document.text(children[0]).value, "1\n2\n3\n45\n6\n");
    assert_eq!(document.text(children[1]).value, "7\n8");
    assert_eq!(document.text(children[2]).value, "9\n0");
    assert_eq!(document.target(children[2]), Some("p"));
}

#[test]
fn attribute_white_space_becomes_spaces_but_references_stay_what_they_name() {
    let document = Document::read(b"<a b='1\r\n2\r3\n4\t5 &#13;&#10;&#9;&#32;&lt;&amp;&quot;\"'/>");
    let value = document.attribute(root(&document), "", "b").unwrap();
    assert_eq!(value.value(), "1 2 3 4 5 \r\n\t <&\"\"");
}

#[test]
fn cdata_and_references_join_the_text_around_them() {
    let document = Document::read("<a>x&amp;<![CDATA[<&]]>é&#xE9;y</a>".as_bytes());
    let a = root(&document);
    assert_eq!(document.children(a).count(), 1);
    let text = document.text(a);
    assert_eq!(text.value, "x&<&ééy");
    assert_eq!(text.span, 3..document.source().len() - 4);
    assert_eq!(
        text.runs,
        [
            run(1, 1, 1),
            run(1, 1, 5),
            run(1, 0, 9),
            run(2, 1, 1),
            run(1, 0, 3),
            run(2, 1, 1),
            run(1, 2, 6),
            run(1, 1, 1)
        ]
    );
}

#[test]
fn plain_values_are_one_copied_run() {
    let document = Document::read(b"<a b='val'>text</a>");
    let a = root(&document);
    assert_eq!(document.text(a).runs, [run(4, 1, 1)]);
    assert_eq!(document.attribute(a, "", "b").unwrap().runs(), [run(3, 1, 1)]);
}

#[test]
fn runs_cover_both_sides_exactly() {
    let texts = [
        "<a>x&amp;y\r\nz<![CDATA[a]]><!--c-->b&#x1F600;<?p?>&unknown;</a>",
        "<a>&amp;&amp;&amp;<![CDATA[]]><![CDATA[]]></a>",
        "<a><b/>\r\n<c/>\r</a>",
    ];
    for source in texts {
        let document = Document::read(source.as_bytes());
        let text = document.text(root(&document));
        let here: usize = text.runs.iter().map(|run| (run.units * run.here) as usize).sum();
        let there: usize = text.runs.iter().map(|run| (run.units * run.there) as usize).sum();
        assert_eq!((here, there), (text.value.len(), text.span.len()), "{source:?}");
    }
}

#[test]
fn text_split_by_a_comment_or_element_says_so() {
    let document =
        Document::read(b"<r><a>admin@x<!-- -->.evil</a><b>x<c>y</c>z</b><d>one</d><e><?p?></e></r>");
    let of = |at: usize| document.text(document.elements(root(&document)).nth(at).unwrap());
    assert_eq!(of(0).value, "admin@x.evil");
    assert!(of(0).split_by_comment && !of(0).split_by_element);
    assert_eq!(of(1).value, "xz");
    assert!(of(1).split_by_element && !of(1).split_by_comment);
    assert!(!of(2).split_by_comment && !of(2).split_by_element);
    assert_eq!((of(3).value.as_ref(), of(3).split_by_comment), ("", false));
}

#[test]
fn entities_of_a_doctype_stay_as_they_are_written() {
    let document = Document::read(b"<!DOCTYPE a [<!ENTITY e 'boom'>]><a b='&e;'>1&e;2</a>");
    let a = root(&document);
    assert_eq!(document.text(a).value, "1&e;2");
    assert_eq!(document.attribute(a, "", "b").unwrap().value(), "&e;");
}

#[test]
fn namespaces_resolve_by_scope() {
    let document = Document::read(
        b"<a xmlns='urn:1' xmlns:p='urn:2' b='' p:b=''><p:c xmlns:p='urn:3' xmlns=''><d/></p:c><p:e/></a>",
    );
    let names: Vec<_> = std::iter::once(root(&document))
        .chain(document.descendants(root(&document)))
        .map(|node| (document.name(node).unwrap().namespace, document.name(node).unwrap().local))
        .collect();
    assert_eq!(names, [("urn:1", "a"), ("urn:3", "c"), ("", "d"), ("urn:2", "e")]);
    let a = root(&document);
    assert!(document.attribute(a, "", "b").is_some() && document.attribute(a, "urn:2", "b").is_some());
    assert!(document.attribute(a, "urn:1", "b").is_none());
    let d = document.find(a, "", "d").next().unwrap();
    assert_eq!(document.namespace_at(d, "p"), Some("urn:3"));
    assert_eq!(document.namespace_at(d, ""), Some(""));
    assert_eq!(document.namespace_at(a, ""), Some("urn:1"));
    assert_eq!(document.namespace_at(a, "q"), None);
    assert_eq!(document.namespace_at(a, "xml"), Some("http://www.w3.org/XML/1998/namespace"));
}

#[test]
fn an_unbound_prefix_is_not_no_namespace() {
    let document = Document::read(b"<p:a p:b='1'/>");
    let a = root(&document);
    assert!(!document.is(a, "", "a"));
    assert!(document.attribute(a, "", "b").is_none());
    assert!(!document.name(a).unwrap().bound);
}

#[test]
fn identifiers_are_found_by_schema_and_lookalikes_marked() {
    let document = Document::read(
        b"<r><Assertion xmlns='urn:oasis:names:tc:SAML:2.0:assertion' ID='x'/><foo Id='x'/>\
          <bar xml:id='y' Id='z'/><Signature xmlns='http://www.w3.org/2000/09/xmldsig#' Id='s' ID='t'/></r>",
    );
    let declared = |id| document.with_id(id).iter().map(|found| found.declared).collect::<Vec<_>>();
    assert_eq!(declared("x"), [true, false]);
    assert_eq!(declared("y"), [true]);
    assert_eq!(declared("z"), [false]);
    assert_eq!(declared("s"), [true]);
    assert_eq!(declared("t"), [false]);
    let assertion = document.elements(root(&document)).next().unwrap();
    assert_eq!(document.id_of(assertion), Some("x"));
    assert_eq!(document.id_of(root(&document)), None);
}

#[test]
fn the_declared_encoding_is_told() {
    let document = Document::read(b"<?xml version='1.0' encoding='utf-16'?><a/>");
    assert_eq!(document.declared_encoding(), Some("utf-16"));
    assert!(document.well_formed());
}
