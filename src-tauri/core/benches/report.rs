//! How long a whole report takes, beside the bare work on the same bytes in the same run: one RSA verification, one
//! SHA-256, one pass of the tokeniser over what was pasted and over the metadata beside it. Prints ratios; asserts nothing. Run with `cargo xtask bench`.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "measure/times.rs"]
mod times;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use ssoscope_core::expect::Playbook;
use ssoscope_core::report::Outcome;
use ssoscope_core::{Case, Clock, Expectations, Paste, Prepared, check, decode, diagnose, examine, peel};
use ssoscope_crypto::{Algorithm, Hash, PrivateKey, PublicKey, digest, verify};
use times::{median, micros};

/// The one that the command line and the window use.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    saml();
    token();
}

fn saml() {
    let folder = samples().join("saml/good-many-groups");
    let text = read(&folder.join("capture.txt"));
    let pastes = vec![
        Paste::capture("capture.txt", text.clone()),
        Paste::support("idp.xml", read(&folder.join("idp.xml"))),
    ];
    let expect = [
        "saml.sp.entity_id=https://app.ledgerline.example/saml/metadata",
        "saml.sp.acs=https://app.ledgerline.example/saml/acs",
    ];
    let (xml, metadata) = (xml_of(&pastes, &expect), read(&folder.join("idp.xml")));
    let bare = Bare::rsa()
        + median(RUNS, || drop(black_box(digest(Hash::Sha256, &xml))))
        + median(RUNS, || {
            black_box(tokenise(&xml) + tokenise(&metadata));
        });
    show(
        &format!("signed SAML response, {} bytes of XML", xml.len()),
        &pastes,
        &expect,
        "2026-03-10T09:41:03Z",
        bare,
    );
}

fn token() {
    let folder = samples().join("oidc/good-rs256");
    let text = read(&folder.join("capture.txt"));
    let support = |name: &str| Paste::support(name, read(&folder.join(name)));
    let pastes = vec![
        Paste::capture("capture.txt", text.clone()),
        support("openid-configuration.json"),
        support("jwks.json"),
    ];
    let expect = ["oidc.rp.client_id=tidepool-web", "oidc.rp.nonce=n-84bf18fbbac88ed2a9ba"];
    let claims = br#"{"iss":"https://id.lumen.example","sub":"usr_01HV6R2M9Q","aud":"tidepool-web","exp":1773140699,"iat":1773137099}"#;
    let json = median(RUNS, || drop(black_box(serde_json::from_slice::<serde_json::Value>(claims).unwrap())));
    let bare = Bare::rsa() + median(RUNS, || drop(black_box(digest(Hash::Sha256, &text)))) + json;
    show(&format!("RS256 ID token, {} bytes", text.len()), &pastes, &expect, "2026-03-10T10:05:00Z", bare);
}

fn show(what: &str, pastes: &[Paste], expect: &[&str], at: &str, bare: Duration) {
    let at = ssoscope_core::instant::parse(at).unwrap();
    let single: Vec<String> = expect.iter().map(|pair| (*pair).to_owned()).collect();
    let expectations = Expectations::new(Playbook::read("", &single).unwrap());
    let run = || examine(black_box(pastes.to_vec()), &expectations, Clock::Given(at));
    assert_eq!(run().report.verdict, Outcome::Accepted, "{:#?}", run().report.headline);
    let whole = median(RUNS, || drop(black_box(run())));
    println!("{what}");
    println!("  bare work     {:>8.1} µs", micros(bare));
    println!("  whole report  {:>8.1} µs  {:.2} × bare", micros(whole), micros(whole) / micros(bare));
    let (own, around) = pastes.split_at(1);
    let prepared = Prepared::new(around.to_vec(), &expectations);
    let next = median(RUNS, || drop(black_box(prepared.examine(own.to_vec(), Clock::Given(at)))));
    println!(
        "  one of many   {:>8.1} µs  {:.2} × bare, its keys read before",
        micros(next),
        micros(next) / micros(bare)
    );
    stages(pastes, &expectations, at);
}

/// Where the time goes, verb by verb.
fn stages(pastes: &[Paste], expectations: &Expectations, at: DateTime<Utc>) {
    let peeled = || peel::peel(pastes.to_vec());
    let peel = median(RUNS, || drop(black_box(peeled())));
    let decode = median(RUNS, || {
        let mut case = peeled();
        drop(black_box(decode::decode(&mut case, expectations)));
    });
    bids(&peeled());
    let mut case = peeled();
    let messages = decode::decode(&mut case, expectations);
    let look = || check::Look::new(&case, &messages, expectations, at);
    let known = median(RUNS, || drop(black_box(look())));
    let looked = look();
    let check = median(RUNS, || drop(black_box(check::run(&looked))));
    let judged = check::run(&looked);
    let diagnose = median(RUNS, || drop(black_box(diagnose::diagnose(&looked, &judged))));
    let row = [
        ("peel", peel),
        ("decode", decode.saturating_sub(peel)),
        ("know and verify", known),
        ("check", check),
        ("diagnose", diagnose),
    ];
    let told: Vec<String> = row.iter().map(|(verb, time)| format!("{verb} {:.1}", micros(*time))).collect();
    println!("  of which      {} µs; the rest is reporting", told.join(", "));
}

/// The forms that take longest to look at all layers of a case.
fn bids(case: &Case) {
    let look = |form: &peel::Form| {
        median(RUNS, || {
            for layer in case.layers() {
                black_box((form.bid)(layer));
            }
        })
    };
    let mut times: Vec<(Duration, &str)> = peel::FORMS.iter().map(|form| (look(form), form.name)).collect();
    times.sort_by_key(|(time, _)| std::cmp::Reverse(*time));
    let told: Vec<String> =
        times.iter().take(9).map(|(time, name)| format!("{name} {:.1}", micros(*time))).collect();
    println!("  slowest looks {} µs", told.join(", "));
}

/// The bare work that no reader can avoid.
struct Bare;

impl Bare {
    /// One verification by a key of 2048 bits that was parsed before.
    fn rsa() -> Duration {
        let key: PublicKey = any_rsa_key();
        let signature = vec![1_u8; 256];
        median(RUNS, || {
            drop(black_box(verify(&Algorithm::RsaPkcs1(Hash::Sha256), &key, b"bare", &signature)))
        })
    }
}

fn any_rsa_key() -> PublicKey {
    let keys = std::fs::read_dir(samples().join("keys")).unwrap().flatten().map(|entry| entry.path());
    let private = keys.filter_map(|path| PrivateKey::read(&read(&path)).ok());
    private.map(|key| key.public().clone()).find(|key| key.bits() == Some(2048)).unwrap()
}

fn xml_of(pastes: &[Paste], expect: &[&str]) -> Vec<u8> {
    let single: Vec<String> = expect.iter().map(|pair| (*pair).to_owned()).collect();
    let expectations = Expectations::new(Playbook::read("", &single).unwrap());
    let examined = examine(pastes.to_vec(), &expectations, Clock::Given(chrono::DateTime::UNIX_EPOCH));
    let message = examined.report.messages.iter().find(|message| message.kind == "saml-response").unwrap();
    examined.case.bytes(message.at).to_vec()
}

fn tokenise(text: &[u8]) -> usize {
    let mut reader = quick_xml::Reader::from_reader(text);
    let mut attributes = 0;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag)) => {
                attributes += tag.attributes().flatten().count()
            }
            Ok(quick_xml::events::Event::Eof) | Err(_) => return attributes,
            Ok(_) => {}
        }
    }
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Runs of each piece of work.
const RUNS: usize = 2_000;
