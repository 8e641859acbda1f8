//! Times, and the work that none can do without.

use quick_xml::events::Event;
use ssoscope_crypto::PublicKey;
use std::time::{Duration, Instant};

/// The median time of so many runs.
pub(crate) fn median(runs: usize, mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

/// One pass of the tokeniser, every attribute looked at; how many there are.
pub(crate) fn tokenise(text: &[u8]) -> usize {
    let mut reader = quick_xml::Reader::from_reader(text);
    let mut attributes = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => attributes += tag.attributes().count(),
            Event::Eof => return attributes,
            _ => {}
        }
    }
}

/// The key of a certificate in PEM.
pub(crate) fn certified_key(pem: &str) -> PublicKey {
    let der = pem_body(pem);
    let (_, certificate) = x509_parser::parse_x509_certificate(&der).unwrap();
    PublicKey::from_spki(certificate.public_key().raw).unwrap()
}

/// What a PEM block holds.
pub(crate) fn pem_body(pem: &str) -> Vec<u8> {
    use base64::Engine;
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    base64::engine::general_purpose::STANDARD.decode(body).unwrap()
}

/// Megabytes that this process held at its peak; not a number where the system does not say.
pub(crate) fn peak_memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    kilobytes.unwrap_or(f64::NAN) / 1024.0
}
