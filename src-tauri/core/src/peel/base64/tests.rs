//! Base64 as it comes, and what only looks like it.

use super::*;

fn read_all(text: &str) -> Option<Read> {
    read(text.as_bytes(), 0..text.len())
}

fn says(text: &str) -> Vec<&'static str> {
    read_all(text).map(|read| read.cracks.iter().map(|crack| crack.0).collect()).unwrap_or_default()
}

#[test]
fn a_length_is_told_of_what_decodes_and_of_nothing_else() {
    let texts =
        ["PHNh", "PHN=", "PH==", "P===", "====", "PHNhPHN=", "PHN=PHNh", "PHNhP", "PH-h", "PH h", "+/+/", ""];
    for text in texts {
        let decoded = STRICT.decode(text).ok().map(|bytes| bytes.len());
        assert_eq!(length_by_the_letter(text.as_bytes()), decoded, "{text}");
    }
}

#[test]
fn forms_that_decode_to_the_same() {
    let plain = read_all("PHNhbWxwPj8+Pz4=").unwrap();
    assert_eq!(plain.bytes, b"<samlp>?>?>");
    assert!(plain.cracks.is_empty());
    for (text, crack) in [
        ("PHNh\r\nbWxw\r\nPj8+\r\nPz4=\r\n", "base64/white-space"),
        ("PHNhbWxwPj8-Pz4=", "base64/url-safe"),
        ("PHNhbWxwPj8+Pz4", "base64/unpadded"),
        ("PHNhbWxwPj8 Pz4=", "base64/lost-plus"),
    ] {
        assert_eq!(read_all(text).unwrap().bytes, plain.bytes, "{text}");
        assert_eq!(says(text), [crack], "{text}");
    }
}

#[test]
fn a_plus_that_was_lost_at_the_very_end() {
    assert_eq!(read_all("PHNhbWxwPj8 Pj4 ").unwrap().bytes.last(), Some(&b'>'));
    assert_eq!(read_all("PHNhbWxwPj8+Pz4= ").unwrap().bytes, b"<samlp>?>?>");
}

#[test]
fn an_empty_line_parts_texts() {
    let text = "PHNhbWxwOlJlc3BvbnNlPjwvc2FtbHA6UmVzcG9uc2U+";
    assert!(holds_several(format!("{text}\n\n{text}").as_bytes()));
    assert!(!holds_several(format!("{text}\n{text}").as_bytes()));
}

#[test]
fn a_cut_text_gives_what_is_whole() {
    assert_eq!(read_all("PHNhbWxwP").unwrap().bytes, b"<samlp");
    assert_eq!(says("PHNhbWxwP"), ["base64/cut"]);
    assert!(read_all("PHNh=bWxw").is_none());
    assert!(read_all("PHNh%bWxw").is_none());
}

#[test]
fn a_span_traces_to_whole_units_over_the_line_end() {
    let read = read_all("PHNhb\r\nWxwPj8+").unwrap();
    assert_eq!(read.map.trace(0..1), Some(0..4));
    assert_eq!(read.map.trace(3..4), Some(4..10));
    assert_eq!(read.map.trace(6..7), Some(10..14));
}
