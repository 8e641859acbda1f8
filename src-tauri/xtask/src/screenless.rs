//! Without a screen: the report as text, and a picture of the real window that shows it.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use crate::lifeline::Running;
use crate::process::{Stream, program};
use crate::{run, sample, workspace};

/// How long reading and judging the files may take.
const REPORT_LIMIT: Duration = Duration::from_secs(120);
/// How long the display may take to come up.
const DISPLAY_LIMIT: Duration = Duration::from_secs(20);
/// How long the window may take to show the report, on a busy machine.
const PAINT_LIMIT: Duration = Duration::from_secs(90);
/// How long nothing must move before the picture is taken.
const SETTLING: Duration = Duration::from_millis(700);
/// How long to wait for that.
const SETTLING_LIMIT: Duration = Duration::from_secs(15);
/// How long the picture may take.
const PICTURE_LIMIT: Duration = Duration::from_secs(20);
/// What the window prints, when asked to, once a report is on the screen.
const PAINTED: &str = "painted";

/// Prints the report of the files, or of a sample, and leaves a picture of the window.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    run::build(&["ssoscope", "ssoscope-desktop"])?;
    let arguments = if arguments.is_empty() { sample::arguments()? } else { arguments.to_vec() };
    report(&arguments)?;
    let picture = picture(&arguments)?;
    println!(
        "\nThere is no screen here, so the window was opened in a virtual one. Its picture: {}",
        picture.display()
    );
    Ok(())
}

fn report(arguments: &[String]) -> Result<(), String> {
    let ssoscope = program(workspace::programs()?.join("ssoscope")).args(["examine"]).args(arguments).here();
    match ssoscope.run_at_most("ssoscope examine", REPORT_LIMIT)? {
        Some(0..=3) => Ok(()), // accepted, rejected, unreadable, undetermined: each is an answer
        _ => Err("there is no report to show".to_owned()),
    }
}

fn picture(arguments: &[String]) -> Result<PathBuf, String> {
    let (_display, name) = display()?;
    let _window = window(arguments, &name)?;
    let file = workspace::programs()?.with_file_name("ssoscope.png");
    let deadline = Instant::now() + SETTLING_LIMIT;
    let mut before = Vec::new();
    while Instant::now() < deadline {
        // what the page calls painted, and its fonts, reach the screen a moment later: wait until nothing moves
        std::thread::sleep(SETTLING);
        let now = shoot(&name, &file)?;
        if now == before {
            break;
        }
        before = now;
    }
    Ok(file)
}

/// Takes one picture of the display.
fn shoot(display: &str, file: &Path) -> Result<Vec<u8>, String> {
    let maim = program("maim").args([Path::new("--hidecursor"), file]).env("DISPLAY", display);
    match maim.run_at_most("maim", PICTURE_LIMIT)? {
        Some(0) => std::fs::read(file).map_err(|error| format!("{}: {error}", file.display())),
        _ => Err("the window was shown, but no picture could be taken".to_owned()),
    }
}

/// A private X server, which picks a free number and prints it when it is ready.
pub(crate) fn display() -> Result<(Running, String), String> {
    let server = program("Xvfb").args(["-displayfd", "1", "-screen", "0", "1280x860x24", "-nolisten", "tcp"]);
    let (running, lines) = server.start_heard("Xvfb", Stream::Output)?;
    let number = lines.recv_timeout(DISPLAY_LIMIT).map_err(|_| "the virtual display (Xvfb) did not start")?;
    Ok((running, format!(":{}", number.trim())))
}

/// The window, once it shows the report.
fn window(arguments: &[String], display: &str) -> Result<Running, String> {
    let desktop = program(workspace::programs()?.join("ssoscope-desktop"))
        .args(arguments)
        .here()
        .env("DISPLAY", display)
        .without("WAYLAND_DISPLAY")
        .env("GDK_BACKEND", "x11")
        .env("GSETTINGS_BACKEND", "memory") // without a session bus, the settings' daemon is only a warning
        .env("SSOSCOPE_TIMING", "1");
    let (running, lines) = desktop.start_heard("the window", Stream::Error)?;
    await_paint(&lines)?;
    Ok(running)
}

fn await_paint(lines: &Receiver<String>) -> Result<(), String> {
    let deadline = Instant::now() + PAINT_LIMIT;
    let mut heard = String::new();
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let Ok(line) = lines.recv_timeout(left) else {
            return Err(format!("the window did not show the report; it said:\n{heard}"));
        };
        if line.starts_with(PAINTED) {
            return Ok(());
        }
        heard = heard + &line + "\n";
    }
}
