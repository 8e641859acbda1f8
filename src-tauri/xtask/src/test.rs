//! `cargo xtask test`: sets up what is missing and runs everything that can tell whether the project is well.

use crate::generated::Types;
use crate::process::{cargo, npm};
use crate::steps::Steps;
use crate::{node, packages, ui};

/// Runs every test; with `--fast`, those that need neither webview nor window.
pub(crate) fn test(arguments: &[String]) -> Result<(), String> {
    let fast = match arguments {
        [] => false,
        [flag] if flag == "--fast" => true,
        _ => return Err("usage: cargo xtask test [--fast]".to_owned()),
    };
    if fast {
        node::ensure()?;
    } else {
        packages::ensure(&[packages::BUILD, packages::DRIVE, packages::ORACLES].concat())?;
        ui::ensure()?;
    }
    let types = Types::now();
    let mut steps = Steps::new();
    pages(&mut steps);
    rust(&mut steps, fast);
    steps.note(types.unchanged());
    steps.finish()
}

fn pages(steps: &mut Steps) {
    steps.step("types of the pages", npm(&["run", "--silent", "check"]));
    steps.step("lint of the pages", npm(&["run", "--silent", "--if-present", "lint"]));
    steps.step("tests of the pages", npm(&["run", "--silent", "test"]).env("NO_COLOR", "1"));
}

/// One call each for all crates: calls per package resolve features differently and compile GTK again.
fn rust(steps: &mut Steps, fast: bool) {
    let all: &[&str] = if fast { &[] } else { &["--workspace"] };
    let whole = |before: &[&str], after: &[&str]| cargo(&[before, all, after].concat());
    steps.step("rustfmt", cargo(&["fmt", "--all", "--check"]));
    steps.step("clippy", whole(&["clippy", "--quiet"], &["--all-targets", "--", "-D", "warnings"]));
    steps.step("tests in Rust", whole(&["test", "--quiet", "--no-fail-fast"], &[]));
}
