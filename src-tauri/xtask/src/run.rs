//! `cargo xtask run`: sets up what is missing and opens the window; without a screen, shows what it would.

use crate::process::{cargo, program};
use crate::{packages, screenless, ui, workspace};

/// Opens the window with the arguments, which are those of `ssoscope-desktop`.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let needed = if has_screen() { &[] } else { packages::SCREENLESS };
    packages::ensure(&[packages::BUILD, needed].concat())?;
    ui::ensure()?;
    if !has_screen() {
        return screenless::run(arguments);
    }
    build(&["ssoscope-desktop"])?;
    program(workspace::programs()?.join("ssoscope-desktop")).args(arguments).here().run("the window")
}

/// Builds programs, with the features that the tests have, so that nothing is compiled twice.
pub(crate) fn build(programs: &[&str]) -> Result<(), String> {
    let named = programs.iter().flat_map(|program| ["--bin", program]);
    let arguments: Vec<&str> = ["build", "--workspace"].into_iter().chain(named).collect();
    cargo(&arguments).run(&format!("build of {}", programs.join(" and ")))
}

fn has_screen() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}
