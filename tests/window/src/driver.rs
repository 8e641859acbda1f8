//! The web engine's own WebDriver, which starts what shows the page and speaks for it.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::background::{Background, program};
use crate::display::Display;
use crate::home::Home;
use crate::session::{Engine, Opening, Scheme};

/// A running WebDriver.
pub(crate) struct Driver {
    port: u16,
    process: Background,
}

impl Driver {
    /// Starts it on a display; what it opens inherits its environment.
    pub(crate) async fn start(display: &Display, home: &Home, opening: &Opening) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = match opening.engine {
            Engine::WebKit => program("WebKitWebDriver", "webkit2gtk-driver"),
            Engine::Chromium => program("chromedriver", "chromium-driver"),
        };
        command.arg(format!("--port={port}")).env("DISPLAY", display.name()).env_remove("WAYLAND_DISPLAY");
        command.env("GDK_BACKEND", "x11").env("TAURI_WEBVIEW_AUTOMATION", "true").env("SSOSCOPE_TIMING", "1");
        // settings in memory: without a session bus a file dialog complains about the usual place
        command.env("GSETTINGS_BACKEND", "memory").env("GTK_THEME", theme(opening.scheme));
        home.lend(&mut command);
        let process = Background::start(command.stdout(Stdio::null()).stderr(Stdio::piped()));
        await_port(port).await;
        Driver { port, process }
    }

    /// What the driver and the program print on their standard error.
    pub(crate) fn error(&mut self) -> Receiver<String> {
        self.process.error()
    }

    /// Has it open the program.
    pub(crate) async fn open(&self, program: &Path, arguments: &[String]) -> Client {
        self.connect(json!({ "webkitgtk:browserOptions": { "binary": program, "args": arguments } })).await
    }

    /// Has it open a page in Chromium, in a window like the program's.
    pub(crate) async fn browse(&self, page: &str, scheme: Scheme) -> Client {
        // its sandbox wants rights that a container does not give
        let mut arguments = vec!["--no-sandbox", "--window-position=0,0", "--window-size=1280,860"];
        match scheme {
            Scheme::Light => {}
            Scheme::Dark => arguments.push("--force-dark-mode"),
            Scheme::Forced => arguments.push("--force-high-contrast"),
        }
        let app = format!("--app={page}");
        arguments.push(&app);
        self.connect(json!({ "goog:chromeOptions": { "args": arguments } })).await
    }

    async fn connect(&self, capabilities: Value) -> Client {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities.as_object().unwrap().clone());
        builder.connect(&format!("http://127.0.0.1:{}", self.port)).await.expect("the window opens")
    }
}

fn theme(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Light | Scheme::Forced => "Adwaita",
        Scheme::Dark => "Adwaita:dark",
    }
}

async fn await_port(port: u16) {
    let started = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(started.elapsed() < Duration::from_secs(20), "the WebDriver does not listen");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
