//! The command line: prints what the core reports.
fn main() {}
