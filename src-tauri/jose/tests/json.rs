//! JSON: agrees with serde_json on every document, and every value can be traced to its bytes.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::Value as Theirs;
use ssoscope_jose::Limits;
use ssoscope_jose::json::{self, Document, Kind, Value};

fn read(bytes: &[u8]) -> Document {
    json::read(bytes, &Limits::DEFAULT)
}

fn problems(text: &str) -> Vec<(&'static str, std::ops::Range<u32>)> {
    read(text.as_bytes()).problems.into_iter().map(|problem| (problem.kind.id(), problem.at)).collect()
}

/// Our value as serde_json has it: of repeated names the last, numbers by their value.
fn theirs(value: &Value) -> Theirs {
    match &value.kind {
        Kind::Null => Theirs::Null,
        Kind::Bool(value) => Theirs::Bool(*value),
        Kind::Number(lexical) => serde_json::from_str(lexical).unwrap(),
        Kind::String(text) => Theirs::String(text.value.clone()),
        Kind::Array(items) => items.iter().map(theirs).collect(),
        Kind::Object(members) => {
            Theirs::Object(members.iter().map(|m| (m.name.value.clone(), theirs(&m.value))).collect())
        }
    }
}

/// Both accept and read the same, or both refuse. serde_json also refuses numbers that f64 does not hold.
fn assert_agrees(bytes: &[u8]) {
    let ours = read(bytes);
    match serde_json::from_slice::<Theirs>(bytes) {
        Ok(value) => {
            assert!(ours.is_json(), "refused {:?}: {:?}", String::from_utf8_lossy(bytes), ours.problems);
            assert_eq!(theirs(ours.root.as_ref().unwrap()), value);
            assert_places(bytes, ours.root.as_ref().unwrap());
        }
        Err(error) if error.to_string().starts_with("number out of range") => {}
        Err(error) => assert!(!ours.is_json(), "{error}: accepted {:?}", String::from_utf8_lossy(bytes)),
    }
    assert!(ours.problems.iter().all(|problem| problem.at.end as usize <= bytes.len()));
}

/// The bytes of every value are a document of the same value; every character is traced to what decodes to it.
fn assert_places(bytes: &[u8], value: &Value) {
    let place = &bytes[value.at.start as usize..value.at.end as usize];
    assert_eq!(serde_json::from_slice::<Theirs>(place).unwrap(), theirs(value));
    match &value.kind {
        Kind::String(text) => assert_traced(bytes, text),
        Kind::Array(items) => items.iter().for_each(|item| assert_places(bytes, item)),
        Kind::Object(members) => members.iter().for_each(|member| {
            assert_traced(bytes, &member.name);
            assert_places(bytes, &member.value);
        }),
        _ => {}
    }
}

fn assert_traced(bytes: &[u8], text: &json::Text) {
    let origin = text.origin();
    assert_eq!(origin.len() as usize, text.value.len());
    for (at, c) in text.value.char_indices() {
        let from = origin.trace(at as u32..(at + c.len_utf8()) as u32).unwrap();
        let source = std::str::from_utf8(&bytes[from.start as usize..from.end as usize]).unwrap();
        assert_eq!(serde_json::from_str::<String>(&format!("\"{source}\"")).unwrap(), c.to_string());
    }
}

fn value() -> impl Strategy<Value = Theirs> {
    let leaf = prop_oneof![
        Just(Theirs::Null),
        any::<bool>().prop_map(Theirs::Bool),
        any::<i64>().prop_map(Theirs::from),
        any::<f64>().prop_map(Theirs::from),
        ".*".prop_map(Theirs::from),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Theirs::from),
            prop::collection::vec((".{0,4}", inner), 0..8)
                .prop_map(|members| Theirs::Object(members.into_iter().collect())),
        ]
    })
}

/// Writes a document, with some characters of its strings as escapes. serde_json escapes with lower case letters only.
fn write(value: &Theirs, pretty: bool, escape_every: usize) -> String {
    let text =
        if pretty { serde_json::to_string_pretty(value) } else { serde_json::to_string(value) }.unwrap();
    let (mut inside, mut escaped) = (false, false);
    let mut out = String::new();
    for (at, c) in text.chars().enumerate() {
        inside ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        match inside && (c.is_ascii_uppercase() || !c.is_ascii()) && at % escape_every == 0 {
            true => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out += &format!("\\u{unit:04x}")),
            false => out.push(c),
        }
    }
    out
}

/// Bytes that matter to a JSON reader.
const PIECES: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\"",
    b"\\",
    b"\\u",
    b"\\ud800",
    b"\\udc00",
    b"\\u0000",
    b"-",
    b"0",
    b"1",
    b".",
    b"e",
    b"+",
    b"true",
    b"null",
    b"nul",
    b" ",
    b"\n",
    b"\0",
    b"\x1f",
    b"\x7f",
    b"\xc3\xa9",
    b"\xff",
    b"\xed\xa0\x80",
    b"\xf0\x9f\x98\x80",
    b"//",
    b"'",
    b"NaN",
    b"\xef\xbb\xbf",
    b"\x0b",
    b"\xc2\xa0",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn agrees_on_documents(value in value(), pretty: bool, escape_every in 1usize..9) {
        let text = write(&value, pretty, escape_every);
        assert!(read(text.as_bytes()).is_json());
        assert_agrees(text.as_bytes());
    }

    #[test]
    fn agrees_on_damaged_documents(
        value in value(), pretty: bool, escape_every in 1usize..9,
        damage in prop::collection::vec((any::<prop::sample::Index>(), 0usize..4, prop::sample::select(PIECES)), 1..4)
    ) {
        let mut bytes = write(&value, pretty, escape_every).into_bytes();
        for (index, cut, piece) in damage {
            let at = index.index(bytes.len() + 1);
            let end = (at + cut).min(bytes.len());
            bytes.splice(at..end, piece.iter().copied());
        }
        assert_agrees(&bytes);
    }

    #[test]
    fn agrees_on_noise(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..12)) {
        assert_agrees(&pieces.concat());
    }
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    assert_eq!(problems("{\"a\":1,}"), [("json/trailing-comma", 6..7)]);
    assert_eq!(problems("{\"a\":1} x"), [("json/trailing-data", 8..9)]);
    assert_eq!(problems("{\"a\":1,\"a\":2}"), [("json/duplicate-name", 7..10)]);
    assert_eq!(problems("[\"a\nb\"]"), [("json/control-character", 3..4)]);
    assert_eq!(problems("[\"\\x\"]"), [("json/escape", 2..4)]);
    assert_eq!(problems("[\"\\ud800\"]"), [("json/lone-surrogate", 2..8)]);
    assert_eq!(problems("[01]"), [("json/number", 1..3)]);
    assert_eq!(problems("{'a':1}"), [("json/syntax", 1..2)]);
    assert_eq!(problems("[\"ab"), [("json/unterminated", 1..4)]);
    assert_eq!(problems("\u{feff}{}"), [("json/byte-order-mark", 0..3)]);
    assert_eq!(problems(""), [("json/syntax", 0..0)]);
}

#[test]
fn sentences_name_what_stands_there() {
    let says = |text: &str| read(text.as_bytes()).problems[0].to_string();
    assert_eq!(says("{\"a\":True}"), "a value should stand here, but here is \"True\"");
    assert_eq!(says("[1 2]"), "a comma or the array's closing bracket should stand here, but here is '2'");
    assert_eq!(says("{\"a\""), "the JSON ends where a colon should stand");
}

#[test]
fn what_stands_before_an_error_is_kept() {
    let document = read(b"{\"a\":1,\"b\":[\"x\",{\"c\":true},oops");
    assert_eq!(theirs(document.root.as_ref().unwrap()), serde_json::json!({"a": 1, "b": ["x", {"c": true}]}));
    assert!(!document.is_json());
    let cut = read(b"{\"a\":\"unfinish");
    assert_eq!(cut.text("a").unwrap().value, "unfinish");
}

#[test]
fn of_repeated_names_the_last_counts_and_all_are_kept() {
    let document = read(b"{\"sub\":\"a\",\"x\":{},\"\\u0073ub\":\"b\"}");
    assert_eq!(document.text("sub").unwrap().value, "b");
    assert_eq!(document.object().unwrap().len(), 3);
    assert_eq!(document.problems[0].at, 18..28);
    assert!(document.is_json(), "RFC 8259 only advises against it");
}

#[test]
fn invalid_utf8_becomes_replacement_characters_that_are_traced() {
    let bytes = b"[\"a\xff\xfeb\xe2\x82\"]";
    let document = read(bytes);
    let text = document.root.as_ref().unwrap().array().unwrap()[0].text().unwrap();
    assert_eq!(text.value, "a\u{fffd}\u{fffd}b\u{fffd}");
    assert_eq!(text.trace(1..4), Some(3..4));
    assert_eq!(text.trace(8..11), Some(6..8));
    assert_eq!(document.problems.len(), 3);
}

#[test]
fn nothing_hostile_overflows_or_hangs() {
    let started = std::time::Instant::now();
    let mib = 1 << 20;
    let deep = "[".repeat(mib);
    let deep_objects = "{\"a\":".repeat(mib / 5);
    let quotes = "\"".repeat(mib);
    let backslashes = format!("\"{}", "\\".repeat(mib));
    let zeros = "0".repeat(mib);
    let repeated = format!("{{{}\"a\":1}}", "\"a\":1,".repeat(mib / 6));
    let surrogates = format!("[\"{}\"]", "\\ud800".repeat(mib / 6));
    for text in [&deep, &deep_objects, &quotes, &backslashes, &zeros, &repeated, &surrogates] {
        let document = read(text.as_bytes());
        assert!(document.problems.len() <= Limits::DEFAULT.problems + 1);
    }
    assert_eq!(read(deep.as_bytes()).problems[0].kind.id(), "json/too-deep");
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn limits_say_when_they_bite() {
    let limits = Limits { bytes: 16, depth: 2, values: 4, ..Limits::DEFAULT };
    let ids = |text: &str| {
        json::read(text.as_bytes(), &limits).problems.iter().map(|p| p.kind.id()).collect::<Vec<_>>()
    };
    assert_eq!(ids("[[1]]"), Vec::<&str>::new());
    assert_eq!(ids("[[[1]]]"), ["json/too-deep"]);
    assert_eq!(ids("[1,2,3,4]"), ["json/too-many-values"]);
    assert_eq!(ids("[                ]"), ["json/too-large"]);
}

#[test]
fn debug_shows_no_content() {
    let document = read(b"{\"k\":\"hunter2\"}");
    let shown = format!("{document:?} {:?}", document.text("k"));
    assert!(!shown.contains("hunter2"), "{shown}");
}
