//! Verifying one file again and again with one key: the time on the processor, and the memory at its peak.

use crate::processor::timed;
use bergshamra_dsig::context::DsigContext;
use bergshamra_keys::{Key, KeyData, KeyUsage, KeysManager};
use quick_xml::events::Event;
use ssoscope_crypto::{Algorithm, Hash, PublicKey, digest};
use ssoscope_xml::dsig::{State, signatures, verify};
use ssoscope_xml::{Document, Limits};
use std::fs::File;

/// Prints "microseconds megabytes", or what went wrong; `key` is a SubjectPublicKeyInfo in DER.
pub(crate) fn run(engine: &str, file: &str, key: &str, runs: usize) {
    let spki = std::fs::read(key).expect("the key is here");
    let work: Box<dyn Fn()> = match engine {
        "floor" => floor(file, &spki),
        "ssoscope" => ours(file, &spki),
        "ssoscope-stream" => ours_in_windows(file.to_owned(), &spki),
        "bergshamra" => bergshamra(file, &spki),
        "xml-sec" => xml_sec(file, &spki),
        other => panic!("no engine {other}"),
    };
    told(runs, 1, work);
}

/// Prints "microseconds megabytes": what each of so many runs takes of the processor, for each of the things that it works on, and the memory.
pub(crate) fn told(runs: usize, things: usize, work: impl Fn()) {
    work();
    let ((), time) = timed(|| (0..runs).for_each(|_| work()));
    println!("{} {}", time.as_secs_f64() * 1e6 / (runs * things) as f64, peak_memory());
}

/// What none can do without: one RSA verification, one SHA-256, one pass of the tokeniser over every attribute.
fn floor(file: &str, spki: &[u8]) -> Box<dyn Fn()> {
    let key = PublicKey::from_spki(spki).expect("a key");
    let text = std::fs::read(file).expect("the file is here");
    Box::new(move || {
        let algorithm = Algorithm::RsaPkcs1(Hash::Sha256);
        assert!(!ssoscope_crypto::verify(&algorithm, &key, b"SignedInfo", &[1; 256]).is_valid());
        std::hint::black_box(digest(Hash::Sha256, &text));
        let mut reader = quick_xml::Reader::from_reader(text.as_slice());
        let mut attributes = 0;
        loop {
            match reader.read_event().expect("it is XML") {
                Event::Start(tag) | Event::Empty(tag) => attributes += tag.attributes().count(),
                Event::Eof => break,
                _ => {}
            }
        }
        std::hint::black_box(attributes);
    })
}

fn ours(file: &str, spki: &[u8]) -> Box<dyn Fn()> {
    let keys = [PublicKey::from_spki(spki).expect("a key")];
    let text = std::fs::read(file).expect("the file is here");
    Box::new(move || {
        let document = Document::read(&text);
        let signature = &signatures(&document)[0];
        assert!(matches!(verify(&document, signature, &keys).state, State::Valid { .. }));
    })
}

fn ours_in_windows(file: String, spki: &[u8]) -> Box<dyn Fn()> {
    let keys = [PublicKey::from_spki(spki).expect("a key")];
    Box::new(move || {
        let file = File::open(&file).expect("the file is here");
        let streamed =
            ssoscope_xml::stream::read(file, &Limits::DEFAULT, &keys, None).expect("it can be read");
        assert!(matches!(streamed.signature.map(|found| found.state), Some(State::Valid { .. })));
    })
}

fn bergshamra(file: &str, spki: &[u8]) -> Box<dyn Fn()> {
    let data = KeyData::from_spki_der(kryptering::KeyAlgorithm::Rsa, spki).expect("a key");
    let mut keys = KeysManager::new();
    keys.add_key(Key::new(data, KeyUsage::Verify));
    let context = DsigContext::new(keys);
    let text = std::fs::read_to_string(file).expect("the file is here");
    Box::new(move || {
        let result = bergshamra_dsig::verify::verify(&context, &text).expect("it can be read");
        assert!(result.is_valid(), "{result:?}");
    })
}

fn xml_sec(file: &str, spki: &[u8]) -> Box<dyn Fn()> {
    let pem = pem(spki);
    let text = std::fs::read_to_string(file).expect("the file is here");
    Box::new(move || {
        let result = xml_sec::xmldsig::verify::verify_signature_with_pem_key(&text, &pem, false);
        let result = result.expect("it can be read");
        assert!(format!("{:?}", result.status).contains("Valid"), "{:?}", result.status);
    })
}

fn pem(spki: &[u8]) -> String {
    use base64::Engine;
    let text = base64::engine::general_purpose::STANDARD.encode(spki);
    let lines: Vec<&str> =
        text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).expect("ASCII")).collect();
    format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", lines.join("\n"))
}

fn peak_memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    kilobytes.unwrap_or(f64::NAN) / 1024.0
}
