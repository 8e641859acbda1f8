//! `cargo xtask bundle`: the packages that people install.

use crate::process::{cargo, program};
use crate::{packages, ui};

/// The one that fits the tauri crate; kept out of `package.json`, since nothing else needs it.
const CLI: &str = "--package=@tauri-apps/cli@2.12.5";
/// Where the manual pages and the completions go; the bundler's configuration names them there.
const PAGES: &str = "target/pages";

/// The kinds of package of this system.
const KINDS: &str = match std::env::consts::OS.as_bytes() {
    b"macos" => "app,dmg",
    b"windows" => "nsis",
    _ => "deb,rpm",
};

/// Makes the packages under `target/release/bundle`: the window, the command line, its manual pages and completions.
pub(crate) fn bundle() -> Result<(), String> {
    packages::ensure(packages::BUILD)?;
    ui::ensure()?;
    cargo(&["build", "--release", "--package", "ssoscope"]).run("the command line")?;
    cargo(&["run", "--package", "ssoscope", "--example", "pages", "--", PAGES]).run("manual pages")?;
    // from the root: started in ui/ the tool does not find the project
    program("npm")
        .args(["exec", "--yes", CLI, "--", "tauri", "build", "--bundles", KINDS, "--ci"])
        .run("tauri build")
}
