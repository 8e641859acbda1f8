//! A signed metadata aggregate of 100 MB, verified while it is read, beside what cannot be avoided: one pass of the tokeniser over
//! every attribute, one SHA-256. Run with `cargo bench -p ssoscope-xml --bench aggregate`; `-- --write FOLDER` only makes the
//! aggregate, for other engines to verify.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code)] // not every bench needs all of it
mod measure;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use measure::{median, tokenise};
use ssoscope_crypto::{Hash, PublicKey, digest};
use ssoscope_xml::dsig::{State, canonical_signed_info, signatures};
use ssoscope_xml::stream::{Streamed, read};
use ssoscope_xml::{Document, Limits};
use std::fmt::Write;
use std::fs::File;
use std::hint::black_box;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::Duration;

const RUNS: usize = 7;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |name: &str| arguments.iter().skip_while(|given| *given != name).nth(1).map(PathBuf::from);
    match (after("--measure"), after("--write")) {
        (Some(folder), _) => measure_alone(&folder),
        (None, Some(folder)) => write(&folder),
        (None, None) => compare(),
    }
}

/// Kilobytes of the aggregate's entities.
fn size() -> usize {
    std::env::var("SSOSCOPE_BENCH_KB").ok().and_then(|size| size.parse().ok()).unwrap_or(100 << 10)
}

fn compare() {
    let folder = std::env::temp_dir().join(format!("ssoscope-aggregate-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    write(&folder);
    let text = std::fs::read(folder.join("aggregate.xml")).unwrap();
    let floor_tokens = median(RUNS, || {
        black_box(tokenise(&text));
    });
    let floor_sha = median(RUNS, || drop(black_box(digest(Hash::Sha256, &text))));
    let floor = floor_tokens + floor_sha;
    let show = |what: &str, time: Duration| {
        println!("{what:<44} {:>8.1} ms {:>6.2} × floor", millis(time), millis(time) / millis(floor));
    };
    println!("{} bytes", text.len());
    drop(text);
    show("tokens of quick-xml, every attribute", floor_tokens);
    show("SHA-256", floor_sha);
    show("floor: the two together", floor);
    let own = std::process::Command::new(std::env::current_exe().unwrap())
        .arg("--measure")
        .arg(&folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&own.stdout).into_owned();
    let mut words = said.split_whitespace().map(|word| word.parse::<f64>().unwrap());
    let (time, memory) = (words.next().unwrap(), words.next().unwrap());
    show("read strictly and verified, from a file", Duration::from_secs_f64(time / 1e3));
    println!("{:<44} {:>8.1} MB", "peak memory of the process that does so", memory);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// In a process of its own, so that its memory is that of verifying alone: milliseconds, and megabytes at the peak.
fn measure_alone(folder: &Path) {
    let key = PublicKey::from_spki(&std::fs::read(folder.join("key.spki")).unwrap()).unwrap();
    let path = folder.join("aggregate.xml");
    let time = median(RUNS, || {
        let streamed =
            read(File::open(&path).unwrap(), &Limits::DEFAULT, std::slice::from_ref(&key), None).unwrap();
        assert_eq!(streamed.signature.unwrap().state, State::Valid { key: 0 });
    });
    println!("{} {}", millis(time), measure::peak_memory());
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Writes `aggregate.xml`, signed with `key.der` (PKCS#8) of that folder or else with a new key, and `key.spki`.
fn write(folder: &Path) {
    let key = match std::fs::read(folder.join("key.der")) {
        Ok(der) => RsaKeyPair::from_pkcs8(&der).unwrap(),
        Err(_) => RsaKeyPair::generate(KeySize::Rsa2048).unwrap(),
    };
    let text = signed(&key, size() << 10);
    std::fs::write(folder.join("aggregate.xml"), text).unwrap();
    std::fs::write(folder.join("key.spki"), spki(&key)).unwrap();
}

fn spki(key: &RsaKeyPair) -> Vec<u8> {
    use aws_lc_rs::encoding::AsDer;
    let der: aws_lc_rs::encoding::PublicKeyX509Der<'_> = key.public_key().as_der().unwrap();
    der.as_ref().to_vec()
}

const OPEN: &str = "<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" xmlns:mdui=\"urn:oasis:names:tc:SAML:metadata:ui\" \
                    xmlns:shibmd=\"urn:mace:shibboleth:metadata:1.0\" ID=\"_aggregate\" Name=\"https://federation.example/\" \
                    validUntil=\"2030-01-01T00:00:00Z\">";
const CLOSE: &str = "</md:EntitiesDescriptor>\n";

fn signature(digest: &str, value: &str) -> String {
    format!(
        "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">\n<ds:SignedInfo>\n\
         <ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>\n\
         <ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"/>\n\
         <ds:Reference URI=\"#_aggregate\">\n<ds:Transforms>\n\
         <ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>\n\
         <ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>\n</ds:Transforms>\n\
         <ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>\n\
         <ds:DigestValue>{digest}</ds:DigestValue>\n</ds:Reference>\n</ds:SignedInfo>\n\
         <ds:SignatureValue>{value}</ds:SignatureValue>\n</ds:Signature>\n"
    )
}

/// An aggregate as federations publish them, of about so many bytes.
fn signed(key: &RsaKeyPair, bytes: usize) -> String {
    let mut entities = String::with_capacity(bytes + 20_000);
    let mut n = 0;
    while entities.len() < bytes {
        entity(&mut entities, n);
        n += 1;
    }
    let filled = |digest: &str, value: &str| format!("{OPEN}\n{}", signature(digest, value));
    let draft = format!("{}{entities}{CLOSE}", filled("", ""));
    let streamed: Streamed = read(Cursor::new(draft.as_bytes()), &Limits::DEFAULT, &[], None).unwrap();
    assert!(streamed.well_formed(), "{:?}", streamed.problems);
    let digest = STANDARD.encode(streamed.signature.unwrap().computed.unwrap());
    let small = Document::read(format!("{}{CLOSE}", filled(&digest, "")).as_bytes());
    let info = canonical_signed_info(&small, &signatures(&small)[0]).unwrap();
    let mut value = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), &info, &mut value).unwrap();
    format!("{}{entities}{CLOSE}", filled(&digest, &STANDARD.encode(value)))
}

fn entity(out: &mut String, n: usize) {
    let certificate = certificate(n);
    let endpoint = |out: &mut String, service: &str, binding: &str, index: &str| {
        let binding = format!("urn:oasis:names:tc:SAML:2.0:bindings:{binding}");
        writeln!(out, "      <md:{service} Binding=\"{binding}\" Location=\"https://idp{n}.example.org/idp/profile/SAML2/{service}\"{index}/>")
            .unwrap();
    };
    writeln!(out, "  <md:EntityDescriptor entityID=\"https://idp{n}.example.org/idp/shibboleth\">").unwrap();
    writeln!(
        out,
        "    <md:IDPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol urn:oasis:names:tc:SAML:1.1:protocol\">\n      \
         <md:Extensions>\n        <shibmd:Scope regexp=\"false\">example{n}.org</shibmd:Scope>\n        <mdui:UIInfo>\n          \
         <mdui:DisplayName xml:lang=\"en\">Université no. {n} &amp; friends</mdui:DisplayName>\n          \
         <mdui:Logo height=\"16\" width=\"16\">https://idp{n}.example.org/favicon.png</mdui:Logo>\n        </mdui:UIInfo>\n      </md:Extensions>"
    )
    .unwrap();
    for use_of in ["signing", "encryption"] {
        writeln!(
            out,
            "      <md:KeyDescriptor use=\"{use_of}\">\n        <ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">\n          \
             <ds:X509Data>\n            <ds:X509Certificate>{certificate}</ds:X509Certificate>\n          </ds:X509Data>\n        </ds:KeyInfo>\n      \
             </md:KeyDescriptor>"
        )
        .unwrap();
    }
    for (service, binding) in [
        ("ArtifactResolutionService", "SOAP"),
        ("SingleLogoutService", "HTTP-Redirect"),
        ("SingleLogoutService", "HTTP-POST"),
    ] {
        endpoint(out, service, binding, if service.starts_with('A') { " index=\"1\"" } else { "" });
    }
    out.push_str(
        "      <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</md:NameIDFormat>\n",
    );
    out.push_str(
        "      <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>\n",
    );
    for binding in ["HTTP-POST", "HTTP-POST-SimpleSign", "HTTP-Redirect"] {
        endpoint(out, "SingleSignOnService", binding, "");
    }
    writeln!(
        out,
        "    </md:IDPSSODescriptor>\n    <md:Organization>\n      <md:OrganizationName xml:lang=\"en\">Org {n}</md:OrganizationName>\n      \
         <md:OrganizationDisplayName xml:lang=\"en\">Organisation no. {n}</md:OrganizationDisplayName>\n      \
         <md:OrganizationURL xml:lang=\"en\">https://www.example{n}.org/</md:OrganizationURL>\n    </md:Organization>\n    \
         <md:ContactPerson contactType=\"technical\">\n      <md:GivenName>Help</md:GivenName>\n      \
         <md:EmailAddress>mailto:help@example{n}.org</md:EmailAddress>\n    </md:ContactPerson>\n  </md:EntityDescriptor>"
    )
    .unwrap();
}

/// Text as long as a certificate's, in lines.
fn certificate(n: usize) -> String {
    let mut state = n as u64 | 1;
    let mut bytes = [0u8; 800];
    for byte in &mut bytes {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        *byte = (state >> 33) as u8;
    }
    let text = STANDARD.encode(bytes);
    text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect::<Vec<_>>().join("\n")
}
