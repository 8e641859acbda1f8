//! Key files, and the passwords that protect them: from a file, the environment or the terminal, and never from the command
//! line, where every process of the machine could read them.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use ssoscope_core::expect::{KeyFileError, Keys, Secret};

use crate::{CliError, files};

/// The environment variable that holds a password.
const VARIABLE: &str = "SSOSCOPE_KEY_PASSWORD";

/// Reads the key files that the command line names.
pub(crate) fn read(files: &[PathBuf], password: Option<&Path>) -> Result<Keys, CliError> {
    let given = given(password)?;
    let mut keys = Keys::default();
    for path in files {
        add(&mut keys, &path.display().to_string(), files::bytes(path)?, given.as_ref())?;
    }
    if let Some(password) = given {
        keys.try_on_containers(password);
    }
    Ok(keys)
}

fn add(keys: &mut Keys, name: &str, bytes: Vec<u8>, given: Option<&Secret>) -> Result<(), CliError> {
    let file = Secret::new(bytes);
    match keys.add_with_password(name, file.expose().to_vec(), given) {
        Err(error @ KeyFileError::NeedsPassword { .. }) => {
            let asked = asked(name).ok_or(CliError::Password(error))?;
            Ok(keys.add_with_password(name, file.expose().to_vec(), Some(&asked))?)
        }
        other => Ok(other?),
    }
}

/// The password that was given beforehand.
fn given(file: Option<&Path>) -> Result<Option<Secret>, CliError> {
    let Some(path) = file else {
        return Ok(std::env::var(VARIABLE).ok().map(|password| Secret::new(password.into_bytes())));
    };
    let text = Secret::new(files::bytes(path)?);
    let line = text.expose().split(|byte| *byte == b'\n').next().unwrap_or_default();
    Ok(Some(Secret::from(line.strip_suffix(b"\r").unwrap_or(line))))
}

/// Asks at the terminal, where there is one.
fn asked(name: &str) -> Option<Secret> {
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return None;
    }
    let password = rpassword::prompt_password(format!("Password of {name}: ")).ok()?;
    Some(Secret::new(password.into_bytes()))
}
