//! The web side of the window: built when it is older than its sources.

use crate::process::npm;
use crate::workspace::{self, stale};

/// What the built pages are made from.
const SOURCES: &[&str] = &[
    "src",
    "public",
    "index.html",
    "package-lock.json",
    "vite.config.ts",
    "svelte.config.js",
    "tsconfig.json",
];

/// Builds the pages into `ui/dist`, which must be there before the window is even compiled.
pub(crate) fn ensure() -> Result<(), String> {
    crate::node::ensure()?;
    let ui = workspace::ui();
    let sources: Vec<_> = SOURCES.iter().map(|source| ui.join(source)).collect();
    if stale(&ui.join("dist/index.html"), &sources) {
        npm(&["run", "--silent", "build"]).run("build of the pages")?;
    }
    Ok(())
}
