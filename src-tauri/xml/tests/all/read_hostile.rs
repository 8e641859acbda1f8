//! Inputs made to hurt: each is read, or refused, in time that grows with its length.

use crate::processor::timed;
use crate::unlimited::{numbered, unlimited};
use ssoscope_xml::{Document, Limits, ProblemKind};
use std::fmt::Write;
use std::time::Duration;

/// Debug builds are slow; quadratic work on these sizes takes minutes.
const SOON: Duration = Duration::from_secs(10);

fn read_soon(text: &str, limits: &Limits) -> Document {
    let (document, took) = timed(|| Document::read_within(text.as_bytes(), limits));
    assert!(took < SOON, "{} bytes took {took:?}", text.len());
    document
}

#[test]
fn a_hundred_thousand_attributes() {
    let attributes = numbered(100_000, |text, n| write!(text, " a{n}='1'").unwrap());
    let text = format!("<a{attributes}/>");
    let document = read_soon(&text, &unlimited());
    assert!(document.well_formed());
    assert_eq!(document.attributes(document.root().unwrap()).count(), 100_000);
    let bounded = read_soon(&text, &Limits::DEFAULT);
    assert_eq!(bounded.problems()[0].kind, ProblemKind::TooManyAttributes);
    assert_eq!(bounded.attributes(bounded.root().unwrap()).count(), Limits::DEFAULT.attributes);
}

#[test]
fn fifty_thousand_declarations() {
    let declarations = numbered(50_000, |text, n| write!(text, " xmlns:p{n}='urn:{n}'").unwrap());
    let uses = numbered(50_000, |text, n| write!(text, "<p{n}:b/>").unwrap());
    let text = format!("<a{declarations}>{uses}</a>");
    let document = read_soon(&text, &unlimited());
    assert!(document.well_formed());
    let limits = Limits { attributes: usize::MAX / 2, ..Limits::DEFAULT };
    assert_eq!(read_soon(&text, &limits).problems()[0].kind, ProblemKind::TooManyNamespaces);
}

#[test]
fn a_million_deep() {
    let text = "<a>".repeat(1_000_000) + &"</a>".repeat(1_000_000);
    let document = read_soon(&text, &unlimited());
    assert!(document.well_formed());
    drop(document);
    let bounded = read_soon(&text, &Limits::DEFAULT);
    assert_eq!(bounded.problems().last().unwrap().kind, ProblemKind::TooDeep);
    assert_eq!(bounded.descendants(ssoscope_xml::NodeId::DOCUMENT).count(), Limits::DEFAULT.depth);
}

#[test]
fn limits_say_what_they_cut_off() {
    let limits =
        Limits { bytes: 50, depth: 2, nodes: 5, attributes: 2, name: 10, namespaces: 5, problems: 3 };
    for (text, kind) in [
        ("<a>0123456789012345678901234567890123456789012345678901234567890</a>", ProblemKind::TooManyBytes),
        ("<a><b><c/></b></a>", ProblemKind::TooDeep),
        ("<a><b/><b/><b/><b/><b/></a>", ProblemKind::TooManyNodes),
        ("<a b='' c='' d=''/>", ProblemKind::TooManyAttributes),
        ("<abcdefghijk/>", ProblemKind::NameTooLong),
        ("<a xmlns:p='q:' xmlns:q='r:'><b xmlns:r='s:'/></a>", ProblemKind::TooManyNamespaces),
        ("<a></x></x></x></x></a>", ProblemKind::TooManyProblems),
    ] {
        let document = Document::read_within(text.as_bytes(), &limits);
        let kinds: Vec<_> = document.problems().iter().map(|problem| problem.kind).collect();
        assert!(kinds.contains(&kind), "{text}: {kinds:?}");
        assert!(!document.well_formed());
    }
}

#[test]
fn a_limit_on_bytes_never_splits_a_character() {
    let text = "<a>ééééé</a>";
    for bytes in 0..text.len() {
        let document = Document::read_within(text.as_bytes(), &Limits { bytes, ..Limits::DEFAULT });
        assert!(text.starts_with(document.source()));
        let kinds: Vec<_> = document.problems().iter().map(|problem| problem.kind).collect();
        assert!(
            kinds.contains(&ProblemKind::TooManyBytes) && !kinds.contains(&ProblemKind::NotUtf8),
            "{bytes}: {kinds:?}"
        );
    }
}

#[test]
fn two_hundred_kilobytes_of_each_nuisance() {
    for piece in [
        "&amp;",
        "&#65;",
        "\r",
        "\r\n",
        "<![CDATA[]]>",
        "<!---->",
        "<?p?>",
        "<b/>",
        "&x;",
        "& ",
        "]]>",
        "<",
        ">",
        "'",
        "\"",
        "</a>",
        "<a",
        "<a b='",
        "<!",
        "<!--",
        "<![CDATA[",
        "<!DOCTYPE a [",
        "<?",
        "&",
        "a=\"",
        "<a ' \" = / ",
        "\u{FEFF}",
        "<a:b:c xmlns:p=''>",
        "é",
        "\0",
        "]]",
        "--",
        "&#x",
        "<p:a p:b='",
        "<!DOCTYPE a [<!",
        "[<![",
        "x;&",
    ] {
        let text = format!("<r>{}</r>", piece.repeat(200_000 / piece.len()));
        read_soon(&text, &Limits::DEFAULT);
        read_soon(&piece.repeat(200_000 / piece.len()), &Limits::DEFAULT);
        let tag = format!("<r {}", piece.repeat(200_000 / piece.len()));
        read_soon(&tag, &Limits::DEFAULT);
        let value = format!("<r a='{}'/>", piece.repeat(200_000 / piece.len()));
        read_soon(&value, &Limits::DEFAULT);
    }
}

#[test]
fn billions_of_laughs_are_not_expanded() {
    let text =
        "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]><l>&c;</l>";
    let document = Document::read(text.as_bytes());
    assert_eq!(document.text(document.root().unwrap()).value, "&c;");
}

#[test]
fn encodings_that_are_not_as_declared_are_told() {
    let utf16: Vec<u8> = "<a>é</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked: Vec<u8> = [0xFF, 0xFE].into_iter().chain(utf16.iter().copied()).collect();
    for bytes in [&utf16, &marked] {
        let document = Document::read(bytes);
        let told = &document.problems()[0];
        let (kind, says) = (told.kind, told.says.as_str());
        let control = kind == ProblemKind::ForbiddenCharacter;
        assert!(control || (kind == ProblemKind::NotUtf8 && says.contains("UTF-16")), "{kind:?} {says}");
        assert!(!document.well_formed());
    }
    let told = |text: &str| {
        let document = Document::read(text.as_bytes());
        document.problems().iter().map(|problem| problem.kind).collect::<Vec<_>>()
    };
    let declared = |encoding: &str, text: &str| {
        told(&format!("<?xml version='1.0' encoding='{encoding}'?><a>{text}</a>"))
    };
    assert_eq!(declared("ISO-8859-1", "é"), [ProblemKind::OtherEncoding]);
    assert_eq!(declared("ISO-8859-1", "e"), []);
    assert_eq!(declared("utf-8", "é"), []);
    let latin = b"<?xml version='1.0' encoding='UTF-8'?><a>\xE9</a>";
    assert_eq!(Document::read(latin).problems()[0].kind, ProblemKind::NotUtf8);
}

/// A long text costs its bytes twice and no more: neither nodes nor runs grow with it.
#[test]
fn a_text_of_megabytes_is_one_node() {
    let text = format!("<a>{}</a>", "x".repeat(8 << 20));
    let document = read_soon(&text, &Limits::DEFAULT);
    assert!(document.well_formed());
    assert_eq!(document.descendants(ssoscope_xml::NodeId::DOCUMENT).count(), 2);
    assert_eq!(document.text(document.root().unwrap()).runs.len(), 1);
}
