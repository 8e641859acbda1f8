//! Foreign encrypted data: the vectors of XML Encryption, and encrypted SAML messages.

use crate::corpus::{Row, rows, shared};
use ssoscope_crypto::{PrivateKey, Secret};
use ssoscope_xml::c14n::{Canonicalization, Method};
use ssoscope_xml::enc::{Decrypted, Undecrypted, decrypt, decrypt_with};
use ssoscope_xml::{Document, NodeId};
use std::path::Path;

const ENC: &str = "http://www.w3.org/2001/04/xmlenc#";

/// Vectors that are expected to decrypt and do not here, by a part of their path, each with the reason. One that decrypts
/// all the same fails the test.
const NOT_HERE: &[(&str, &str)] = &[
    ("cbc-ref", "a CipherReference that finds its text by an XPath expression, which is never evaluated"),
    ("camellia", "Camellia, which no single sign-on product encrypts with; it is named"),
    ("chacha20", "ChaCha20, which is no algorithm of XML Encryption; it is named"),
    ("oaep_md5", "OAEP with MD5, which is no algorithm of XML Encryption; it is named"),
    ("oaep_ripemd160", "OAEP with RIPEMD-160, which no single sign-on product encrypts with; it is named"),
];

#[test]
fn vectors_of_xml_encryption() {
    let Some(corpus) = shared("corpus") else { return };
    let (mut decrypted, mut excepted, mut wrong) = (0, 0, Vec::new());
    for row in
        rows(&corpus).iter().filter(|row| row.kind == "xmlenc" && row.expected.starts_with("decrypts to"))
    {
        let keys = private_keys(row, &corpus);
        let document = Document::read(&utf8(&row.xml(&corpus).unwrap()));
        let result = first_encrypted(&document)
            .map(|node| decrypt_with(&document, node, &keys, &shared_keys(row, &corpus, &document)));
        let file = corpus.join(&row.path).with_extension("data");
        let outcome = match &result {
            Some(Ok(found)) if same(&document, found, &std::fs::read(file).unwrap()) => "decrypts",
            Some(Ok(_)) => "differs",
            _ => "fails",
        };
        match (outcome, NOT_HERE.iter().find(|(part, _)| row.path.contains(part))) {
            ("decrypts", None) => decrypted += 1,
            ("fails", Some(_)) => excepted += 1,
            (outcome, exception) => {
                wrong.push(format!("{}: {outcome}, exception {exception:?}: {result:?}", row.path))
            }
        }
    }
    println!("XML Encryption vectors: {decrypted} decrypted, {excepted} excepted with a reason");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(decrypted >= 76, "{decrypted}");
}

fn first_encrypted(document: &Document) -> Option<NodeId> {
    document.find(NodeId::DOCUMENT, ENC, "EncryptedData").next()
}

/// The plaintext alone, or the document with the plaintext in the place of what was encrypted.
fn same(document: &Document, found: &Decrypted, expected: &[u8]) -> bool {
    let plaintext = found.plaintext.expose();
    if plaintext == expected {
        return true;
    }
    let at = document.span(found.node);
    let source = document.source().as_bytes();
    let whole = [&source[..at.start], plaintext, &source[at.end..]].concat();
    let canonical = |bytes: &[u8]| {
        let document = Document::read(bytes);
        let how = Canonicalization { comments: true, ..Canonicalization::new(Method::Inclusive10) };
        (document.root().is_some() && document.well_formed())
            .then(|| how.bytes(&document, NodeId::DOCUMENT, None))
    };
    let ours = canonical(&whole);
    ours.is_some() && ours == canonical(&utf8(expected))
}

/// Two vectors are in Latin-1.
fn utf8(bytes: &[u8]) -> Vec<u8> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
    if start.contains("ISO-8859-1") {
        return bytes.iter().map(|byte| char::from(*byte)).collect::<String>().into_bytes();
    }
    bytes.to_vec()
}

/// The private key of a row's PKCS#12 file; none of its own for a row that needs none.
fn private_keys(row: &Row, corpus: &Path) -> Vec<PrivateKey> {
    let options = row.param("xmlsec_options").unwrap_or("");
    let Some((_, rest)) = options.split_once("--pkcs12") else { return Vec::new() };
    let mut words = rest.split_whitespace().skip(usize::from(rest.starts_with(':')));
    let path = words.next().unwrap().replace("$DIR", "lsh123__xmlsec").replace("@priv_key_suffix", "");
    let password = Secret::from(words.nth(1).unwrap().as_bytes());
    let file = std::fs::read(corpus.join(&path)).unwrap();
    let key = PrivateKey::read_with_password(&file, Some(&password));
    vec![key.unwrap_or_else(|error| panic!("{path}: {error}"))]
}

/// The symmetric keys of xmlsec's keys.xml that the document names, or the one of a raw key file.
fn shared_keys(row: &Row, corpus: &Path, document: &Document) -> Vec<Secret> {
    let options = row.param("xmlsec_options").unwrap_or("");
    let file = |option: &str| {
        let (_, rest) = options.split_once(option)?;
        let path = rest.split_whitespace().next()?.replace("$DIR", "lsh123__xmlsec");
        std::fs::read(corpus.join(path)).ok()
    };
    if let Some(raw) = file("--aeskey") {
        return vec![Secret::new(raw)];
    }
    let Some(keys) = file("--keys-file") else { return Vec::new() };
    let keys = Document::read(&keys);
    let symmetric = |node: &NodeId| {
        let name = keys.name(*node).map(|name| name.local);
        let of_document = |name: NodeId| document.source().contains(keys.text(name).value.as_ref());
        let info = keys.ancestors(*node).nth(1).and_then(|info| keys.elements(info).next());
        matches!(name, Some("AESKeyValue" | "DESKeyValue")) && info.is_some_and(of_document)
    };
    keys.descendants(NodeId::DOCUMENT)
        .filter(symmetric)
        .filter_map(|node| base64_of(&keys.text(node).value))
        .map(Secret::new)
        .collect()
}

fn base64_of(text: &str) -> Option<Vec<u8>> {
    use base64::Engine;
    let packed: String = text.split_whitespace().collect();
    base64::engine::general_purpose::STANDARD.decode(packed).ok()
}

#[test]
fn encrypted_saml_messages() {
    let Some(corpus) = shared("corpus") else { return };
    let (mut decrypted, mut wrong) = (0, Vec::new());
    let with_key = |row: &&Row| row.kind.starts_with("saml-") && row.expected.starts_with("decrypts");
    for row in rows(&corpus).iter().filter(with_key) {
        let (Some(xml), Some(key)) = (row.xml(&corpus), row.param("key")) else { continue };
        let Ok(key) = PrivateKey::read(&std::fs::read(corpus.join(key)).unwrap()) else { continue };
        let document = Document::read(&xml);
        for node in document.find(NodeId::DOCUMENT, ENC, "EncryptedData") {
            match decrypt(&document, document.parent(node).unwrap(), std::slice::from_ref(&key)) {
                Ok(found) if found.plaintext.expose().starts_with(b"<") && found.misdeclared.is_none() => {
                    decrypted += 1
                }
                other => wrong.push(format!("{}: {}", row.path, explain(&other))),
            }
        }
    }
    println!("encrypted parts of SAML messages: {decrypted} decrypted");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(decrypted >= 20);
}

fn explain(result: &Result<Decrypted, Undecrypted>) -> String {
    match result {
        Ok(found) => format!("{} bytes, misdeclared {:?}", found.plaintext.len(), found.misdeclared),
        Err(failed) => format!("{} {:?}", failed.says, failed.attempts),
    }
}

/// Rows of which the manifest states no result: those with a key decrypt, and one with a key wrapped wrongly does not.
#[test]
fn vectors_without_a_stated_result() {
    let Some(corpus) = shared("corpus") else { return };
    let mut decrypted = 0;
    for row in rows(&corpus).iter().filter(|row| row.kind == "xmlenc") {
        let Some(key) = row.param("key") else { continue };
        let key = PrivateKey::read(&std::fs::read(corpus.join(key)).unwrap()).unwrap();
        let document = Document::read(&row.xml(&corpus).unwrap());
        let Some(node) = first_encrypted(&document) else { continue };
        match decrypt(&document, node, std::slice::from_ref(&key)) {
            Ok(_) => decrypted += 1,
            Err(failed) => println!("{}: {}", row.path, failed.says),
        }
    }
    println!("vectors without a stated result: {decrypted} decrypted");
    let is_bad = |row: &&Row| row.path.contains("bad-alg-enc-element-aes128-kw-3des");
    let rows = rows(&corpus);
    let bad = rows.iter().find(is_bad).unwrap();
    let document = Document::read(&bad.xml(&corpus).unwrap());
    let keys = shared_keys(bad, &corpus, &document);
    assert!(!keys.is_empty());
    let failed = decrypt_with(&document, first_encrypted(&document).unwrap(), &[], &keys);
    assert!(failed.is_err(), "{failed:?}");
}
