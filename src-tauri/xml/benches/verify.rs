//! How long a signed response takes, against what cannot be avoided: one RSA verification, one SHA-256 of the signed bytes,
//! one pass of the tokeniser. Run with `cargo bench -p ssoscope-xml`; it needs the captures.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code)] // not every bench needs all of it
mod measure;

use measure::{certified_key, tokenise};
use ssoscope_crypto::{Hash, PublicKey, digest};
use ssoscope_xml::Document;
use ssoscope_xml::dsig::{State, canonical_signed_info, referenced_bytes, signatures, verify};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

fn main() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("SSOSCOPE_SHARED").map_or(beside, PathBuf::from);
    let case = shared.join("captures/A/base-ssp-onelogin");
    let Some(path) = response(&case.join("saml")) else {
        return println!("SKIPPED: {} is not here", case.display());
    };
    let text = std::fs::read(&path).unwrap();
    let config: serde_json::Value =
        serde_json::from_slice(&std::fs::read(case.join("sp-config.json")).unwrap()).unwrap();
    let keys = [certified_key(config["idp_certs_pem"][0].as_str().unwrap())];
    compare(&text, &keys);
}

fn response(folder: &Path) -> Option<PathBuf> {
    let all = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    all.into_iter().find(|path| path.to_string_lossy().ends_with("SAMLResponse.post.xml"))
}

fn compare(text: &[u8], keys: &[PublicKey]) {
    let document = Document::read(text);
    let signature = &signatures(&document)[0];
    assert!(matches!(verify(&document, signature, keys).state, State::Valid { .. }));
    let signed = referenced_bytes(&document, signature, 0).unwrap();
    let info = canonical_signed_info(&document, signature).unwrap();
    let value = signature.value.as_ref().unwrap().bytes.as_ref().unwrap();
    let method = signature.method.as_ref().unwrap().meaning.unwrap();

    println!("{} bytes, {} of them signed", text.len(), signed.len());
    let rsa = median(|| drop(black_box(ssoscope_crypto::verify(&method, &keys[0], &info, value))));
    let sha = median(|| drop(black_box(digest(Hash::Sha256, &signed))));
    let tokens = median(|| {
        black_box(tokenise(text));
    });
    let floor = rsa + sha + tokens;
    let read = median(|| drop(black_box(Document::read(text))));
    let parse = median(|| drop(black_box(signatures(&document))));
    let check = median(|| drop(black_box(verify(&document, signature, keys))));
    let all = median(|| {
        let document = Document::read(black_box(text));
        let signature = &signatures(&document)[0];
        drop(black_box(verify(&document, signature, keys)));
    });
    let show = |what: &str, time: Duration| {
        println!("{what:<36} {:>8.1} µs {:>6.2} × floor", micros(time), micros(time) / micros(floor));
    };
    show("RSA verification", rsa);
    show("SHA-256 of the signed bytes", sha);
    show("tokens of quick-xml", tokens);
    show("floor: the three together", floor);
    show("strict reading", read);
    show("finding and parsing the signature", parse);
    show("verifying it", check);
    show("all: read, find, verify", all);
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn median(work: impl FnMut()) -> Duration {
    measure::median(3000, work)
}
