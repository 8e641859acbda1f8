//! System packages: which are needed, which are missing, and how they get here.

use crate::process::{answer, program};

/// Needed to build the window.
pub(crate) const BUILD: &[&str] = &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev"];
/// Needed to show the window, and take its picture, where there is no screen.
pub(crate) const SCREENLESS: &[&str] = &["xvfb", "maim"];
/// Needed to drive the window in tests.
pub(crate) const DRIVE: &[&str] = &["xvfb", "webkit2gtk-driver", "xdotool", "xclip"];
/// Other engines that tests compare with.
pub(crate) const ORACLES: &[&str] = &["openssl", "xmlsec1"];

/// Sees to it that these Debian packages are there: installs what is missing when it may, else names the command.
pub(crate) fn ensure(wanted: &[&str]) -> Result<(), String> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    if answer("dpkg-query", &["--version"]).is_none() {
        return elsewhere(wanted);
    }
    let missing: Vec<&str> = wanted.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() { Ok(()) } else { install(&missing) }
}

fn is_installed(package: &str) -> bool {
    answer("dpkg-query", &["--show", "--showformat=${db:Status-Status}", package])
        .is_some_and(|it| it == "installed")
}

fn install(missing: &[&str]) -> Result<(), String> {
    let list = missing.join(" ");
    let Some(privilege) = privilege() else {
        return Err(format!(
            "system packages are missing; install them, then try again:\n\n    \
             sudo apt-get install --no-install-recommends {list}\n"
        ));
    };
    eprintln!("xtask: installing system packages: {list}");
    let script = format!(
        "set -e; export DEBIAN_FRONTEND=noninteractive; apt-get -qq -o DPkg::Lock::Timeout=300 update; \
         apt-get -qq -y -o DPkg::Lock::Timeout=300 install --no-install-recommends {list} >/dev/null"
    );
    let (first, rest) = privilege;
    program(first).args(rest).args(["-c", &script]).run("apt-get install")
}

/// How to get a shell that may install, without asking for a password.
fn privilege() -> Option<(&'static str, &'static [&'static str])> {
    if answer("id", &["-u"]).is_some_and(|id| id == "0") {
        Some(("sh", &[]))
    } else if answer("sudo", &["-n", "true"]).is_some() {
        Some(("sudo", &["-n", "sh"]))
    } else {
        None
    }
}

/// Without Debian's package list only the one library that nothing works without can be asked for.
fn elsewhere(wanted: &[&str]) -> Result<(), String> {
    if answer("pkg-config", &["--exists", "webkit2gtk-4.1"]).is_some() {
        return Ok(());
    }
    Err(format!(
        "WebKitGTK 4.1 was not found, and this is not a Debian: install what Debian calls {}",
        wanted.join(", ")
    ))
}
