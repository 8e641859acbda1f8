//! The standard output: colours where a terminal shows them, and no complaint where a reader has had enough.

use std::io::{IsTerminal, Write};

use ssoscope_core::report::Paint;

use crate::CliError;

/// Prints a text.
pub(crate) fn print(text: &str) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// Colours where a terminal shows them and nobody asked for none (the convention NO_COLOR).
pub(crate) fn paint() -> Paint {
    let wanted =
        std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    if wanted { Paint::Colours } else { Paint::Plain }
}

/// Tells on the standard error what is wrong, each line under the program's name.
pub(crate) fn complain(text: &str) {
    for line in text.lines() {
        eprintln!("ssoscope: {line}");
    }
}
