//! Writes the manual pages and the shells' completions into a folder, for packages. An example and no command: who uses
//! the program carries none of it along.
//!
//! ```text
//! cargo run --package ssoscope --example pages -- target/pages
//! ```

#[allow(dead_code)] // only the form of the command line is needed
#[path = "../src/arguments.rs"]
mod arguments;

use std::error::Error;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use clap_complete::{Shell, generate_to};

/// The shells that packages bring completions for.
const SHELLS: [Shell; 3] = [Shell::Bash, Shell::Fish, Shell::Zsh];

fn main() -> Result<(), Box<dyn Error>> {
    let folder: PathBuf = std::env::args_os().nth(1).ok_or("which folder?")?.into();
    std::fs::create_dir_all(&folder)?;
    completions(&folder)?;
    let manual = folder.join("man");
    std::fs::create_dir_all(&manual)?;
    clap_mangen::generate_to(arguments::Arguments::command(), &manual)?;
    Ok(())
}

fn completions(folder: &Path) -> std::io::Result<()> {
    let mut command = arguments::Arguments::command();
    for shell in SHELLS {
        generate_to(shell, &mut command, "ssoscope", folder)?;
    }
    Ok(())
}
