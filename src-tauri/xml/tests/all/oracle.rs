//! Asking an oracle: a script of `tests/oracle`, lines in, lines out.

use std::io::Write;
use std::process::{Command, Stdio};

/// The answers; nothing where python3 or what the script needs is not here.
pub(crate) fn ask(script: &str, lines: String) -> Option<Vec<String>> {
    let script = format!("{}/tests/oracle/{script}", env!("CARGO_MANIFEST_DIR"));
    let mut python = Command::new("python3")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut input = python.stdin.take()?;
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()).is_ok());
    let output = python.wait_with_output().ok()?;
    let sent = writer.join().unwrap();
    let answers = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
    (sent && output.status.success()).then_some(answers)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
