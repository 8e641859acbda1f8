//! How long it takes to tell what a paste of 10 KB is, beside one look at each of its bytes in the same run. Prints times and
//! ratios; asserts nothing. Run with `cargo xtask bench`.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

#[path = "measure/times.rs"]
mod times;

use std::hint::black_box;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ssoscope_core::peel::recognise;
use ssoscope_core::{Case, Paste};
use times::{median, micros};

const SIZE: usize = 10 << 10;

fn main() {
    println!("recognition of a paste of 10 KB");
    for (name, text) in pastes() {
        let form = recognised(text.clone());
        let bare = median(RUNS, || {
            black_box(text.iter().fold(0_u8, |all, byte| all | byte));
        });
        let whole = median(RUNS, || {
            black_box(recognised(black_box(text.clone())));
        });
        println!(
            "  {name:24} {form:18} {:>7.1} µs  {:>6.1} × a look at each byte",
            micros(whole),
            micros(whole) / micros(bare)
        );
    }
}

/// The form of a paste that nothing was asked of before: a layer remembers what was looked for in it.
fn recognised(text: Vec<u8>) -> &'static str {
    let mut case = Case::default();
    let id = case.add_paste(Paste::capture("paste", text)).unwrap();
    recognise(case.layer(id).unwrap()).map_or("nothing", |recognised| recognised.form)
}

fn pastes() -> Vec<(&'static str, Vec<u8>)> {
    let xml = xml();
    let base64 = STANDARD.encode(xml.get(..SIZE / 4 * 3).unwrap());
    let percent = base64.replace('+', "%2B").replace('/', "%2F");
    let words = "The sign-in fails since this morning, and nobody changed anything. ".repeat(200);
    let log: String = (0..120)
        .map(|n| format!("2026-11-23 08:02:{:02},123 INFO  app user {n} opened a page\n", n % 60))
        .collect();
    let json = format!("{{\"a\":[{}1]}}", "{\"name\":\"value\"},".repeat(550));
    let cut = |text: String| text.into_bytes().into_iter().take(SIZE).collect::<Vec<u8>>();
    vec![
        ("base64", cut(base64.clone())),
        (
            "wrapped base64",
            cut(base64.as_bytes().chunks(76).map(|line| String::from_utf8_lossy(line) + "\r\n").collect()),
        ),
        ("form body", cut(format!("RelayState=%2F&SAMLResponse={percent}"))),
        ("XML", cut(xml.clone())),
        ("JSON", json.into_bytes()),
        ("words", cut(words)),
        ("lines of a log", cut(log)),
        (
            "words with accents",
            cut("Die Anmeldung schlägt seit heute früh fehl, und niemand hat etwas geändert. ".repeat(200)),
        ),
    ]
}

fn xml() -> String {
    let attribute = "<saml:Attribute Name=\"group\"><saml:AttributeValue>readers of everything</saml:AttributeValue></saml:Attribute>";
    format!(
        "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\">{}</samlp:Response>",
        attribute.repeat(150)
    )
}

/// Runs of each piece of work.
const RUNS: usize = 1_000;
