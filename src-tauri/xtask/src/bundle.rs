//! `cargo xtask bundle`: the package that people install.

use crate::process::program;
use crate::{packages, ui};

/// The one that fits the tauri crate; kept out of `package.json`, since nothing else needs it.
const CLI: &str = "--package=@tauri-apps/cli@2.12.5";

/// Makes a `.deb` under `target/release/bundle`.
pub(crate) fn bundle() -> Result<(), String> {
    packages::ensure(packages::BUILD)?;
    ui::ensure()?;
    // from the root: started in ui/ the tool does not find the project
    program("npm")
        .args(["exec", "--yes", CLI, "--", "tauri", "build", "--bundles", "deb", "--ci"])
        .run("tauri build")
}
