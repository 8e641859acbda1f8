//! `cargo xtask bundle`: the packages that people install.

use std::path::{Path, PathBuf};

use crate::process::{answer, cargo, program};
use crate::{packages, ui, workspace};

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
        .run("tauri build")?;
    packed("deb")?.iter().try_for_each(|package| pack_tightly(package))
}

/// The packages of a kind that were made; none where this system makes none of it.
pub(crate) fn packed(kind: &str) -> Result<Vec<PathBuf>, String> {
    let folder = workspace::root().join("target/release/bundle").join(kind);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let files = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let of_kind = |file: &PathBuf| file.is_file() && file.extension().is_some_and(|it| it == kind);
    Ok(files.flatten().map(|file| file.path()).filter(of_kind).collect())
}

/// Packs a Debian package again as Debian packs its own, which Tauri can't be told, and under the name of its command.
/// Both programs hold the same core: with a dictionary that reaches from one into the other (level 9, 64 MiB) it is stored
/// once, and the package is half as large.
fn pack_tightly(package: &Path) -> Result<(), String> {
    if answer("dpkg-deb", &["--version"]).is_none() {
        eprintln!("xtask: dpkg-deb was not found, so {} stays as large as it is", package.display());
        return Ok(());
    }
    let content = package.with_extension("content");
    let failed = |error| format!("{}: {error}", content.display());
    if content.exists() {
        std::fs::remove_dir_all(&content).map_err(failed)?;
    }
    program("dpkg-deb").args(["--raw-extract".as_ref(), package, &content]).run("unpacking")?;
    let control = content.join("DEBIAN/control");
    let fields = std::fs::read_to_string(&control).map_err(failed)?;
    std::fs::write(&control, fields.replace("Package: ss-oscope\n", "Package: ssoscope\n"))
        .map_err(failed)?;
    let tightly = ["--build", "--root-owner-group", "-Zxz", "-z9"].map(Path::new);
    program("dpkg-deb").args(tightly).args([&content, package]).run("packing")?;
    std::fs::remove_dir_all(&content).map_err(failed)
}
