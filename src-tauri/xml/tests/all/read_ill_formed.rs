//! Every rule that the tokeniser leaves out, each with a document that breaks it and nothing else.

use ssoscope_xml::ProblemKind::{self, *};
use ssoscope_xml::{Class, Document};

/// Documents, and the one problem that each has.
const BROKEN: &[(&str, ProblemKind)] = &[
    // XML 1.0: attributes
    (r#"<a b="1" b="2"/>"#, DuplicateAttribute),
    (r#"<a xmlns:p="urn:x" xmlns:q="urn:x" p:b="1" q:b="2"/>"#, DuplicateExpandedName),
    (
        r#"<a p="1" xmlns:p="urn:x" p:b="1" c="1" d="1" e="1" f="1" g="1" h="1" i="1" j="1" p:b="2"/>"#,
        DuplicateAttribute,
    ),
    (
        r#"<a xmlns:p="urn:x" xmlns:q="urn:x" a="" b="" c="" d="" e="" f="" g="" p:b="1" q:b="2"/>"#,
        DuplicateExpandedName,
    ),
    (r#"<a xmlns="urn:x" xmlns="urn:y"/>"#, DuplicateAttribute),
    (r#"<a xmlns:p="urn:x" xmlns:p="urn:y"/>"#, DuplicateAttribute),
    (r#"<a b="1"c="2"/>"#, MissingSpace),
    (r#"<a b="1<2"/>"#, LessThanInAttribute),
    (r#"<a b=1/>"#, BadAttribute),
    (r#"<a b/>"#, BadAttribute),
    (r#"<a b= />"#, BadAttribute),
    (r#"<a ="1"/>"#, BadTag),
    (r#"<a "1"/>"#, BadTag),
    (r#"<a / >"#, BadTag),
    (r#"<a b="&"/>"#, BadReference),
    (r#"<a b="&amp"/>"#, BadReference),
    (r#"<a b="&x y;"/>"#, BadReference),
    (r#"<a b="&x;"/>"#, UndeclaredEntity),
    (r#"<a b="&#0;"/>"#, ForbiddenCharacterReference),
    (r#"<a 1b="1"/>"#, BadName),
    // XML 1.0: names
    ("<1a/>", BadName),
    ("<-a/>", BadName),
    ("<.a/>", BadName),
    ("<a\u{D7}b/>", BadName),
    ("<\u{37E}/>", BadName),
    ("<></>", BadName),
    // XML 1.0: characters
    ("<a>\u{1}</a>", ForbiddenCharacter),
    ("<a>\0</a>", ForbiddenCharacter),
    ("<a>\u{B}</a>", ForbiddenCharacter),
    ("<a>\u{FFFE}</a>", ForbiddenCharacter),
    ("<a b='\u{FFFF}'/>", ForbiddenCharacter),
    ("<a><!--\u{1F}--></a>", ForbiddenCharacter),
    ("<a>&#0;</a>", ForbiddenCharacterReference),
    ("<a>&#1;</a>", ForbiddenCharacterReference),
    ("<a>&#xD800;</a>", ForbiddenCharacterReference),
    ("<a>&#xFFFE;</a>", ForbiddenCharacterReference),
    ("<a>&#x110000;</a>", ForbiddenCharacterReference),
    ("<a>&#99999999999999999999;</a>", ForbiddenCharacterReference),
    ("<a>&#;</a>", BadReference),
    ("<a>&#x;</a>", BadReference),
    ("<a>&#X41;</a>", BadReference),
    ("<a>&#4a;</a>", BadReference),
    ("<a>&#+65;</a>", BadReference),
    ("<a>&;</a>", BadReference),
    ("<a>&1;</a>", BadReference),
    ("<a>x & y</a>", BadReference),
    ("<a>&amp</a>", BadReference),
    ("<a>&x;</a>", UndeclaredEntity),
    ("<a>&nbsp;</a>", UndeclaredEntity),
    ("<a>x ]]> y</a>", CdataEndInText),
    // XML 1.0: structure
    ("<a></b></a>", MismatchedEndTag),
    ("<a></a x='1'>", MismatchedEndTag),
    ("<a></A>", MismatchedEndTag),
    ("<a></ a>", MismatchedEndTag),
    ("<a/></a>", UnmatchedEndTag),
    ("<a>", UnclosedElement),
    ("<a><b></b>", UnclosedElement),
    ("<a/><b/>", SecondRoot),
    ("", NoRoot),
    (" \n", NoRoot),
    ("<!-- only -->", NoRoot),
    ("x<a/>", TextOutsideRoot),
    ("<a/>x", TextOutsideRoot),
    ("<![CDATA[]]><a/>", TextOutsideRoot),
    ("<a/><![CDATA[x]]>", TextOutsideRoot),
    ("<a/>&#65;", TextOutsideRoot),
    ("<a/>&amp;", TextOutsideRoot),
    ("<a/>\u{FEFF}", TextOutsideRoot),
    ("<a><!-- x -- y --></a>", HyphensInComment),
    ("<a><!-- x ---></a>", HyphensInComment),
    ("<a><![cdata[x]]></a>", UnknownMarkup),
    ("<a><!ELEMENT b ANY></a>", UnknownMarkup),
    ("<a><!></a>", UnknownMarkup),
    // XML 1.0: prolog
    (" <?xml version='1.0'?><a/>", DeclarationNotFirst),
    ("<!----><?xml version='1.0'?><a/>", DeclarationNotFirst),
    ("<a><?xml version='1.0'?></a>", DeclarationNotFirst),
    ("<?xml?><a/>", BadDeclaration),
    ("<?xml encoding='UTF-8'?><a/>", BadDeclaration),
    ("<?xml version='1.0' standalone='maybe'?><a/>", BadDeclaration),
    ("<?xml version='1.0' standalone='yes' encoding='UTF-8'?><a/>", BadDeclaration),
    ("<?xml version='1.0'encoding='UTF-8'?><a/>", BadDeclaration),
    ("<?xml version='1.0' encoding='-8'?><a/>", BadDeclaration),
    ("<?xml version='1.0' author='me'?><a/>", BadDeclaration),
    ("<?xml version=1.0?><a/>", BadDeclaration),
    ("<?xml version='9'?><a/>", BadDeclaration),
    ("<a><?XML x?></a>", BadProcessingInstruction),
    ("<a><?1 x?></a>", BadProcessingInstruction),
    ("<a><? x?></a>", BadProcessingInstruction),
    ("<a><?p:q x?></a>", BadQName),
    ("\u{FEFF}\u{FEFF}<a/>", RepeatedByteOrderMark),
    // Namespaces in XML 1.0
    ("<p:a/>", UnboundPrefix),
    ("<a p:b='1'/>", UnboundPrefix),
    ("<a><b xmlns:p='urn:x'/><p:c/></a>", UnboundPrefix),
    ("<a xmlns:p=''/>", PrefixUndeclared),
    ("<a:b:c/>", BadQName),
    ("<:a/>", BadQName),
    ("<a:/>", BadQName),
    ("<a b:c:d='1'/>", BadQName),
    ("<a xmlns:p='urn:x' p:1='2'/>", BadQName),
    ("<a xmlns:xmlns='urn:x'/>", ReservedNamespace),
    ("<a xmlns:xml='urn:x'/>", ReservedNamespace),
    ("<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>", ReservedNamespace),
    ("<a xmlns='http://www.w3.org/2000/xmlns/'/>", ReservedNamespace),
    ("<xmlns:a/>", ReservedNamespace),
];

#[test]
fn each_broken_document_has_its_one_problem() {
    for (text, kind) in BROKEN {
        let document = Document::read(text.as_bytes());
        let kinds: Vec<ProblemKind> = document.problems().iter().map(|problem| problem.kind).collect();
        assert!(!document.well_formed(), "{text:?} counts as well-formed");
        let consequence = |k: &ProblemKind| matches!(k, MismatchedEndTag | UnclosedElement | UnclosedMarkup);
        let main: Vec<&ProblemKind> = kinds.iter().filter(|k| *k == kind || !consequence(k)).collect();
        assert_eq!(main, [kind], "{text:?} has {:?}", document.problems());
    }
    assert!(BROKEN.len() > 100);
}

#[test]
fn a_document_cut_anywhere_is_ill_formed_and_keeps_what_stands_before_the_cut() {
    let whole =
        "<?xml version='1.0'?><r xmlns='urn:x' id='1'><s t=\"u\">text<![CDATA[raw]]></s><!--c--><?p d?></r>";
    assert!(Document::read(whole.as_bytes()).well_formed());
    for cut in 0..whole.len() {
        let document = Document::read(&whole.as_bytes()[..cut]);
        assert!(!document.well_formed(), "cut at {cut}");
        assert_eq!(document.root().is_some(), cut > whole.find("<r").unwrap() + 1, "cut at {cut}");
    }
    let cut = Document::read(&whole.as_bytes()[..whole.find("xt<!").unwrap()]);
    let root = cut.root().unwrap();
    let inner = cut.elements(root).next().unwrap();
    assert_eq!(cut.text(inner).value, "te");
    assert!(!cut.is_closed(inner) && !cut.is_closed(root));
}

#[test]
fn a_tag_that_the_text_ends_within_keeps_its_complete_attributes() {
    let document = Document::read(br#"<r><Response ID="_1" Destination="https://sp"#);
    let response = document.elements(document.root().unwrap()).next().unwrap();
    assert!(document.is(response, "", "Response"));
    assert_eq!(document.attribute(response, "", "ID").unwrap().value(), "_1");
    assert!(document.attribute(response, "", "Destination").is_none());
    let kinds: Vec<_> = document.problems().iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [UnclosedMarkup, UnclosedElement]);
}

#[test]
fn a_missing_end_tag_closes_at_the_end_of_its_parent() {
    let document = Document::read(b"<a><b><c>x</b><d/></a>");
    let root = document.root().unwrap();
    let children: Vec<_> = document.elements(root).map(|node| document.name(node).unwrap().local).collect();
    assert_eq!(children, ["b", "d"]);
    assert!(document.is_closed(root));
    assert_eq!(document.problems().len(), 1);
}

#[test]
fn good_documents_have_no_problem() {
    let good = [
        "<a/>",
        "\u{FEFF}<a/>",
        "<?xml version='1.0' encoding='UTF-8' standalone='no' ?>\r\n<!-- c -->\n<?p?><a></a\t><?q  d ?>\n<!---->",
        "<a xmlns='' b = '1'\tc\n=\r\n\"2\" />",
        "<a xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:lang='en'/>",
        "<p:a xmlns:p='urn:x' b='1' p:b='2'/>",
        "<a xmlns='urn:x' xmlns:p='urn:x' b='1' p:b='2'/>",
        "<a>&lt;&gt;&amp;&apos;&quot;&#9;&#xA;&#x10FFFF;&#65;</a>",
        "<a>]] ]]&gt; ]><![CDATA[]] ]> <b> & ]]]]></a>",
        "<été xmlns:ñ='urn:x' ñ:ü='1'>\u{85}\u{2028}\u{7F}\u{FEFF}</été>",
        "<a.b-c_1/>",
        "<_/>",
    ];
    for text in good {
        let document = Document::read(text.as_bytes());
        assert!(document.problems().is_empty(), "{text:?}: {:?}", document.problems());
    }
}

#[test]
fn remarks_leave_a_document_well_formed() {
    let remarked = [
        ("<!DOCTYPE a><a/>", vec![Doctype]),
        ("<!DOCTYPE a [<!ENTITY e 'x > ]'>]><a>&e;</a>", vec![Doctype, EntityNotExpanded]),
        ("<!DOCTYPE a SYSTEM 'x'><a b='&e;'/>", vec![Doctype, EntityNotExpanded]),
        ("<a xmlns='x'/>", vec![RelativeNamespace]),
        ("<?xml version='1.1'?><a/>", vec![OtherVersion]),
    ];
    for (text, kinds) in remarked {
        let document = Document::read(text.as_bytes());
        assert!(document.well_formed(), "{text:?}");
        let found: Vec<_> = document.problems().iter().map(|problem| problem.kind).collect();
        assert_eq!(found, kinds, "{text:?}");
        assert!(document.problems().iter().all(|problem| problem.kind.class() == Class::Remark));
    }
}

#[test]
fn doctypes_out_of_place_or_shape_are_ill_formed() {
    for (text, kind) in [
        ("<a/><!DOCTYPE a>", MisplacedDoctype),
        ("<a><!DOCTYPE a></a>", MisplacedDoctype),
        ("<!DOCTYPE a><!DOCTYPE a><a/>", MisplacedDoctype),
        ("<!DOCTYPE><a/>", BadDoctype),
        ("<!DOCTYPE  ><a/>", BadDoctype),
        ("<!DOCTYPEa><a/>", BadDoctype),
        ("<!doctype a><a/>", BadDoctype),
        ("<!DOCTYPE a [ <a/>", UnclosedMarkup),
    ] {
        let document = Document::read(text.as_bytes());
        assert!(
            document.problems().iter().any(|problem| problem.kind == kind),
            "{text:?}: {:?}",
            document.problems()
        );
        assert!(!document.well_formed());
    }
}

#[test]
fn bytes_that_are_not_utf8_are_named_where_they_are() {
    let document = Document::read(b"<a>ok\xFF</a>");
    let problem = &document.problems()[0];
    assert_eq!((problem.kind, problem.at.clone()), (NotUtf8, 5..6));
    assert_eq!(document.source(), "<a>ok");
}
