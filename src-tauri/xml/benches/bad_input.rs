//! Inputs made to hurt, at full size: what is found in each, how long that takes, and how much memory. Each is read by a process of
//! its own. Run with `cargo bench -p ssoscope-xml --bench bad_input`; it fails where one takes a second or 256 MB.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code)] // not every bench needs all of it
mod measure;

use ssoscope_xml::Document;
use ssoscope_xml::dsig::{signatures, verify};
use std::fmt::Write;
use std::time::{Duration, Instant};

const MOST_TIME: Duration = Duration::from_secs(1);
const MOST_MEMORY: f64 = 256.0;

/// What it is, and its bytes.
type Bad = (&'static str, fn() -> Vec<u8>);

const ALL: &[Bad] = &[
    ("5,000 references", || references(5_000)),
    ("100,000 attributes", || {
        format!("<a{}/>", numbered(100_000, |text, n| write!(text, " a{n}='1'").unwrap())).into_bytes()
    }),
    ("50,000 namespaces", || {
        format!("<a{}/>", numbered(50_000, |text, n| write!(text, " xmlns:p{n}='urn:{n}'").unwrap()))
            .into_bytes()
    }),
    ("depth of 1,000,000", || ("<a>".repeat(1_000_000) + &"</a>".repeat(1_000_000)).into_bytes()),
    ("a text of 100 MB", || format!("<a>{}</a>]", "x".repeat(100 << 20)).into_bytes()),
    ("UTF-16, with its mark", || utf16("\u{FEFF}<?xml version='1.0' encoding='UTF-16'?><a>é</a>")),
    ("UTF-16, without it", || utf16("<a>é</a>")),
    ("two byte-order marks", || "\u{FEFF}\u{FEFF}<a/>".into()),
    ("Latin-1 that says UTF-8", || b"<?xml version='1.0' encoding='UTF-8'?><a>\xE9</a>".to_vec()),
    ("UTF-8 that says Latin-1", || "<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>".into()),
    ("an undeclared prefix", || "<p:a/>".into()),
    ("a duplicate attribute", || "<a b='1' b='2'/>".into()),
    ("a duplicate by namespace", || "<a xmlns:p='u:' xmlns:q='u:' p:b='1' q:b='2'/>".into()),
    ("]]> in text", || "<a>x ]]> y</a>".into()),
    ("a control character", || "<a>\u{1}</a>".into()),
    ("a reference to one", || "<a>&#1;</a>".into()),
    ("ten billion laughs", || {
        b"<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]><l>&b;</l>".to_vec()
    }),
];

fn main() {
    let chosen = std::env::args().skip_while(|given| given != "--only").nth(1);
    match chosen.and_then(|only| only.parse::<usize>().ok()) {
        Some(at) => alone(&(ALL[at].1)()),
        None => {
            println!("{:<28} {:>9} {:>9}   found", "", "seconds", "MB");
            let failed: Vec<&str> = (0..ALL.len()).filter(|at| !told(*at)).map(|at| ALL[at].0).collect();
            assert!(failed.is_empty(), "too slow, too large, or nothing found: {failed:?}");
        }
    }
}

/// Reads one in another process, and says what came of it; whether that is good enough.
fn told(at: usize) -> bool {
    let this = std::env::current_exe().unwrap();
    let output = std::process::Command::new(this).args(["--only", &at.to_string()]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut parts = said.trim_end().splitn(3, ' ');
    let seconds: f64 = parts.next().and_then(|text| text.parse().ok()).unwrap_or(f64::NAN);
    let memory: f64 = parts.next().and_then(|text| text.parse().ok()).unwrap_or(f64::NAN);
    let found = parts.next().unwrap_or("nothing");
    println!("{:<28} {seconds:>9.3} {memory:>9.1}   {found}", ALL[at].0);
    output.status.success() && seconds < MOST_TIME.as_secs_f64() && memory < MOST_MEMORY && found != "nothing"
}

fn alone(bytes: &[u8]) {
    let start = Instant::now();
    let document = Document::read(bytes);
    let mut found = document.problems().first().map(|problem| problem.says.clone());
    for signature in signatures(&document) {
        let verification = verify(&document, &signature, &[]);
        let of_references = verification.references.iter().flat_map(|reference| &reference.problems);
        let mut all = signature.problems.iter().chain(of_references).chain(&verification.problems);
        found = found.or_else(|| all.next().map(|problem| problem.says.clone()));
    }
    let time = start.elapsed();
    println!("{} {} {}", time.as_secs_f64(), measure::peak_memory(), found.as_deref().unwrap_or("nothing"));
}

fn numbered(count: usize, each: impl Fn(&mut String, usize)) -> String {
    let mut text = String::new();
    (0..count).for_each(|n| each(&mut text, n));
    text
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn references(count: usize) -> Vec<u8> {
    let each = numbered(count, |text, n| {
        write!(
            text,
            "<ds:Reference URI='#r{n}'><ds:Transforms><ds:Transform Algorithm='http://www.w3.org/2001/10/xml-exc-c14n#'/>\
             </ds:Transforms><ds:DigestMethod Algorithm='http://www.w3.org/2001/04/xmlenc#sha256'/>\
             <ds:DigestValue>AAAA</ds:DigestValue></ds:Reference>"
        )
        .unwrap();
    });
    format!(
        "<a ID='r0'><ds:Signature xmlns:ds='http://www.w3.org/2000/09/xmldsig#'><ds:SignedInfo>\
         <ds:CanonicalizationMethod Algorithm='http://www.w3.org/2001/10/xml-exc-c14n#'/>\
         <ds:SignatureMethod Algorithm='http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'/>{each}</ds:SignedInfo>\
         <ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature></a>"
    )
    .into_bytes()
}
