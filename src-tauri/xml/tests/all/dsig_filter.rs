//! XPath in transforms: what is computed, what is named instead, and what a filter takes out of a signature's reach.

use crate::signer::{EXCLUSIVE, Signer, signature};
use ssoscope_xml::dsig::{SignatureProblemKind as Kind, State, referenced_bytes, signatures, verify};
use ssoscope_xml::{Document, NodeId};
use std::fmt::Write;

const DS: &str = "xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"";

fn xpath(expression: &str) -> String {
    format!(
        "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"><ds:XPath>{expression}</ds:XPath></ds:Transform>"
    )
}

fn filter2(operations: &[(&str, &str)]) -> String {
    let each = operations.iter().fold(String::new(), |mut all, (filter, expression)| {
        write!(all, "<f:XPath xmlns:f=\"http://www.w3.org/2002/06/xmldsig-filter2\" Filter=\"{filter}\">{expression}</f:XPath>")
            .unwrap();
        all
    });
    format!("<ds:Transform Algorithm=\"http://www.w3.org/2002/06/xmldsig-filter2\">{each}</ds:Transform>")
}

/// What is digested of `<r><a k='1'>x</a><b>y</b>…</r>` with the signature in it.
fn signed(transforms: &str) -> String {
    let text = format!("<r {DS}><a k='1'>x</a><b>y</b>{}</r>", signature("", transforms));
    let document = Document::read(text.as_bytes());
    String::from_utf8(referenced_bytes(&document, &signatures(&document)[0], 0).unwrap()).unwrap()
}

#[test]
fn the_enveloped_idioms_sign_all_but_the_signature() {
    let signer = Signer::new();
    let idioms = [
        xpath("not(ancestor-or-self::ds:Signature)"),
        xpath(
            "count(ancestor-or-self::ds:Signature | here()/ancestor::ds:Signature[1]) &gt; count(ancestor-or-self::ds:Signature)",
        ),
        filter2(&[("subtract", "here()/ancestor::ds:Signature[1]")]),
        filter2(&[("intersect", "/r"), ("subtract", "//ds:Signature")]),
    ];
    for idiom in idioms {
        let text =
            signer.sign(&format!("<r {DS}><a>x</a>{}</r>", signature("", &format!("{idiom}{EXCLUSIVE}"))));
        let document = Document::read(text.as_bytes());
        let signature = &signatures(&document)[0];
        let verification = verify(&document, signature, &[signer.public()]);
        assert_eq!(verification.state, State::Valid { key: 0 }, "{idiom}");
        assert_eq!(verification.covered(), [NodeId::DOCUMENT], "{idiom}");
        assert_eq!(signature.problems[0].kind, Kind::FilterTransform);
    }
}

#[test]
fn what_a_filter_leaves_out_is_not_covered() {
    let signer = Signer::new();
    for filter in [
        xpath("not(ancestor-or-self::ds:Signature) and not(ancestor-or-self::a)"),
        xpath("not(ancestor-or-self::ds:Signature) and not(self::text())"),
        xpath("not(ancestor-or-self::ds:Signature) and (count(../@*) != 1 or not(../@k))"),
        filter2(&[("subtract", "//ds:Signature | //a")]),
    ] {
        let text = format!("<r {DS}><a k='1'>x</a>{}</r>", signature("", &format!("{filter}{EXCLUSIVE}")));
        let document = Document::read(signer.sign(&text).as_bytes());
        let verification = verify(&document, &signatures(&document)[0], &[signer.public()]);
        assert_eq!(verification.state, State::Valid { key: 0 }, "{filter}");
        assert!(verification.covered().is_empty(), "{filter}");
        assert!(verification.references[0].problems.iter().any(|problem| problem.kind == Kind::PartlySigned));
    }
}

#[test]
fn filters_choose_nodes() {
    for (filter, wanted) in [
        (xpath("ancestor-or-self::a"), "<a k=\"1\">x</a>"),
        (xpath("ancestor-or-self::a and not(self::node()[string()='1'])"), "<a>x</a>"),
        (xpath("self::text()[parent::b]"), "y"),
        (xpath("ancestor-or-self::*[local-name() = 'b' and namespace-uri() = '']"), "<b>y</b>"),
        (xpath("parent::r and (name() = 'a' or name() = 'b')"), "<a></a><b></b>"),
        (xpath("self::*[starts-with(., 'x')][contains('axb', string())]"), "<a></a>"),
        (
            xpath("ancestor-or-self::*[position() = 1 and not(2 &lt; 1 * 2)][parent::r[count(*) = 3]]"),
            "<a k=\"1\">x</a><b>y</b><ds:Signature></ds:Signature>",
        ),
        (filter2(&[("intersect", "//a | /r/b")]), "<a k=\"1\">x</a><b>y</b>"),
        (filter2(&[("intersect", "/r"), ("subtract", "/r/*"), ("union", "//b")]), "<r><b>y</b></r>"),
        (filter2(&[("intersect", "//*[@k = 1]")]), "<a k=\"1\">x</a>"),
    ] {
        let bytes = signed(&filter);
        let bytes = bytes.replace(&format!(" {DS}"), "");
        assert_eq!(bytes, wanted, "{filter}");
    }
}

#[test]
fn what_is_beyond_is_named_and_nothing_is_valid() {
    let signer = Signer::new();
    for (filter, named) in [
        (xpath("translate(., 'a', 'b')"), "translate()"),
        (xpath("following-sibling::a"), "following-sibling"),
        (xpath("$x"), "$x"),
        (xpath("a b"), "b"),
        (xpath("not("), "too early"),
        (xpath("not()"), "0 arguments"),
        (xpath("nowhere:a"), "nowhere"),
        (xpath(&format!("{}1{}", "(".repeat(40), ")".repeat(40))), "deep"),
        (xpath(&"1+".repeat(3000)), "4096"),
        (filter2(&[("exclude", "/")]), "Filter"),
        (filter2(&[]), "no XPath"),
        (filter2(&[("subtract", "//@k")]), "single attributes"),
        (filter2(&[("subtract", "1")]), "find nodes"),
    ] {
        let text = signer.sign(&format!("<r k='1'>{}</r>", signature("", &filter)));
        let document = Document::read(text.as_bytes());
        let signature = &signatures(&document)[0];
        let verification = verify(&document, signature, &[signer.public()]);
        assert!(!matches!(verification.state, State::Valid { .. }), "{filter}");
        let all = signature.problems.iter().chain(&verification.references[0].problems);
        let says: Vec<_> = all.filter(|problem| problem.kind == Kind::UnsupportedTransform).collect();
        assert!(says.iter().any(|problem| problem.says.contains(named)), "{filter}: {says:?}");
    }
}

/// Each node asks for all nodes: the work is bounded, and said to be.
#[test]
fn expressions_that_never_end_are_given_up() {
    let filter = xpath("count(//node()[count(//node()) > 1]) = 1").replace(" > ", " &gt; ");
    let text = format!("<r>{}{}</r>", "<a/>".repeat(3000), signature("", &filter));
    let document = Document::read(text.as_bytes());
    let verification = verify(&document, &signatures(&document)[0], &[]);
    assert_eq!(verification.references[0].problems[0].kind, Kind::TooMuchWork);
}

/// Canonical XML 1.0 §2.4 and 1.1 §2.4: what elements that are left out hand down.
#[test]
fn orphans_inherit_xml_attributes() {
    let subset = |method: &str| {
        let c14n = format!("<ds:Transform Algorithm=\"{method}\"/>");
        let filter = xpath("ancestor-or-self::c or (ancestor-or-self::*[1][self::a])");
        let text = format!(
            "<r {DS} xml:lang='en'><a xml:base='http://h/a/' xml:id='i'><b xml:base='b/' xml:space='preserve'>\
             <c xml:base='c' k='1'/></b></a>{}</r>",
            signature("", &format!("{filter}{c14n}"))
        );
        let document = Document::read(text.as_bytes());
        let bytes = referenced_bytes(&document, &signatures(&document)[0], 0).unwrap();
        String::from_utf8(bytes).unwrap().replace(&format!(" {DS}"), "")
    };
    assert_eq!(
        subset("http://www.w3.org/TR/2001/REC-xml-c14n-20010315"),
        "<a xml:base=\"http://h/a/\" xml:id=\"i\" xml:lang=\"en\">\
         <c k=\"1\" xml:base=\"c\" xml:id=\"i\" xml:lang=\"en\" xml:space=\"preserve\"></c></a>"
    );
    assert_eq!(
        subset("http://www.w3.org/2006/12/xml-c14n11"),
        "<a xml:base=\"http://h/a/\" xml:id=\"i\" xml:lang=\"en\">\
         <c k=\"1\" xml:base=\"b/c\" xml:lang=\"en\" xml:space=\"preserve\"></c></a>"
    );
    assert_eq!(
        subset("http://www.w3.org/2001/10/xml-exc-c14n#"),
        "<a xml:base=\"http://h/a/\" xml:id=\"i\"><c k=\"1\" xml:base=\"c\"></c></a>"
    );
}
