//! A browser's log of 200 MB with 30,000 entries to a finished report: the time beside a bare `serde_json` scan of the
//! same bytes in the same run, and the memory of a process that streams it from the file. Prints ratios; asserts nothing
//! but that the sign-in was found. Run with `cargo xtask bench`.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "measure/memory.rs"]
mod memory;

use std::fmt::Write as _;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use memory::megabytes;
use ssoscope_core::{Clock, Examined, Expectations, Paste, Role, Sieve, Unwatched, examine};

/// The one that the command line and the window use.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ENTRIES: usize = 30_496;
const BYTES: usize = 200_000_000;
/// Sign-ins in the log, and entries of each.
const SIGN_INS: usize = 4;

fn main() {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--streamed").skip(1);
    match arguments.next() {
        Some(file) => streamed(Path::new(&file)),
        None => measure(),
    }
}

fn measure() {
    let file = std::env::temp_dir().join(format!("ssoscope-large-{}.har", std::process::id()));
    let size = write(&file).unwrap();
    let bytes = std::fs::read(&file).unwrap();
    println!("HAR of {:.1} MB, {ENTRIES} entries, {SIGN_INS} sign-ins", size as f64 / 1e6);
    let scan = best(|| {
        black_box(serde_json::from_slice::<serde::de::IgnoredAny>(&bytes).unwrap());
    });
    println!("  serde_json scan of the bytes  {:>7.1} ms", millis(scan));
    let sieve = best(|| drop(black_box(sifted(&bytes))));
    println!(
        "  what may tell is kept         {:>7.1} ms  {:.2} × the scan",
        millis(sieve),
        ratio(sieve, scan)
    );
    let report = best(|| drop(black_box(told(sifted(&bytes)))));
    println!(
        "  finished report               {:>7.1} ms  {:.2} × the scan",
        millis(report),
        ratio(report, scan)
    );
    drop(bytes);
    let own = std::env::current_exe().unwrap();
    let child = Command::new(own).arg("--streamed").arg(&file).output().unwrap();
    print!("{}", String::from_utf8_lossy(&child.stdout));
    std::fs::remove_file(&file).unwrap();
    assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stderr));
}

/// In a process of its own, whose memory is measured.
fn streamed(path: &Path) {
    let before = megabytes("VmHWM:");
    let start = Instant::now();
    let file = File::open(path).unwrap();
    let size = file.metadata().unwrap().len();
    let sieve = Sieve::new("large.har", Role::Capture);
    let paste = sieve.read(file, Some(size), &Unwatched).unwrap().unwrap();
    let (held, read) = (paste.bytes.len(), megabytes("VmHWM:"));
    let examined = told(paste);
    println!(
        "  streamed to a finished report {:>7.1} ms; {:.1} MB resident at most ({before:.1} before, {read:.1} once read), {:.1} MB of it the program's own file; {:.2} MB kept, {} layers",
        millis(start.elapsed()),
        megabytes("VmHWM:"),
        megabytes("RssFile:"),
        held as f64 / 1e6,
        examined.case.layers().len()
    );
}

fn sifted(bytes: &[u8]) -> Paste {
    let mut sieve = Sieve::new("large.har", Role::Capture);
    bytes.chunks(1 << 20).for_each(|piece| sieve.take(piece));
    sieve.paste()
}

fn told(paste: Paste) -> Examined {
    let clock = Clock::Given(ssoscope_core::instant::parse("2026-03-10T09:41:03Z").unwrap());
    let examined = examine(vec![paste], &Expectations::default(), clock);
    let responses = examined.report.messages.iter().filter(|message| message.kind == "saml-response");
    assert_eq!(responses.count(), SIGN_INS);
    examined
}

/// Writes the log: scripts, pictures and calls as pages load them, and sign-ins among them.
fn write(path: &Path) -> std::io::Result<usize> {
    let mut out = BufWriter::new(File::create(path)?);
    let head = r#"{"log":{"version":"1.2","creator":{"name":"bench","version":"1"},"pages":[],"entries":["#;
    out.write_all(head.as_bytes())?;
    let mut size = head.len();
    let response = response();
    for number in 0..ENTRIES {
        let text = match number % (ENTRIES / SIGN_INS) {
            7_000 => ask(number),
            7_001 => answer(number, &response),
            place if place % 50 == 0 => entry(number, "document", "text/html; charset=utf-8", 3_000),
            place if place % 5 == 0 => entry(number, "xhr", "application/json", 1_800),
            place if place % 3 == 0 => entry(number, "image", "image/png", 9_500),
            _ => entry(number, "script", "text/javascript", (BYTES / ENTRIES).saturating_sub(2_400)),
        };
        let separator: &[u8] = if number == 0 { b"\n" } else { b",\n" };
        out.write_all(separator)?;
        out.write_all(text.as_bytes())?;
        size += separator.len() + text.len();
    }
    out.write_all(b"\n]}}\n")?;
    out.flush()?;
    Ok(size + 5)
}

fn headers(number: usize) -> String {
    let mut text = String::new();
    for name in [
        "accept",
        "accept-encoding",
        "accept-language",
        "cache-control",
        "pragma",
        "priority",
        "referer",
        "sec-ch-ua",
        "sec-fetch-dest",
        "sec-fetch-mode",
        "user-agent",
    ] {
        let _ = write!(text, r#"{{"name":"{name}","value":"a value of moderate length {number}"}},"#);
    }
    text + r#"{"name":"date","value":"Tue, 10 Mar 2026 09:41:03 GMT"}"#
}

fn head(number: usize, kind: &str, request: &str) -> String {
    format!(
        r#"{{"_resourceType":"{kind}","pageref":"page_1","startedDateTime":"2026-03-10T09:{:02}:{:02}.{:03}Z","time":41.5,"request":{{{request},"httpVersion":"http/2.0","headers":[{}],"cookies":[]}}"#,
        number / 600 % 60,
        number / 10 % 60,
        number % 10 * 100,
        headers(number)
    )
}

fn entry(number: usize, kind: &str, media: &str, body: usize) -> String {
    let request = format!(r#""method":"GET","url":"https://h{}.example/assets/{number}?v=3""#, number % 40);
    let piece = match kind {
        "xhr" => r#"{\"name\":\"value\",\"list\":[1,2,3]},"#,
        "image" => "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ",
        _ => r#"function f(a){return a.b(\"c\")}\n"#,
    };
    let encoding = if kind == "image" { r#","encoding":"base64""# } else { "" };
    format!(
        r#"{},"response":{{"status":200,"statusText":"","headers":[{}],"content":{{"size":{body},"mimeType":"{media}","text":"{}"{encoding}}}}},"timings":{{"blocked":1.5,"dns":-1,"connect":-1,"send":0.5,"wait":25,"receive":4}}}}"#,
        head(number, kind, &request),
        headers(number + 1),
        piece.repeat(body / piece.len())
    )
}

fn ask(number: usize) -> String {
    let request =
        r#""method":"GET","url":"https://idp.example/sso?SAMLRequest=fZA9a8MwEIb3&RelayState=%2Fhome""#;
    let head = head(number, "document", request);
    format!(
        r#"{head},"response":{{"status":200,"headers":[],"content":{{"size":0,"mimeType":"text/html"}}}}}}"#
    )
}

/// A signed response of the samples, as it is posted.
fn answer(number: usize, response: &str) -> String {
    let request = format!(
        r#""method":"POST","url":"https://app.example/acs","postData":{{"mimeType":"application/x-www-form-urlencoded","text":"{response}"}}"#
    );
    let head = head(number, "document", &request);
    format!(
        r#"{head},"response":{{"status":302,"headers":[{{"name":"Location","value":"/home"}}],"content":{{"size":0}}}}}}"#
    )
}

fn response() -> String {
    let capture = samples().join("saml/good-many-groups/capture.txt");
    let text =
        std::fs::read_to_string(&capture).unwrap_or_else(|error| panic!("{}: {error}", capture.display()));
    let start = text.find("SAMLResponse=").unwrap();
    text[start..].split_ascii_whitespace().next().unwrap().to_owned()
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

/// The best of a few runs: the machine does other things too.
fn best(mut work: impl FnMut()) -> Duration {
    let mut time = || {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..5).map(|_| time()).min().unwrap()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn ratio(time: Duration, bare: Duration) -> f64 {
    time.as_secs_f64() / bare.as_secs_f64()
}
