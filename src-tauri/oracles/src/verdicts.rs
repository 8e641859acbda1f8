//! What ours says of the first signature of each of many documents: FILE and its keys, with tabs between, a line each; "valid", "invalid" or
//! "none" out, and the reason.

use ssoscope_crypto::PublicKey;
use ssoscope_xml::Document;
use ssoscope_xml::dsig::{State, signatures, verify};
use std::io::BufRead;

pub(crate) fn run() {
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("lines of text");
        let mut files = line.split('\t').map(|file| std::fs::read(file).expect("the file is here"));
        let text = files.next().unwrap_or_default();
        let keys: Vec<PublicKey> = files.filter_map(|key| PublicKey::from_spki(&key).ok()).collect();
        println!("{}", verdict(&text, &keys));
    }
}

fn verdict(text: &[u8], keys: &[PublicKey]) -> String {
    let document = Document::read(text);
    if let Some(problem) = document.problems().iter().find(|_| !document.well_formed()) {
        return format!("invalid\t{:?}", problem.kind);
    }
    let all = signatures(&document);
    let Some(signature) = all.first() else { return "none\t".to_owned() };
    match verify(&document, signature, keys).state {
        State::Valid { .. } => "valid\t".to_owned(),
        state => format!("invalid\t{}", format!("{state:?}").replace(['\t', '\n'], " ")),
    }
}
