//! The window of SSOscope: few thin commands over the core. It decides nothing.
//!
//! The page never names a path and never reaches the network: files are picked, read and written here, and the page
//! may call our own commands only (`capabilities/main.json`).

mod arguments;
mod case_file;
mod closing;
mod commands;
mod compositing;
mod drops;
mod files;
mod given;
mod held;
mod latest;
mod offline;
mod playbooks;
mod recent;
mod redact;
mod refusal;
mod samples;
mod single;
mod timing;
mod waiting;

pub use arguments::Arguments;
pub use given::{Given, GivenPaste};
pub use held::Held;
pub use refusal::Refusal;

use std::process::ExitCode;

use clap::Parser;
use tauri::{Builder, DragDropEvent, Manager, Runtime, WindowEvent};

/// Opens the window with what the command line names, and returns when it is closed.
pub fn run() -> ExitCode {
    let held = Held::default();
    let arguments = Arguments::parse();
    let files = arguments.only_files();
    let given = match arguments.read(&held) {
        Ok(given) => given,
        Err(refusal) => {
            eprintln!("ssoscope-desktop: {refusal}");
            return ExitCode::from(2);
        }
    };
    match window(Builder::default().plugin(single::plugin(files)), held, given).run(context()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ssoscope-desktop: the window cannot be opened: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What the program holds: its page, its configuration and what the page may ask for.
pub fn context<R: Runtime>() -> tauri::Context<R> {
    tauri::generate_context!()
}

/// All of the program but the window system, so that tests can put it on another one.
pub fn window<R: Runtime>(builder: Builder<R>, held: Held, initial: Given) -> Builder<R> {
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(offline::plugin())
        .manage(held)
        .manage(commands::Initial(initial))
        .manage(latest::Latest::default())
        .manage(drops::Drops::default())
        .manage(closing::Closing::default())
        .manage(timing::Timing::start())
        .setup(|app| {
            let kept = app.path().app_config_dir().ok().map(|directory| directory.join("recent.json"));
            app.manage(recent::Recent::kept_in(kept));
            app.webview_windows().values().for_each(compositing::fit);
            Ok(())
        })
        .manage(waiting::Waiting::default())
        .invoke_handler(commands::handler())
        .on_window_event(|window, event| match event {
            WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
                drops::opened(window.app_handle(), paths.clone());
            }
            WindowEvent::CloseRequested { api, .. } if !window.state::<closing::Closing>().may_go() => {
                api.prevent_close();
            }
            _ => {}
        })
}
