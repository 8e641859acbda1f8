//! Tokens and key sets made to hurt, at full size: what is found in each, how long a report takes, and how much memory. Each is examined
//! by a process of its own. Run with `cargo bench -p ssoscope-core --bench bad_tokens`; it fails where one takes a second or 256 MB.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "measure/memory.rs"]
mod memory;

use std::io::Write;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use memory::megabytes;
use ssoscope_core::expect::Keys;
use ssoscope_core::report::State;
use ssoscope_core::{Clock, Expectations, Paste, examine};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const MOST_TIME: Duration = Duration::from_secs(1);
const MOST_MEMORY: f64 = 256.0;

/// A token, the keys that are vouched for, and what is lent.
#[derive(Default)]
struct Bad {
    token: String,
    keys: String,
    lent: Option<Vec<u8>>,
}

/// What it is, and how it is made.
type Made = (&'static str, fn() -> Bad);

const ALL: &[Made] = &[
    ("PBES2 with 10⁹ iterations", || lent(pbes2(1_000_000_000), "password")),
    ("PBES2 with all that is computed", || lent(pbes2(1_000_000), "password")),
    ("zip=DEF, 1 GB of zeros", || lent(zip_bomb(1 << 30), &"k".repeat(32))),
    ("zip=DEF, 10,000 recipients", || lent(many_recipients(10_000), &"k".repeat(32))),
    ("a header of 10 MB", || {
        by(
            &format!("{{\"alg\":\"RS256\",\"kid\":\"{}\"}}", "k".repeat(10 << 20)),
            CLAIMS,
            rsa(&[0xff; 256], &[1, 0, 1]),
        )
    }),
    ("claims of 10 MB", || {
        by(
            HEADER,
            &CLAIMS.replace("\"u\"", &format!("\"{}\"", "u".repeat(10 << 20))),
            rsa(&[0xff; 256], &[1, 0, 1]),
        )
    }),
    ("a signature of 10 MB", || Bad {
        token: token(HEADER, CLAIMS, &vec![7; 10 << 20]),
        ..by(HEADER, CLAIMS, rsa(&[0xff; 256], &[1, 0, 1]))
    }),
    ("a JWKS of 10,000 keys", || by(HEADER, CLAIMS, (0..10_000).map(numbered).collect::<Vec<_>>().join(","))),
    ("1,000 keys of one name", || by(HEADER, CLAIMS, vec![numbered(7).replace("k7", "k"); 1_000].join(","))),
    ("JSON a million deep, in claims", || {
        by(
            HEADER,
            &format!("{{\"sub\":\"u\",\"exp\":1,\"x\":{}", "[".repeat(1 << 20)),
            rsa(&[0xff; 256], &[1, 0, 1]),
        )
    }),
    ("JSON a million deep, in a JWKS", || Bad {
        keys: format!("{{\"keys\":{}", "[".repeat(1 << 20)),
        ..by(HEADER, CLAIMS, String::new())
    }),
    ("100,000 members of one name", || {
        by(
            HEADER,
            &format!("{{{}\"sub\":\"u\",\"exp\":1}}", "\"sub\":\"v\",".repeat(100_000)),
            rsa(&[0xff; 256], &[1, 0, 1]),
        )
    }),
    ("RSA of 512 bits", || by(HEADER, CLAIMS, rsa(&[0xff; 64], &[1, 0, 1]))),
    ("RSA of 16,384 bits", || by(HEADER, CLAIMS, rsa(&[0xff; 2048], &[1, 0, 1]))),
    ("RSA of 8,388,608 bits", || by(HEADER, CLAIMS, rsa(&vec![0xff; 1 << 20], &[1, 0, 1]))),
    ("an RSA exponent of 2,048 bits", || by(HEADER, CLAIMS, rsa(&[0xff; 256], &[0xff; 256]))),
    ("an RSA exponent of 8,388,608 bits", || by(HEADER, CLAIMS, rsa(&[0xff; 256], &vec![0xff; 1 << 20]))),
    ("a point that is on no curve", || {
        by(r#"{"alg":"ES256","kid":"k"}"#, CLAIMS, point("P-256", &[5; 32], &[6; 32]))
    }),
    ("the point at infinity", || {
        by(r#"{"alg":"ES256","kid":"k"}"#, CLAIMS, point("P-256", &[0; 32], &[0; 32]))
    }),
    ("a coordinate of 10 MB", || {
        by(r#"{"alg":"ES256","kid":"k"}"#, CLAIMS, point("P-256", &vec![5; 10 << 20], &[6; 32]))
    }),
    ("an initialisation vector of one byte", || lent(encrypted(&[0], &[0; 16]), &"k".repeat(32))),
    ("a tag of one byte", || lent(encrypted(&[0; 12], &[0]), &"k".repeat(32))),
    ("500 keys on P-521, none fits", || {
        let key = |number: usize| P521.replace("NAME", &number.to_string());
        Bad {
            token: token(r#"{"alg":"ES512","kid":"7"}"#, CLAIMS, &[9; 132]),
            ..by(HEADER, CLAIMS, (0..500).map(key).collect::<Vec<_>>().join(","))
        }
    }),
];

const HEADER: &str = r#"{"alg":"RS256","kid":"k"}"#;
const CLAIMS: &str =
    r#"{"iss":"https://op.example","sub":"u","aud":"app","exp":1790000600,"iat":1790000000,"nonce":"n"}"#;
const P521: &str = r#"{"kty":"EC","crv":"P-521","kid":"NAME","x":"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk","y":"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2"}"#;

fn main() {
    let chosen = std::env::args().skip_while(|given| given != "--only").nth(1);
    match chosen.and_then(|only| only.parse::<usize>().ok()) {
        Some(at) => alone(&(ALL[at].1)()),
        None => {
            println!("{:<38} {:>9} {:>9}   found", "", "seconds", "MB");
            let failed: Vec<&str> = (0..ALL.len()).filter(|at| !told(*at)).map(|at| ALL[at].0).collect();
            assert!(failed.is_empty(), "too slow, too large, or nothing found: {failed:?}");
        }
    }
}

/// Examines one in another process, and says what came of it; whether that is good enough.
fn told(at: usize) -> bool {
    let this = std::env::current_exe().unwrap();
    let output = std::process::Command::new(this).args(["--only", &at.to_string()]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut parts = said.trim_end().splitn(3, ' ');
    let seconds: f64 = parts.next().and_then(|text| text.parse().ok()).unwrap_or(f64::NAN);
    let memory: f64 = parts.next().and_then(|text| text.parse().ok()).unwrap_or(f64::NAN);
    let found = parts.next().unwrap_or("nothing");
    let shown: String = found.chars().take(110).collect();
    println!("{:<38} {seconds:>9.3} {memory:>9.1}   {shown}", ALL[at].0);
    output.status.success() && seconds < MOST_TIME.as_secs_f64() && memory < MOST_MEMORY && found != "nothing"
}

/// The time of a whole report, and the first of what it tells that is amiss.
fn alone(bad: &Bad) {
    let mut keys = Keys::default();
    bad.lent.iter().for_each(|lent| keys.add("lent.txt", lent.clone()).unwrap());
    let expectations = Expectations::default().with_keys(keys);
    let mut pastes = vec![Paste::capture("id_token.txt", bad.token.as_str())];
    pastes.extend((!bad.keys.is_empty()).then(|| Paste::support("jwks.json", bad.keys.as_str())));
    let clock = Clock::Given(chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap());
    let start = Instant::now();
    let report = examine(pastes, &expectations, clock).report;
    let time = start.elapsed();
    let failed = report.checks.iter().filter(|check| check.verdict == State::Fail);
    let mut all: Vec<String> =
        failed.filter_map(|check| Some(format!("{}: {}", check.id, check.findings.first()?.says))).collect();
    all.sort_by_key(|said| !(said.contains("jwks_") || said.contains("decrypt") || said.contains("format")));
    let needs = report.needs.iter().map(|need| need.why.clone());
    let found = all.into_iter().chain(needs).next();
    println!("{} {} {}", time.as_secs_f64(), megabytes("VmHWM:"), found.as_deref().unwrap_or("nothing"));
}

fn b64(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn token(header: &str, claims: &str, signature: &[u8]) -> String {
    format!("{}.{}.{}", b64(header), b64(claims), b64(signature))
}

fn by(header: &str, claims: &str, keys: String) -> Bad {
    Bad { token: token(header, claims, &[1; 256]), keys: format!("{{\"keys\":[{keys}]}}"), lent: None }
}

fn lent(token: String, secret: &str) -> Bad {
    Bad { token, lent: Some(secret.as_bytes().to_vec()), ..Bad::default() }
}

fn rsa(n: &[u8], e: &[u8]) -> String {
    format!(r#"{{"kty":"RSA","kid":"k","n":"{}","e":"{}"}}"#, b64(n), b64(e))
}

fn numbered(number: u32) -> String {
    let mut n = vec![0xc5; 256];
    n[100..104].copy_from_slice(&number.to_be_bytes());
    rsa(&n, &[1, 0, 1]).replace("\"k\"", &format!("\"k{number}\""))
}

fn point(curve: &str, x: &[u8], y: &[u8]) -> String {
    format!(r#"{{"kty":"EC","crv":"{curve}","kid":"k","x":"{}","y":"{}"}}"#, b64(x), b64(y))
}

fn pbes2(iterations: u64) -> String {
    let header = format!(
        r#"{{"alg":"PBES2-HS512+A256KW","enc":"A256GCM","p2c":{iterations},"p2s":"{}"}}"#,
        b64([1; 16])
    );
    format!("{}.{}.{}.{}.{}", b64(header), b64([2; 40]), b64([3; 12]), b64([4; 64]), b64([5; 16]))
}

fn encrypted(iv: &[u8], tag: &[u8]) -> String {
    let header = r#"{"alg":"dir","enc":"A256GCM"}"#;
    format!("{}..{}.{}.{}", b64(header), b64(iv), b64([4; 64]), b64(tag))
}

/// A token that opens with thirty-two letters k, and inflates to so many zeros.
fn zip_bomb(bytes: usize) -> String {
    let header = b64(r#"{"alg":"dir","enc":"A256GCM","zip":"DEF"}"#);
    let (ciphertext, tag) = sealed(header.as_bytes(), &deflated(bytes));
    format!("{header}..{}.{ciphertext}.{tag}", b64([3; 12]))
}

/// The same in JSON, for many recipients of whom none has a key that fits.
fn many_recipients(count: usize) -> String {
    let header = b64(r#"{"enc":"A256GCM","zip":"DEF"}"#);
    let recipients =
        vec![format!(r#"{{"header":{{"alg":"A256KW"}},"encrypted_key":"{}"}}"#, b64([2; 40])); count]
            .join(",");
    let (ciphertext, tag) = sealed(header.as_bytes(), &deflated(1 << 20));
    format!(
        r#"{{"protected":"{header}","recipients":[{recipients}],"iv":"{}","ciphertext":"{ciphertext}","tag":"{tag}"}}"#,
        b64([3; 12])
    )
}

fn deflated(bytes: usize) -> Vec<u8> {
    let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    let zeros = vec![0; 1 << 20];
    (0..bytes >> 20).for_each(|_| deflate.write_all(&zeros).unwrap());
    deflate.finish().unwrap()
}

/// A256GCM with thirty-two letters k and the vector of twelve threes: ciphertext and tag.
fn sealed(aad: &[u8], plain: &[u8]) -> (String, String) {
    use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &[b'k'; 32]).unwrap());
    let mut sealed = plain.to_vec();
    let nonce = Nonce::assume_unique_for_key([3; 12]);
    let tag = key.seal_in_place_separate_tag(nonce, Aad::from(aad), &mut sealed).unwrap();
    (b64(sealed), b64(tag.as_ref()))
}
