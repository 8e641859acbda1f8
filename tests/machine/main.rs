//! What machines read keeps to what their readers take: JUnit XML to the schema of Jenkins' reader, SARIF to the one that OASIS
//! publishes. The rules stand here as tables, and what breaks them is shown to be seen.

// What should not happen stops the test; clippy allows that in test functions only, and not in what they call.
#![allow(clippy::unwrap_used, clippy::panic)]

mod junit;
mod sarif;

use std::path::PathBuf;

use ssoscope_core::expect::{Keys, Playbook};
use ssoscope_core::integration::{CheckReport, Drawer, check_integration, check_junit, check_sarif};
use ssoscope_core::report;
use ssoscope_core::{Clock, Examined};
use ssoscope_forge::{Case, samples};
use ssoscope_tests::{inside, xml_outline};

/// Every sample of a sign-in, examined.
fn sign_ins() -> impl Iterator<Item = Examined> {
    let folders = ["saml", "oidc"].into_iter().flat_map(|protocol| inside(&samples().join(protocol)));
    folders.map(|folder| Case::read(&folder).unwrap().examine().unwrap())
}

/// Every sample of a playbook as it is, with each of its cases expected to come out otherwise, and without any case.
fn checks() -> Vec<CheckReport> {
    let folders: Vec<PathBuf> =
        inside(&samples().join("playbooks")).into_iter().filter(|path| path.is_dir()).collect();
    let mut reports = Vec::new();
    for folder in folders {
        let text = std::fs::read_to_string(folder.join("playbook.toml")).unwrap();
        let bare = text.split("[[case]]").next().unwrap().to_owned();
        let otherwise =
            text.replace("\"accepted\"", "\"undetermined\"").replace("\"rejected\"", "\"accepted\"");
        for text in [text, otherwise, bare] {
            let playbook = Playbook::read(&text, &[]).unwrap();
            let mut drawer = Drawer::default();
            for named in playbook.files().into_iter().chain(playbook.case_files()) {
                drawer.put(named.path.clone(), std::fs::read(folder.join(&named.path)).unwrap());
            }
            let clock = Clock::Given("2026-12-31T00:00:00Z".parse().unwrap());
            let checked = check_integration(
                "sso & more/playbook.toml",
                &playbook,
                &drawer,
                Vec::new(),
                &Keys::default(),
                clock,
            );
            reports.push(checked.unwrap_or_else(|faults| panic!("{}: {faults:?}", folder.display())));
        }
    }
    reports
}

#[test]
fn junit_of_every_playbook_is_what_jenkins_takes() {
    let all = checks();
    for report in &all {
        let amiss = junit::amiss(&xml_outline(&check_junit(report)));
        assert!(amiss.is_empty(), "{:?}: {amiss:#?}", report.integration);
    }
    assert!(all.len() >= 24, "{} checks", all.len());
}

#[test]
fn junit_of_every_sign_in_is_what_jenkins_takes() {
    for examined in sign_ins() {
        let amiss = junit::amiss(&xml_outline(&report::junit(&examined.report, "a <name> & more")));
        assert!(amiss.is_empty(), "{}: {amiss:#?}", examined.report.headline);
    }
}

#[test]
fn sarif_of_every_playbook_is_what_the_standard_requires() {
    for report in checks() {
        let log = check_sarif(&report, &|name| format!("sso & more/{name}"));
        let amiss = sarif::amiss(&log);
        assert!(amiss.is_empty(), "{:?}: {amiss:#?}", report.integration);
        assert_eq!(log["runs"][0]["automationDetails"]["id"], "ssoscope/sso & more/playbook.toml/");
    }
}

#[test]
fn sarif_of_every_sign_in_is_what_the_standard_requires() {
    for Examined { case, report } in sign_ins() {
        let amiss = sarif::amiss(&report::sarif(&case, &report, &|name| format!("samples/{name}")));
        assert!(amiss.is_empty(), "{}: {amiss:#?}", report.headline);
    }
}
