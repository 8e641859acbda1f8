//! `forge` makes `samples/` anew; `forge --check` names the files that would change; `forge bench-causes` runs the fault
//! bench, prints its table and keeps it.

use std::process::ExitCode;

use ssoscope_forge::{add_matrices, add_reports, bench, differences, inputs, samples, write};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => make(),
        ["--check"] => check(),
        ["bench-causes"] => bench_causes(),
        _ => Err("usage: forge [--check | bench-causes]".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(says) => {
            eprintln!("forge: {says}");
            ExitCode::FAILURE
        }
    }
}

fn make() -> Result<(), String> {
    let mut files = inputs();
    add_reports(&mut files)?;
    add_matrices(&mut files)?;
    write(&samples(), &files).map_err(|error| error.to_string())
}

fn check() -> Result<(), String> {
    let mut files = inputs();
    add_reports(&mut files)?;
    add_matrices(&mut files)?;
    let differences = differences(&samples(), &files).map_err(|error| error.to_string())?;
    if differences.is_empty() {
        return Ok(());
    }
    Err(format!(
        "these files are out of date; `cargo xtask samples` makes them anew:\n  {}",
        differences.join("\n  ")
    ))
}

fn bench_causes() -> Result<(), String> {
    let table = bench::table(&bench::run(bench::WHOLE)?);
    print!("{table}");
    std::fs::write(bench::kept(), table).map_err(|error| error.to_string())
}
