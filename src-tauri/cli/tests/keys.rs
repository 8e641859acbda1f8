//! Protected keys on the command line: what is asked for, and the ways to give it.
#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::process::{Command, Output, Stdio};

const CAPTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/saml/good-encrypted/capture.txt");
const KEY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/protected.pem");

fn run(arguments: &[&str], variable: Option<&str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ssoscope"));
    command.args(["examine", CAPTURE, "--key", KEY]).args(arguments).env_remove("SSOSCOPE_KEY_PASSWORD");
    if let Some(password) = variable {
        command.env("SSOSCOPE_KEY_PASSWORD", password);
    }
    command.stdin(Stdio::null()).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
}

#[test]
fn a_password_is_taken_from_a_file_or_the_environment() {
    let mut file = std::env::temp_dir();
    file.push(format!("ssoscope-password-{}", std::process::id()));
    std::fs::File::create(&file).unwrap().write_all(b"Kestrel-7\r\nnotes\n").unwrap();
    let by_file = run(&["--key-password-file", &file.display().to_string()], None);
    std::fs::remove_file(&file).unwrap();
    for output in [by_file, run(&[], Some("Kestrel-7"))] {
        let text = said(&output);
        assert_ne!(output.status.code(), Some(2), "{text}");
        assert!(text.contains("saml/decryptable") && !text.contains("Kestrel"), "{text}");
    }
}

#[test]
fn without_a_password_and_with_a_wrong_one_it_says_what_is_missing() {
    let none = run(&[], None);
    assert_eq!(none.status.code(), Some(2));
    assert!(said(&none).contains("--key-password-file"), "{}", said(&none));
    let wrong = run(&[], Some("other"));
    assert_eq!(wrong.status.code(), Some(2));
    assert!(said(&wrong).contains("does not open"), "{}", said(&wrong));
}
