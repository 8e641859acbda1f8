//! How cost grows with attributes, namespaces, depth, references and text, from 10³ to 10⁶: read, canonicalised, digested.
//! Run with `cargo bench -p ssoscope-xml --bench growth`; a word after `--` picks the rows that have it in their names.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../tests/all/processor.rs"]
mod processor;
#[path = "../tests/all/unlimited.rs"]
mod unlimited;

use ssoscope_xml::c14n::{Canonicalization, Method};
use ssoscope_xml::dsig::{signatures, verify};
use ssoscope_xml::{Document, NodeId};
use std::fmt::Write;
use std::hint::black_box;
use std::time::Duration;
use unlimited::{numbered, unlimited};

/// What grows, and the document in which there are so many of it.
type Growing = (&'static str, fn(usize) -> String);

const ALL: &[Growing] = &[
    ("attributes of one element", attributes),
    ("attributes, a prefix each", prefixed),
    ("namespaces of one element", namespaces),
    ("namespaces, one inside another", nested_namespaces),
    ("elements inside one another", depth),
    ("elements beside one another", beside),
    ("references of one signature", references),
    ("bytes of text", text),
    ("references to characters in text", characters),
];

fn main() {
    println!(
        "{:<34} {:>14} {:>14} {:>14} {:>14}   last ÷ first",
        "nanoseconds each", "10³", "10⁴", "10⁵", "10⁶"
    );
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let is_asked = |what: &str| asked.is_empty() || asked.iter().any(|word| what.contains(word.as_str()));
    for (what, make) in ALL.iter().filter(|(what, _)| is_asked(what)) {
        let each: Vec<f64> =
            [1_000, 10_000, 100_000, 1_000_000].map(|count| cost(&make(count), count)).to_vec();
        let columns = each.iter().fold(String::new(), |mut line, cost| {
            write!(line, " {cost:>9.1} {}", bar(*cost)).unwrap();
            line
        });
        println!("{what:<34}{columns}   {:.2}", each[3] / each[0]);
    }
}

/// Nanoseconds for each of so many.
fn cost(text: &str, count: usize) -> f64 {
    let runs = u32::try_from(3_000_000 / count).unwrap_or(u32::MAX);
    let ((), time) = processor::timed(|| (0..runs).for_each(|_| work(text)));
    time.max(Duration::from_nanos(1)).as_secs_f64() * 1e9 / f64::from(runs) / count as f64
}

fn work(text: &str) {
    let document = Document::read_within(black_box(text.as_bytes()), &unlimited());
    assert!(document.well_formed(), "{:?}", document.problems().first());
    for method in [Method::Exclusive, Method::Inclusive10] {
        black_box(Canonicalization::new(method).bytes(&document, NodeId::DOCUMENT, None));
    }
    for signature in signatures(&document) {
        black_box(verify(&document, &signature, &[]));
    }
}

/// A cost as a bar: one more eighth for each doubling from 1 ns on.
fn bar(cost: f64) -> char {
    let height = cost.max(1.0).log2().round() as usize / 2;
    ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'][height.min(7)]
}

fn attributes(count: usize) -> String {
    format!("<a{}/>", numbered(count, |text, n| write!(text, " a{n}='1'").unwrap()))
}

fn prefixed(count: usize) -> String {
    let both = numbered(count, |text, n| write!(text, " xmlns:p{n}='urn:{n}' p{n}:a='1'").unwrap());
    format!("<a{both}/>")
}

fn namespaces(count: usize) -> String {
    format!("<a{}/>", numbered(count, |text, n| write!(text, " xmlns:p{n}='urn:{n}'").unwrap()))
}

fn nested_namespaces(count: usize) -> String {
    let starts = numbered(count, |text, n| write!(text, "<p{n}:a xmlns:p{n}='urn:{n}'>").unwrap());
    let ends = numbered(count, |text, n| write!(text, "</p{}:a>", count - 1 - n).unwrap());
    starts + &ends
}

fn depth(count: usize) -> String {
    "<a>".repeat(count) + &"</a>".repeat(count)
}

fn beside(count: usize) -> String {
    format!("<a>{}</a>", "<b/>".repeat(count))
}

fn references(count: usize) -> String {
    let each = numbered(count, |text, n| {
        write!(
            text,
            "<ds:Reference URI='#r{n}'><ds:DigestMethod Algorithm='http://www.w3.org/2001/04/xmlenc#sha256'/>\
             <ds:DigestValue>AAAA</ds:DigestValue></ds:Reference>"
        )
        .unwrap();
    });
    format!(
        "<a><ds:Signature xmlns:ds='http://www.w3.org/2000/09/xmldsig#'><ds:SignedInfo>\
         <ds:CanonicalizationMethod Algorithm='http://www.w3.org/2001/10/xml-exc-c14n#'/>\
         <ds:SignatureMethod Algorithm='http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'/>{each}</ds:SignedInfo>\
         <ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature></a>"
    )
}

fn text(count: usize) -> String {
    format!("<a>{}</a>", "x".repeat(count))
}

fn characters(count: usize) -> String {
    format!("<a>{}</a>", "&#65;".repeat(count))
}
