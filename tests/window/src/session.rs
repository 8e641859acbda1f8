//! One test, one window: opened, driven within a time limit, closed.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::background::{Background, is_there};
use crate::display::Display;
use crate::driver::Driver;
use crate::home::Home;
use crate::window::{Failure, Window};
use crate::{programs, root};

/// How long one test may take on a busy machine.
const LIMIT: Duration = Duration::from_secs(120);

/// The colours that the system asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
    /// The system's own few, in place of the page's; Chromium only.
    Forced,
}

/// What shows the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// The program's own window.
    #[default]
    WebKit,
    /// Chromium, which the same program serves its page and its commands to (`src-tauri/desktop/examples/served`).
    Chromium,
}

/// How a window is opened.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// The colours that the system asks for.
    pub scheme: Scheme,
    /// What shows the page.
    pub engine: Engine,
    /// The program's command line; a path under the checkout may be written from its root.
    pub arguments: Vec<String>,
}

/// Opens a window, light and empty, and drives it.
///
/// # Panics
/// Where driving it fails, the time is up, the page broke its own security policy, or the program panicked: this is a test.
pub fn open(drive: impl AsyncFnOnce(&Window) -> Result<(), Failure>) {
    Opening::default().drive(drive);
}

impl Opening {
    /// A dark window.
    pub fn dark() -> Self {
        Opening { scheme: Scheme::Dark, ..Opening::default() }
    }

    /// In Chromium, where the system's own few colours take the place of the page's.
    pub fn forced() -> Self {
        Opening { scheme: Scheme::Forced, engine: Engine::Chromium, ..Opening::default() }
    }

    /// With these arguments on the program's command line.
    pub fn with<S: Into<String>>(mut self, arguments: impl IntoIterator<Item = S>) -> Self {
        self.arguments.extend(arguments.into_iter().map(Into::into));
        self
    }

    /// In Chromium.
    pub fn in_chromium(self) -> Self {
        Opening { engine: Engine::Chromium, ..self }
    }

    /// Opens a window in this way and drives it; panics as [`open`] does. Where there is no Chromium that one is asked for,
    /// says so loudly instead.
    pub fn drive(self, drive: impl AsyncFnOnce(&Window) -> Result<(), Failure>) {
        if self.engine == Engine::Chromium && !is_there("chromedriver") {
            // past the test runner's capture, so that it is seen
            let says =
                "SKIPPED: there is no chromedriver (Debian: chromium-driver); nothing was tested in Chromium";
            let mut out = std::io::stderr();
            return writeln!(out, "{says}").unwrap();
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let limited = async { tokio::time::timeout(LIMIT, self.run(drive)).await };
        match runtime.block_on(limited) {
            Ok(Ok(())) => {}
            Ok(Err(failure)) => panic!("{failure}"),
            Err(_) => panic!("still not done after {} s", LIMIT.as_secs()),
        }
    }

    async fn run(self, drive: impl AsyncFnOnce(&Window) -> Result<(), Failure>) -> Result<(), Failure> {
        let home = Home::make()?;
        let display = Display::start();
        let mut driver = Driver::start(&display, &home, &self).await;
        std::env::set_current_dir(root())?;
        let (client, heard, served) = match self.engine {
            Engine::WebKit => {
                let heard = driver.error();
                (driver.open(&programs().join("ssoscope-desktop"), &self.arguments).await, heard, None)
            }
            Engine::Chromium => {
                let mut served = serve(&home, &self.arguments);
                let page = served.output().recv_timeout(LIMIT).expect("the page is served");
                (driver.browse(&page, self.scheme).await, served.error(), Some(served))
            }
        };
        let window = Window::new(client, heard, driver, served, display, home);
        window.shows("#app > *").await?;
        let outcome = drive(&window).await;
        if outcome.is_err() {
            window.picture(&format!("failed-{}", test_name())).await?;
        }
        outcome.and(window.close().await)
    }
}

/// Starts the program without its window; it prints the address of its page.
fn serve(home: &Home, arguments: &[String]) -> Background {
    let mut command = Command::new(programs().join("examples/served"));
    home.lend(&mut command);
    Background::start(command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()))
}

fn test_name() -> String {
    std::thread::current().name().unwrap_or("test").replace("::", "-")
}
