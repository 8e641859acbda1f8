//! `ssoscope check` on the command line: exit statuses, and the lines that say what is wrong.
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;
use std::process::{Command, Output};

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/playbooks");

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ssoscope")).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
}

fn book(name: &str) -> String {
    format!("{SAMPLES}/{name}/playbook.toml")
}

/// A folder with a playbook of its own, which is removed again.
struct Folder(PathBuf);

impl Folder {
    fn with(name: &str, text: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("ssoscope-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("playbook.toml"), text).unwrap();
        Folder(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

#[test]
fn the_exit_status_says_what_came_of_it() {
    let at = ["--at", "2026-06-01T00:00:00Z"];
    let good = run(&[&["check", &book("ledgerline")], at.as_slice()].concat());
    assert_eq!(good.status.code(), Some(0), "{}", said(&good));
    let beside = format!("{SAMPLES}/ledgerline/wrong-audience.txt");
    let bad = run(&[&["check", &book("ledgerline"), &beside], at.as_slice()].concat());
    assert_eq!(bad.status.code(), Some(1), "{}", said(&bad));
    let empty = Folder::with("empty", "[saml.sp]\nentity_id = \"https://a.example\"\n");
    let nothing = run(&["check", &empty.path("playbook.toml")]);
    assert_eq!(nothing.status.code(), Some(3), "{}", said(&nothing));
    let no_such = run(&["check", &book("ledgerline"), "no-such-*.har"]);
    assert_eq!(no_such.status.code(), Some(2), "{}", said(&no_such));
}

#[test]
fn each_fault_is_one_line_with_file_line_and_column() {
    let folder = Folder::with("faults", "[saml.sp]\nentity = \"x\"\n[saml.idp]\nmetadata = \"none.xml\"\n");
    let path = folder.path("playbook.toml");
    let said_of = |text: &str| {
        std::fs::write(&path, text).unwrap();
        let output = run(&["check", &path]);
        assert_eq!(output.status.code(), Some(2));
        said(&output)
    };
    assert!(
        said_of("[saml.sp]\nentity = \"x\"\n").starts_with(&format!("ssoscope: {path}:2:1: there is no key"))
    );
    let missing = said_of("[saml.idp]\nmetadata = \"none.xml\"\n[[case]]\ncapture = \"gone.har\"\n");
    assert!(missing.contains(&format!("{path}:2:12: none.xml can't be read")), "{missing}");
    assert!(missing.contains(&format!("{path}:4:11: gone.har can't be read")), "{missing}");
}

#[test]
fn evidence_is_the_same_each_time_and_names_every_input() {
    let folder = Folder::with("evidence", "");
    let keep = |name: &str| {
        let file = folder.path(name);
        let output = run(&["check", &book("tidepool"), "--at", "2026-06-01T00:00:00Z", "--evidence", &file]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        std::fs::read_to_string(file).unwrap()
    };
    assert_eq!(keep("a.json"), keep("b.json"));
    let manifest = std::fs::read_to_string(folder.path("a.json.sha256")).unwrap();
    for name in ["a.json", "playbook.toml", "jwks.json", "openid-configuration.json", "former-key.json"] {
        assert!(manifest.lines().any(|line| line.ends_with(name)), "{name}\n{manifest}");
    }
}

#[test]
fn playbooks_are_written_and_asked() {
    let from = run(&[
        "playbook",
        "from",
        &format!("{SAMPLES}/ledgerline/idp.xml"),
        &format!("{SAMPLES}/ledgerline/sp.xml"),
    ]);
    assert!(
        said(&from).contains("entity_id = \"https://login.halden.example/saml/metadata\""),
        "{}",
        said(&from)
    );
    let new = run(&["playbook", "new", "--product", "salesforce", "--set", "subdomain=acme"]);
    assert!(said(&new).contains("entity_id = \"https://acme.my.salesforce.com\""), "{}", said(&new));
    let near = run(&["playbook", "new", "--product", "salesfroce"]);
    assert!(near.status.code() == Some(2) && said(&near).contains("salesforce"), "{}", said(&near));
    let ends = run(&["playbook", "expiry", SAMPLES, "--at", "2026-06-01T00:00:00Z"]);
    assert!(said(&ends).contains("client secret: chalkline"), "{}", said(&ends));
    let calendar = run(&["playbook", "expiry", SAMPLES, "--at", "2026-06-01T00:00:00Z", "--format", "ics"]);
    let calendar = said(&calendar);
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"));
    assert!(calendar.lines().all(|line| line.len() <= 75), "a line is too long");
    let (good, bad) =
        (format!("{SAMPLES}/ledgerline/good.txt"), format!("{SAMPLES}/ledgerline/wrong-audience.txt"));
    let diff = run(&["playbook", "diff", &good, &bad]);
    assert!(
        diff.status.code() == Some(1) && said(&diff).contains("+ https://intranet.halden.example/saml"),
        "{}",
        said(&diff)
    );
    assert_eq!(run(&["playbook", "diff", &good, &good]).status.code(), Some(0));
}

#[test]
fn a_playbook_that_cannot_be_read_keeps_no_other_out_of_the_table() {
    let folder = Folder::with("table", "[integrtion]\nname = \"x\"\nschema = \"ssoscope-playbook/1\"\n");
    let client = "schema = \"ssoscope-playbook/1\"\n[integration]\nname = \"Quill\"\n\
                  [oidc.rp]\nclient_id = \"quill\"\nsecret_expires = 2026-09-01T00:00:00Z\n";
    std::fs::write(folder.0.join("quill.toml"), client).unwrap();
    std::fs::write(folder.0.join("settings.toml"), "colour = \"blue\"\n").unwrap();
    let ends = run(&["playbook", "expiry", &folder.path(""), "--at", "2026-06-01T00:00:00Z"]);
    let told = said(&ends);
    assert_eq!(ends.status.code(), Some(2), "an answer that leaves one out is none to rely on: {told}");
    assert!(told.contains("client secret: quill"), "{told}");
    assert!(told.contains("playbook.toml:1:2") && told.contains("leaves out 1 of 2 playbooks"), "{told}");
    assert!(told.contains("not taken for playbooks") && told.contains("settings.toml"), "{told}");
}

#[test]
fn every_format_of_examine_is_printed() {
    let capture = format!("{SAMPLES}/ledgerline/wrong-audience.txt");
    let print = |format: &str| {
        let with = format!("{SAMPLES}/ledgerline/idp.xml");
        let book = "saml.sp.entity_id=https://app.ledgerline.example/saml/metadata";
        let at = "2026-05-12T08:15:32Z";
        run(&["examine", &capture, "--with", &with, "--expect", book, "--at", at, "--format", format])
    };
    for (format, holds) in
        [("html", "<!DOCTYPE html>"), ("sarif", "\"version\": \"2.1.0\""), ("junit", "<testsuites")]
    {
        let output = print(format);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains(holds), "{format}");
    }
    assert!(said(&print("sarif")).contains("playbooks/ledgerline/wrong-audience.txt"));
}
