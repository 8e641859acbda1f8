//! Large files: what is kept of one that is read in pieces tells the same story as all of it.

#![allow(clippy::unwrap_used)] // a test may stop

use std::collections::BTreeMap;
use std::fs;

use ssoscope_core::report::{Report, State};
use ssoscope_core::{Clock, Expectations, Paste, Role, Sieve, examine};
use ssoscope_tests::{files, shared};

/// Bytes at the start of a log in which its list of entries begins.
const HEAD: usize = 16 << 10;

/// All that is said, without places and without what speaks of the file.
#[derive(Debug, PartialEq)]
struct Story {
    checks: BTreeMap<&'static str, State>,
    causes: Vec<&'static str>,
    messages: Vec<String>,
    flows: Vec<Vec<String>>,
}

fn story(paste: Paste) -> (Story, Report) {
    let clock = Clock::CaptureOr(chrono::DateTime::UNIX_EPOCH);
    let report = examine(vec![paste], &Expectations::default(), clock).report;
    let told = |flow: &ssoscope_core::report::FlowShape| {
        let carries = |step: &&ssoscope_core::report::StepShape| !step.messages.is_empty();
        flow.steps.iter().filter(carries).map(|step| format!("{:?} {:?}", step.deed, step.url)).collect()
    };
    let story = Story {
        checks: report.checks.iter().map(|check| (check.id, check.verdict)).collect(),
        causes: report.causes.iter().map(|cause| cause.id).collect(),
        messages: report
            .messages
            .iter()
            .map(|message| format!("{} {}", message.kind, message.summary))
            .collect(),
        flows: report.flows.iter().map(told).collect(),
    };
    (story, report)
}

#[test]
fn a_real_log_tells_the_same_when_it_is_read_in_pieces() {
    let Some(captures) = shared("captures") else { return };
    let (mut whole, mut kept, mut logs, mut wrong) = (0, 0, 0, Vec::new());
    for file in files(&captures, ".har") {
        let bytes = fs::read(&file).unwrap();
        if bytes.len() <= HEAD {
            continue;
        }
        let mut sieve = Sieve::from("capture.har", Role::Capture, HEAD);
        bytes.chunks(4_096).for_each(|piece| sieve.take(piece));
        let paste = sieve.paste();
        if paste.kept.is_none() {
            // What is not UTF-8 is held whole, and read once its charset is taken off.
            assert!(std::str::from_utf8(&bytes).is_err(), "{} was not sifted", file.display());
            continue;
        }
        logs += 1;
        whole += bytes.len();
        kept += paste.bytes.len();
        let (told, _) = story(paste);
        let (truth, _) = story(Paste::capture("capture.har", bytes));
        if told != truth {
            wrong.push(format!("{}:\n{told:#?}\ninstead of\n{truth:#?}", file.display()));
        }
    }
    println!("{logs} logs, {whole} bytes, of which {kept} were kept");
    assert!(wrong.is_empty(), "{} of {logs}\n{}", wrong.len(), wrong.join("\n"));
}
