//! Canonical forms that the specifications give, and those where libxml2 and others stray from them.
//!
//! The examples of Canonical XML §3 lean on a DTD that is never read here: they are given without what only it declares.

use crate::corpus::shared;
use ssoscope_xml::c14n::{Canonicalization, Method};
use ssoscope_xml::dsig::{signatures, verify};
use ssoscope_xml::{Document, NodeId};

fn how(method: Method, comments: bool, prefixes: &[&str]) -> Canonicalization {
    let inclusive_prefixes = prefixes.iter().map(|prefix| (*prefix).to_owned()).collect();
    Canonicalization { method, comments, inclusive_prefixes }
}

fn whole(text: &str, how: &Canonicalization) -> String {
    let document = Document::read(text.as_bytes());
    assert!(document.well_formed(), "{:?}", document.problems());
    String::from_utf8(how.bytes(&document, NodeId::DOCUMENT, None)).unwrap()
}

/// The canonical form of the first element with this local name.
fn of_element(text: &str, local: &str, how: &Canonicalization) -> String {
    let document = Document::read(text.as_bytes());
    let mut elements = document.descendants(NodeId::DOCUMENT);
    let apex = elements.find(|node| document.name(*node).is_some_and(|name| name.local == local)).unwrap();
    String::from_utf8(how.bytes(&document, apex, None)).unwrap()
}

#[test]
fn example_1_pis_comments_and_outside_of_the_root() {
    let text = "<?xml version=\"1.0\"?>\n\n<?xml-stylesheet   href=\"doc.xsl\"\n   type=\"text/xsl\"   ?>\n\n\
                <!DOCTYPE doc SYSTEM \"doc.dtd\">\n\n<doc>Hello, world!<!-- Comment 1 --></doc>\n\n\
                <?pi-without-data     ?>\n\n<!-- Comment 2 -->\n\n<!-- Comment 3 -->\n";
    assert_eq!(
        whole(text, &how(Method::Inclusive10, false, &[])),
        "<?xml-stylesheet href=\"doc.xsl\"\n   type=\"text/xsl\"   ?>\n<doc>Hello, world!</doc>\n<?pi-without-data?>"
    );
    assert_eq!(
        whole(text, &how(Method::Inclusive11, true, &[])),
        "<?xml-stylesheet href=\"doc.xsl\"\n   type=\"text/xsl\"   ?>\n<doc>Hello, world!<!-- Comment 1 --></doc>\n\
         <?pi-without-data?>\n<!-- Comment 2 -->\n<!-- Comment 3 -->"
    );
}

#[test]
fn example_2_white_space_in_content() {
    let text = "<doc>\n   <clean>   </clean>\n   <dirty>   A   B   </dirty>\n   <mixed>\n      A\n      <clean>   </clean>\n      B\n</mixed>\n</doc>";
    assert_eq!(whole(text, &how(Method::Inclusive10, false, &[])), text);
}

#[test]
fn example_3_start_and_end_tags() {
    let text = "<doc>\n   <e1   />\n   <e2   ></e2>\n   <e3   name = \"elem3\"   id=\"elem3\"   />\n   \
                <e4   name=\"elem4\"   id=\"elem4\"   ></e4>\n   \
                <e5 a:attr=\"out\" b:attr=\"sorted\" attr2=\"all\" attr=\"I'm\"\n      xmlns:b=\"http://www.ietf.org\"\n      \
                xmlns:a=\"http://www.w3.org\"\n      xmlns=\"http://example.org\"/>\n   \
                <e6 xmlns=\"\" xmlns:a=\"http://www.w3.org\">\n      <e7 xmlns=\"http://www.ietf.org\">\n         \
                <e8 xmlns=\"\" xmlns:a=\"http://www.w3.org\">\n            <e9 xmlns=\"\" xmlns:a=\"http://www.ietf.org\"/>\n         \
                </e8>\n      </e7>\n   </e6>\n</doc>";
    let canonical = "<doc>\n   <e1></e1>\n   <e2></e2>\n   <e3 id=\"elem3\" name=\"elem3\"></e3>\n   \
                <e4 id=\"elem4\" name=\"elem4\"></e4>\n   \
                <e5 xmlns=\"http://example.org\" xmlns:a=\"http://www.w3.org\" xmlns:b=\"http://www.ietf.org\" attr=\"I'm\" \
                attr2=\"all\" b:attr=\"sorted\" a:attr=\"out\"></e5>\n   \
                <e6 xmlns:a=\"http://www.w3.org\">\n      <e7 xmlns=\"http://www.ietf.org\">\n         \
                <e8 xmlns=\"\">\n            <e9 xmlns:a=\"http://www.ietf.org\"></e9>\n         \
                </e8>\n      </e7>\n   </e6>\n</doc>";
    assert_eq!(whole(text, &how(Method::Inclusive10, false, &[])), canonical);
}

#[test]
fn example_4_characters_and_references() {
    let text = "<doc>\r\n   <text>First line&#x0d;&#10;Second line</text>\r\n   <value>&#x32;</value>\r\n   \
                <compute><![CDATA[value>\"0\" && value<\"10\" ?\"valid\":\"error\"]]></compute>\r\n   \
                <compute expr='value>\"0\" &amp;&amp; value&lt;\"10\" ?\"valid\":\"error\"'>valid</compute>\r\n   \
                <norm attr=' &apos;   &#x20;&#13;&#xa;&#9;   &apos; '/>\r\n</doc>";
    let canonical = "<doc>\n   <text>First line&#xD;\nSecond line</text>\n   <value>2</value>\n   \
                <compute>value&gt;\"0\" &amp;&amp; value&lt;\"10\" ?\"valid\":\"error\"</compute>\n   \
                <compute expr=\"value>&quot;0&quot; &amp;&amp; value&lt;&quot;10&quot; ?&quot;valid&quot;:&quot;error&quot;\">valid</compute>\n   \
                <norm attr=\" '    &#xD;&#xA;&#x9;   ' \"></norm>\n</doc>";
    assert_eq!(whole(text, &how(Method::Inclusive10, false, &[])), canonical);
}

#[test]
fn example_6_utf8() {
    assert_eq!(whole("<doc>&#169;</doc>", &how(Method::Inclusive10, false, &[])), "<doc>©</doc>");
}

/// Exclusive Canonicalization §2.2: the same element in two enveloping documents.
#[test]
fn exclusive_keeps_out_what_surrounds() {
    let first = "<n0:local xmlns:n0=\"foo:bar\" xmlns:n3=\"ftp://example.org\"><n1:elem2 xmlns:n1=\"http://example.net\" \
                 xml:lang=\"en\"><n3:stuff xmlns:n3=\"ftp://example.org\"/></n1:elem2></n0:local>";
    let second = "<n2:pdu xmlns:n1=\"http://example.com\" xmlns:n2=\"http://foo.example\" xml:lang=\"fr\" xml:space=\"retain\">\
                  <n1:elem2 xmlns:n1=\"http://example.net\" xml:lang=\"en\"><n3:stuff xmlns:n3=\"ftp://example.org\"/>\
                  </n1:elem2></n2:pdu>";
    let same = "<n1:elem2 xmlns:n1=\"http://example.net\" xml:lang=\"en\"><n3:stuff xmlns:n3=\"ftp://example.org\"></n3:stuff></n1:elem2>";
    assert_eq!(of_element(first, "elem2", &how(Method::Exclusive, false, &[])), same);
    assert_eq!(of_element(second, "elem2", &how(Method::Exclusive, false, &[])), same);
    assert_eq!(
        of_element(first, "elem2", &how(Method::Inclusive10, false, &[])),
        "<n1:elem2 xmlns:n0=\"foo:bar\" xmlns:n1=\"http://example.net\" xmlns:n3=\"ftp://example.org\" xml:lang=\"en\">\
         <n3:stuff></n3:stuff></n1:elem2>"
    );
    assert_eq!(
        of_element(second, "elem2", &how(Method::Inclusive10, false, &[])),
        "<n1:elem2 xmlns:n1=\"http://example.net\" xmlns:n2=\"http://foo.example\" xml:lang=\"en\" xml:space=\"retain\">\
         <n3:stuff xmlns:n3=\"ftp://example.org\"></n3:stuff></n1:elem2>"
    );
    assert_eq!(
        of_element(first, "elem2", &how(Method::Exclusive, false, &["n0", "n3"])),
        "<n1:elem2 xmlns:n0=\"foo:bar\" xmlns:n1=\"http://example.net\" xmlns:n3=\"ftp://example.org\" xml:lang=\"en\">\
         <n3:stuff></n3:stuff></n1:elem2>"
    );
}

/// A default namespace that nobody uses leaves no trace (xml-sec 0.4 writes `xmlns=""` on `f`).
#[test]
fn exclusive_undeclares_only_what_was_written() {
    let text = r#"<a><b:x xmlns:b="urn:u" xmlns="urn:v"><f xmlns="" r="1"/></b:x></a>"#;
    assert_eq!(
        whole(text, &how(Method::Exclusive, false, &[])),
        r#"<a><b:x xmlns:b="urn:u"><f r="1"></f></b:x></a>"#
    );
    let used = r#"<x xmlns="urn:v"><f xmlns=""/></x>"#;
    assert_eq!(whole(used, &how(Method::Exclusive, false, &[])), r#"<x xmlns="urn:v"><f xmlns=""></f></x>"#);
}

/// libxml2 leaves this `&` as it is; §2.3 escapes namespace names as attribute values.
#[test]
fn ampersands_in_namespace_names_are_escaped() {
    let text = r#"<a xmlns="http://h/?a=1&amp;b=2"/>"#;
    for method in [Method::Inclusive10, Method::Inclusive11, Method::Exclusive] {
        assert_eq!(whole(text, &how(method, false, &[])), r#"<a xmlns="http://h/?a=1&amp;b=2"></a>"#);
    }
}

/// uppsala writes `&#xA;` for this (XML 1.0 §3.3.3 makes it a space before canonicalisation begins).
#[test]
fn wrapped_attributes_are_normalised_before() {
    let text = "<a b=\"x\r\ny\tz\"/>";
    assert_eq!(whole(text, &how(Method::Exclusive, false, &[])), "<a b=\"x y z\"></a>");
}

#[test]
fn xml_attributes_are_inherited_by_the_inclusive_methods_only() {
    let text = "<a xml:lang='en' xml:space='preserve' xml:id='a' xml:base='http://h/x/'>\
                <b xml:lang='de' xml:base='y/'><c xml:base='../z' k='1'/></b></a>";
    assert_eq!(
        of_element(text, "c", &how(Method::Exclusive, false, &[])),
        "<c k=\"1\" xml:base=\"../z\"></c>"
    );
    assert_eq!(
        of_element(text, "c", &how(Method::Inclusive10, false, &[])),
        "<c k=\"1\" xml:base=\"../z\" xml:id=\"a\" xml:lang=\"de\" xml:space=\"preserve\"></c>"
    );
    assert_eq!(
        of_element(text, "c", &how(Method::Inclusive11, false, &[])),
        "<c k=\"1\" xml:base=\"http://h/x/z\" xml:lang=\"de\" xml:space=\"preserve\"></c>"
    );
}

#[test]
fn identifiers_name_methods_both_ways() {
    for method in [Method::Inclusive10, Method::Inclusive11, Method::Exclusive] {
        for comments in [false, true] {
            let named = how(method, comments, &[]);
            assert_eq!(Canonicalization::from_uri(named.uri()), Some(named));
        }
    }
    for other in [
        "",
        "http://www.w3.org/2001/10/xml-exc-c14n",
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#",
        "WithComments",
    ] {
        assert_eq!(Canonicalization::from_uri(other), None);
    }
}

/// Merlin's vectors are signed with DSA; their digests tell whether the canonical forms are right all the same.
#[test]
fn digests_of_merlins_vectors() {
    let Some(corpus) = shared("corpus") else { return };
    for (path, matching) in [
        ("merlin-exc-c14n-one/exc-signature.xml", 4),
        ("merlin-c14n-three/signature.xml", 27),
        ("merlin-xmldsig-twenty-three/signature.xml", 16),
        ("merlin-xpath-filter2-three/sign-spec.xml", 2),
        ("merlin-xpath-filter2-three/sign-xfdl.xml", 1),
    ] {
        let document = Document::read(&std::fs::read(corpus.join("lsh123__xmlsec").join(path)).unwrap());
        let signature = &signatures(&document)[0];
        let verification = verify(&document, signature, &[]);
        let computed =
            verification.references.iter().filter(|reference| reference.computed.is_some()).count();
        let matches = verification.references.iter().filter(|reference| reference.matches()).count();
        assert_eq!((computed, matches), (matching, matching), "{path}");
        println!(
            "{path}: {matches} digests of {} match, the others are not computed here",
            verification.references.len()
        );
    }
}
