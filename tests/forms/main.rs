//! The forty forms in which people paste a sign-in: each is recognised as what it is, everything in it can be traced to the
//! paste, and it is still found where a mail or an editor damaged it on its way.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that can't go on has to stop

mod messages;
mod of_captures;
mod of_oidc;
mod of_saml;
mod of_trust;
mod of_words;

use std::collections::BTreeSet;

use messages::{base64, wrapped};
use ssoscope_core::report::Report;
use ssoscope_core::{Clock, Examined, Expectations, Paste, examine};
use ssoscope_tests::law;

/// A form of the list, by its number there.
struct Row {
    number: u8,
    name: &'static str,
    example: Vec<u8>,
    /// What has to be said of it: the form that opens it, and the kind of a message, a crack or an unread thing.
    says: &'static [&'static str],
    /// Whether it is text, so that mails and editors can damage it.
    text: bool,
}

fn row(number: u8, name: &'static str, example: impl Into<Vec<u8>>, says: &'static [&'static str]) -> Row {
    Row { number, name, example: example.into(), says, text: true }
}

fn binary(number: u8, name: &'static str, example: Vec<u8>, says: &'static [&'static str]) -> Row {
    Row { number, name, example, says, text: false }
}

fn rows() -> Vec<Row> {
    [of_saml::rows(), of_oidc::rows(), of_trust::rows(), of_captures::rows(), of_words::rows()]
        .into_iter()
        .flatten()
        .collect()
}

type Damage = fn(&str) -> Vec<u8>;

/// What mails and editors do to a text.
static DAMAGES: &[(&str, Damage)] = &[
    ("marked", |text| format!("\u{feff}{text}").into_bytes()),
    ("UTF-16", |text| {
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    }),
    ("quoted", |text| text.lines().map(|line| format!("> {line}\n")).collect::<String>().into_bytes()),
    ("mail, base64", |text| {
        format!(
            "From: a@x.example\nSubject: x\nContent-Transfer-Encoding: base64\n\n{}\n",
            wrapped(&base64(text), 76, "\n")
        )
        .into_bytes()
    }),
    ("mail, quoted-printable", |text| {
        format!(
            "From: a@x.example\nSubject: x\nContent-Transfer-Encoding: quoted-printable\n\n{}\n",
            quoted_printable(text)
        )
        .into_bytes()
    }),
    ("doubled", |text| format!("{text}\n{text}").into_bytes()),
];

fn quoted_printable(text: &str) -> String {
    let escaped = text.replace('=', "=3D").replace('\r', "=0D");
    escaped.lines().map(soft).collect::<Vec<_>>().join("\n")
}

/// A line in soft lines; an escape is never cut.
fn soft(line: &str) -> String {
    let (mut out, mut len) = (String::new(), 0);
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let taken = if first == '=' { 3 } else { first.len_utf8() };
        if len + taken > 72 {
            out += "=\n";
            len = 0;
        }
        let (piece, more) = rest.split_at(taken.min(rest.len()));
        out += piece;
        len += taken;
        rest = more;
    }
    out
}

fn examined(bytes: &[u8]) -> Examined {
    let clock = Clock::Given(chrono::DateTime::from_timestamp(1_795_420_600, 0).unwrap());
    examine(vec![Paste::capture("paste", bytes)], &Expectations::default(), clock)
}

fn said(report: &Report) -> BTreeSet<String> {
    let forms = report.layers.iter().filter_map(|layer| layer.form).map(|form| format!("form:{}", form.form));
    let cracks = report.layers.iter().flat_map(|layer| &layer.cracks).map(|crack| crack.id.to_owned());
    let kinds = report.messages.iter().map(|message| message.kind.to_owned());
    let unread = report.unread.iter().map(|unread| unread.id.to_owned());
    forms.chain(cracks).chain(kinds).chain(unread).collect()
}

/// What is missing of what has to be said.
fn missing(row: &Row, said: &BTreeSet<String>) -> Vec<&'static str> {
    row.says.iter().copied().filter(|name| !said.contains(*name)).collect()
}

#[test]
fn forty_forms_are_recognised_traced_and_repaired() {
    let mut wrong: Vec<String> = Vec::new();
    println!("{:>2}  {:36} {:10} {:>6}  damaged and repaired", "", "form", "recognised", "traced");
    for row in rows() {
        let examined = examined(&row.example);
        let lacks = missing(&row, &said(&examined.report));
        let traced = law::check_all(&examined.case);
        let outlived = if row.text { outlived(&row, &mut wrong) } else { "binary".to_owned() };
        let spans = traced.as_ref().map_or("no".to_owned(), usize::to_string);
        println!(
            "{:2}  {:36} {:10} {spans:>6}  {outlived}",
            row.number,
            row.name,
            if lacks.is_empty() { "yes" } else { "no" }
        );
        if !lacks.is_empty() {
            wrong.push(format!("{}: not said: {lacks:?}; said: {:?}", row.name, said(&examined.report)));
        }
        wrong.extend(traced.err().map(|says| format!("{}: {says}", row.name)));
    }
    let numbers: BTreeSet<u8> = rows().iter().map(|row| row.number).collect();
    assert_eq!(numbers, (1..=40).collect(), "a number of the list is missing");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Which damages the form outlives; what is wrong goes to the list.
fn outlived(row: &Row, wrong: &mut Vec<String>) -> String {
    let text = String::from_utf8_lossy(&row.example).into_owned();
    let mut told = Vec::new();
    for (name, damage) in DAMAGES {
        let examined = examined(&damage(&text));
        let lacks = missing(row, &said(&examined.report));
        match lacks.is_empty() {
            true => told.push(*name),
            false => wrong.push(format!(
                "{}, {name}: not said: {lacks:?}; said: {:?}",
                row.name,
                said(&examined.report)
            )),
        }
        if let Err(says) = law::check_all(&examined.case) {
            wrong.push(format!("{}, {name}: {says}", row.name));
        }
    }
    format!("{}/{}", told.len(), DAMAGES.len())
}
