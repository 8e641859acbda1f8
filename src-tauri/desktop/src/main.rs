//! The window of SSOscope: shows what the core reports.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    ssoscope_desktop::run()
}
