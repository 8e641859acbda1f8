//! The two commands of the README, `cargo xtask run` and `cargo xtask test`, and their relatives.
//!
//! Standard library only: it compiles in about a second on a fresh machine, before anything else is there.

mod bundle;
mod generated;
mod lifeline;
mod node;
mod numbers;
mod packages;
mod process;
mod run;
mod sample;
mod screenless;
mod steps;
mod tally;
mod test;
mod ui;
mod workspace;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask run [FILE…] [--with FILE…]   set up what is missing, open the window with these files
cargo xtask test [--fast]                set up what is missing, run every test (--fast: those without a window)
cargo xtask samples                      make samples/ anew
cargo xtask docs                         write what `ssoscope explain` says as pages, into target/manual
cargo xtask types                        make the report's TypeScript types and JSON Schema anew
cargo xtask bench                        measure, in a release build
cargo xtask bench-causes                 put faults into good sign-ins, print what is named, keep the table in tests/
cargo xtask bundle                       make the installable package
cargo xtask numbers                      make it, time and weigh its window beside an empty one";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(says) => {
            eprintln!("xtask: {says}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<(), String> {
    let Some((task, rest)) = arguments.split_first() else {
        return Err(format!("which task?\n\n{USAGE}"));
    };
    match task.as_str() {
        "run" => run::run(rest),
        "test" => test::test(rest),
        "samples" => generated::samples(),
        "docs" => generated::manual(),
        "types" => generated::types(),
        "bench" => process::cargo(&["bench"]).run("benches"),
        "bench-causes" => generated::bench_causes(),
        "bundle" => bundle::bundle(),
        "numbers" => numbers::numbers(),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(format!("there is no task {other:?}\n\n{USAGE}")),
    }
}
