//! The playbooks of the samples: each comes out as it says, and the machine formats are what their readers take.

// What should not happen stops the test; clippy allows that in test functions only, and not in what they call.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;

use ssoscope_core::check::Severity;
use ssoscope_core::expect::{Keys, Playbook};
use ssoscope_core::integration::{
    CheckReport, Drawer, GivenCapture, RowOutcome, check_html, check_integration, check_junit,
    check_markdown, check_sarif,
};
use ssoscope_core::report::{Outcome, html, junit, sarif};
use ssoscope_core::{Clock, Paste};
use ssoscope_forge::{checked, samples};
use ssoscope_tests::xml_outline;

fn folders() -> Vec<String> {
    let entries = std::fs::read_dir(samples().join("playbooks")).unwrap();
    let folders = entries.map(|entry| entry.unwrap()).filter(|entry| entry.file_type().unwrap().is_dir());
    let mut names: Vec<String> =
        folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn files(name: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = samples().join("playbooks").join(name);
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| {
            (format!("{name}/{}", entry.file_name().to_string_lossy()), std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn report(name: &str) -> CheckReport {
    checked(&files(name), &format!("{name}/")).unwrap_or_else(|says| panic!("{name}: {says}"))
}

/// A playbook's text with some of it replaced, checked with the files beside it.
fn changed(name: &str, from: &str, to: &str) -> CheckReport {
    let mut files = files(name);
    let key = format!("{name}/playbook.toml");
    let text = String::from_utf8(files[&key].clone()).unwrap();
    assert!(text.contains(from), "{name} has no {from:?}");
    files.insert(key, text.replacen(from, to, 1).into_bytes());
    checked(&files, &format!("{name}/")).unwrap_or_else(|says| panic!("{name}: {says}"))
}

#[test]
fn there_are_eight_each_with_good_and_bad_captures() {
    let names = folders();
    assert!(names.len() >= 8, "{names:?}");
    for name in names {
        let report = report(&name);
        let wanted = |verdict| report.rows.iter().filter(|row| row.wanted.verdict == verdict).count();
        assert!(wanted(Outcome::Accepted) >= 1 && wanted(Outcome::Rejected) >= 1, "{name}");
    }
}

#[test]
fn each_comes_out_as_it_says() {
    for name in folders() {
        let report = report(&name);
        let otherwise: Vec<&str> = report
            .rows
            .iter()
            .filter(|row| row.outcome != RowOutcome::AsWanted)
            .map(|row| row.says.as_str())
            .collect();
        assert!(otherwise.is_empty(), "{name}: {otherwise:#?}");
        assert_eq!(report.verdict, Outcome::Accepted, "{name}: {}, {:#?}", report.headline, report.remarks);
    }
}

#[test]
fn a_case_that_comes_out_otherwise_fails_and_says_why() {
    let report = changed("ledgerline", "cause = \"missing_attribute\"", "cause = \"clock_skew\"");
    assert_eq!(report.verdict, Outcome::Rejected);
    assert!(
        report.rows.iter().any(|row| row.says == "The cause is missing_attribute, and should be clock_skew.")
    );
    let report = changed("ledgerline", "verdict = \"accepted\"", "verdict = \"rejected\"");
    assert_eq!(report.rows[0].outcome, RowOutcome::Otherwise);
}

#[test]
fn nothing_to_check_is_no_pass() {
    let playbook = Playbook::read("[saml.sp]\nentity_id = \"https://a.example\"", &[]).unwrap();
    let clock = Clock::Given("2026-06-01T00:00:00Z".parse().unwrap());
    let report =
        check_integration("p.toml", &playbook, &Drawer::default(), Vec::new(), &Keys::default(), clock)
            .unwrap();
    assert_eq!(report.verdict, Outcome::Undetermined);
    assert!(check_junit(&report).contains("<error message=\"Nothing was checked"));
}

#[test]
fn a_capture_of_another_integration_fails_whatever_was_wanted_of_it() {
    let mut files = files("ledgerline");
    let other = std::fs::read(samples().join("playbooks/quillbook/good.txt")).unwrap();
    files.insert("ledgerline/missing-attribute.txt".to_owned(), other);
    files.insert("ledgerline/request.txt".to_owned(), b"nothing".to_vec());
    let report = checked(&files, "ledgerline/").unwrap();
    let row = report
        .rows
        .iter()
        .find(|row| row.captures.iter().any(|file| file == "missing-attribute.txt"))
        .unwrap();
    assert_eq!(row.outcome, RowOutcome::OtherIntegration);
    assert_eq!(report.verdict, Outcome::Rejected);
}

#[test]
fn a_missing_file_is_one_line_with_its_place() {
    let mut files = files("ledgerline");
    files.remove("ledgerline/clock-skew.txt");
    let says = checked(&files, "ledgerline/").map(|_| ()).unwrap_err();
    assert!(says.ends_with("clock-skew.txt can't be read: it was not given"), "{says}");
    assert!(says.split(':').next().unwrap().parse::<u32>().is_ok(), "{says}");
}

#[test]
fn a_playbook_that_contradicts_its_papers_fails() {
    let says = |report: &CheckReport| -> Vec<String> {
        let errors = report.remarks.iter().filter(|remark| remark.severity == Severity::Error);
        errors.map(|remark| format!("{}:{} {}", remark.at.unwrap().line, remark.key, remark.says)).collect()
    };
    let report = changed(
        "ledgerline",
        "https://login.halden.example/saml/sso\"",
        "https://login.halden.example/sso\"",
    );
    assert_eq!(says(&report).len(), 1, "{:?}", report.remarks);
    assert!(says(&report)[0].contains("saml.idp.sso_url"));
    assert_eq!(report.verdict, Outcome::Rejected);
    let report = changed("tidepool", "id_token_alg = \"RS256\"", "id_token_alg = \"PS256\"");
    assert!(says(&report).iter().any(|says| says.contains("oidc.rp.id_token_alg")), "{:?}", report.remarks);
    let report = changed("casebox", "check = \"x509/lead_time\"", "check = \"x509/led_time\"");
    assert!(says(&report).iter().any(|says| says.contains("“x509/lead_time” comes nearest")));
    let report = changed("casebox", "check = \"x509/lead_time\"", "check = \"saml/signature_verifies\"");
    assert!(says(&report).iter().any(|says| says.contains("keeps forged sign-ins out")));
}

#[test]
fn a_policy_sets_a_severity_until_it_ends() {
    let failed = |report: &CheckReport, id: &str| {
        report.rows[0].failed.iter().find(|failed| failed.id == id).map(|failed| failed.severity)
    };
    assert_eq!(failed(&report("minutes"), "x509/key_strength"), Some(Severity::Note));
    let ended = changed("minutes", "until = 2026-11-01", "until = 2026-01-01");
    assert_eq!(failed(&ended, "x509/key_strength"), Some(Severity::Warning));
    assert!(ended.remarks.iter().any(|remark| remark.id == "playbook/ended"));
}

#[test]
fn given_captures_have_to_be_accepted() {
    let text = std::fs::read_to_string(samples().join("playbooks/ledgerline/playbook.toml")).unwrap();
    let text = text.split("[[case]]").next().unwrap();
    let playbook = Playbook::read(text, &[]).unwrap();
    let file = |name: &str| std::fs::read(samples().join("playbooks/ledgerline").join(name)).unwrap();
    let mut drawer = Drawer::default();
    ["idp.xml", "sp.xml"].into_iter().for_each(|name| drawer.put(name, file(name)));
    let given = |name: &str| GivenCapture {
        name: name.to_owned(),
        pastes: vec![Paste::capture("request.txt", file("request.txt")), Paste::capture(name, file(name))],
    };
    let clock = Clock::Given("2026-05-12T08:15:32Z".parse().unwrap());
    let check =
        |given| check_integration("p.toml", &playbook, &drawer, given, &Keys::default(), clock).unwrap();
    assert_eq!(check(vec![given("good.txt")]).verdict, Outcome::Accepted);
    assert_eq!(check(vec![given("good.txt"), given("wrong-audience.txt")]).verdict, Outcome::Rejected);
}

#[test]
fn junit_has_a_test_case_for_each_row() {
    let report = changed("ledgerline", "cause = \"missing_attribute\"", "cause = \"clock_skew\"");
    let outline = xml_outline(&check_junit(&report));
    let suites = &outline.children;
    assert_eq!((outline.name.as_str(), suites.len()), ("testsuites", 1));
    let cases = &suites[0].children;
    assert_eq!(cases.len(), report.rows.len() + 1);
    let holding =
        |name: &str| cases.iter().filter(|case| case.children.iter().any(|child| child.name == name)).count();
    assert_eq!(holding("failure"), 1);
}

#[test]
fn sarif_points_into_the_playbook_and_into_the_captures() {
    let report = changed("ledgerline", "cause = \"missing_attribute\"", "cause = \"clock_skew\"");
    let log = check_sarif(&report, &|name| format!("samples/playbooks/ledgerline/{name}"));
    let results = log["runs"][0]["results"].as_array().unwrap();
    let otherwise = results.iter().find(|result| result["ruleId"] == "playbook/otherwise").unwrap();
    let place = &otherwise["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "playbook.toml");
    let text = String::from_utf8(files("ledgerline")["ledgerline/playbook.toml"].clone()).unwrap();
    let line = place["region"]["startLine"].as_u64().unwrap() as usize;
    let case = text.lines().skip(line - 1).take(6).collect::<Vec<_>>().join("\n");
    assert!(case.contains("The attribute email is missing"), "{case}");
    let missing = results.iter().find(|result| result["ruleId"] == "saml/attributes").unwrap();
    let place = &missing["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "samples/playbooks/ledgerline/missing-attribute.txt");
    assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
}

#[test]
fn pages_hold_everything_they_show_and_run_nothing() {
    let report = report("ledgerline");
    let examined = report.rows[1].examined.as_ref().unwrap();
    for page in [check_html(&report), html(&examined.case, &examined.report)] {
        let lower = page.to_ascii_lowercase();
        for barred in
            ["<script", "<link", "<img", "<iframe", "@import", "url(", " src=", " href=", " onload="]
        {
            assert!(!lower.contains(barred), "the page has {barred}");
        }
        assert!(page.contains("default-src 'none'") && page.starts_with("<!DOCTYPE html>"));
    }
    assert!(
        check_markdown(&report)
            .contains("| A sign-in as it should be | accepted | accepted | as it should |")
    );
}

#[test]
fn secrets_enter_no_format() {
    let log = samples().join("oidc/good-code-flow");
    let names = ["capture-1-request.txt", "capture-2-callback.txt", "capture-3-token-request.txt"];
    let pastes: Vec<Paste> =
        names.map(|name| Paste::capture(name, std::fs::read(log.join(name)).unwrap())).into_iter().collect();
    let clock = Clock::Given("2026-04-15T08:00:00Z".parse().unwrap());
    let examined = ssoscope_core::examine(pastes, &ssoscope_core::Expectations::default(), clock);
    let (case, report) = (&examined.case, &examined.report);
    let all = [html(case, report), junit(report, "x"), sarif(case, report, &str::to_owned).to_string()];
    for told in all {
        assert!(!told.contains("a-secret-for-samples-that-guards-nothing-at-all"));
    }
}

#[test]
fn examine_has_junit_that_is_never_green_where_nothing_is_told() {
    let clock = Clock::Given("2026-04-15T08:00:00Z".parse().unwrap());
    let examined = ssoscope_core::examine(Vec::new(), &ssoscope_core::Expectations::default(), clock);
    let outline = xml_outline(&junit(&examined.report, "nothing"));
    assert_eq!(outline.children[0].attributes["errors"], "1");
}
