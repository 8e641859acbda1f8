//! The corpus of foreign vectors and the captures of real sign-ins, where this machine has them.

use base64::Engine;
use serde_json::Value;
use ssoscope_crypto::PublicKey;
use std::path::{Path, PathBuf};

/// The folder with `corpus` and `captures`: `$SSOSCOPE_SHARED`, or `shared` beside the checkout. Says loudly when absent.
pub(crate) fn shared(what: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("SSOSCOPE_SHARED").map_or(beside, PathBuf::from);
    let folder = root.join(what);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("SKIPPED: {} is not here; nothing of it was tested (set SSOSCOPE_SHARED)", folder.display());
    None
}

/// One row of the corpus's manifest.
pub(crate) struct Row {
    pub(crate) path: String,
    pub(crate) kind: String,
    pub(crate) expected: String,
    pub(crate) params: Value,
    /// What xmlsec1 said of each signature, by the corpus's own oracle run.
    pub(crate) xmlsec: String,
}

pub(crate) fn rows(corpus: &Path) -> Vec<Row> {
    let manifest = std::fs::read_to_string(corpus.join("manifest.tsv")).unwrap();
    let oracle = std::fs::read_to_string(corpus.join("oracle.tsv")).unwrap();
    let pairs = manifest.lines().skip(1).zip(oracle.lines().skip(1));
    pairs.map(|(row, said)| read_row(row, said)).collect()
}

fn read_row(row: &str, said: &str) -> Row {
    let column: Vec<&str> = row.split('\t').collect();
    let said: Vec<&str> = said.split('\t').collect();
    assert_eq!(column[0], said[0], "manifest and oracle have the same rows");
    Row {
        path: column[0].to_owned(),
        kind: column[4].to_owned(),
        expected: column[5].to_owned(),
        params: serde_json::from_str(column[7]).unwrap(),
        xmlsec: said[5].to_owned(),
    }
}

impl Row {
    pub(crate) fn param(&self, name: &str) -> Option<&str> {
        self.params.get(name).and_then(Value::as_str)
    }

    /// The XML of the row, where it is plain or base64.
    pub(crate) fn xml(&self, corpus: &Path) -> Option<Vec<u8>> {
        let bytes = std::fs::read(corpus.join(&self.path)).unwrap();
        match self.param("form") {
            Some("base64") => {
                let packed: String = String::from_utf8(bytes).ok()?.split_whitespace().collect();
                base64::engine::general_purpose::STANDARD.decode(packed).ok()
            }
            Some("xml") | None => Some(bytes),
            _ => None,
        }
    }

    /// The certificates that the row says to trust.
    pub(crate) fn certificates(&self, corpus: &Path) -> Vec<PublicKey> {
        let several = self.params.get("certs").and_then(Value::as_array).into_iter().flatten();
        let paths = several.filter_map(Value::as_str).chain(self.param("cert"));
        paths.filter_map(|path| public_key(&std::fs::read(corpus.join(path)).unwrap())).collect()
    }
}

/// The public key in a certificate or SubjectPublicKeyInfo, PEM or DER.
pub(crate) fn public_key(file: &[u8]) -> Option<PublicKey> {
    let text = String::from_utf8_lossy(file);
    let der = match text.split_once("-----BEGIN") {
        Some((_, after)) => {
            let body = after.split_once("-----")?.1.split("-----END").next()?;
            let packed: String = body.split_whitespace().collect();
            base64::engine::general_purpose::STANDARD.decode(packed).ok()?
        }
        None => file.to_vec(),
    };
    match x509_parser::parse_x509_certificate(&der) {
        Ok((_, certificate)) => PublicKey::from_spki(certificate.public_key().raw).ok(),
        Err(_) => PublicKey::from_spki(&der).ok().or_else(|| pkcs1_key(&der)),
    }
}

fn pkcs1_key(der: &[u8]) -> Option<PublicKey> {
    use x509_parser::prelude::FromDer;
    let (_, key) = x509_parser::public_key::RSAPublicKey::from_der(der).ok()?;
    PublicKey::rsa(key.modulus, key.exponent).ok()
}

/// Every file below a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            match entry.path() {
                path if path.is_dir() => open.push(path),
                path => found.push(path),
            }
        }
    }
    found.sort();
    found
}
