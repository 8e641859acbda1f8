//! An open window: what a person can see in it and do to it.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::background::Background;
use crate::display::Display;
use crate::driver::Driver;
use crate::home::Home;

/// Why driving a window failed.
pub type Failure = Box<dyn std::error::Error>;

/// How long something may take to appear.
const PATIENCE: Duration = Duration::from_secs(20);

/// No picture of the window that shows anything is as small as this, in bytes; one of a single colour takes 3 300.
const BLANK: usize = 8_000;

/// Keys as WebDriver writes them.
pub mod key {
    /// Control, held down until [`RELEASE`].
    pub const CONTROL: &str = "\u{e009}";
    /// Arrow down.
    pub const DOWN: &str = "\u{e015}";
    /// The key that goes from pane to pane.
    pub const F6: &str = "\u{e036}";
    /// Enter.
    pub const ENTER: &str = "\u{e007}";
    /// Escape.
    pub const ESCAPE: &str = "\u{e00c}";
    /// Lets go of what is held down.
    pub const RELEASE: &str = "\u{e000}";
    /// Shift, held down until [`RELEASE`].
    pub const SHIFT: &str = "\u{e008}";
    /// Tab.
    pub const TAB: &str = "\u{e004}";
}

/// An open window of the real program.
pub struct Window {
    client: Client,
    heard: Receiver<String>,
    said: RefCell<Vec<String>>,
    // dropped in this order: the driver ends the program, the display what is left of it, then its files go
    _driver: Driver,
    _served: Option<Background>,
    pub(crate) display: Display,
    home: Home,
}

impl Window {
    pub(crate) fn new(
        client: Client,
        heard: Receiver<String>,
        driver: Driver,
        served: Option<Background>,
        display: Display,
        home: Home,
    ) -> Self {
        Window { client, heard, said: RefCell::default(), _driver: driver, _served: served, display, home }
    }

    /// A file of the test's own, with this content.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> Result<PathBuf, Failure> {
        let path = self.home.path().join(name);
        std::fs::write(&path, content)?;
        Ok(path)
    }

    /// Waits for an element.
    pub async fn shows(&self, css: &str) -> Result<Element, Failure> {
        let wait = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        wait.map_err(|error| format!("{css} does not appear: {error}").into())
    }

    /// The text of an element, once it is there.
    pub async fn text(&self, css: &str) -> Result<String, Failure> {
        Ok(self.shows(css).await?.text().await?)
    }

    /// All of the text in an element, cut off by its edges or not, once it is there.
    pub async fn content(&self, css: &str) -> Result<String, Failure> {
        let content = self.shows(css).await?.prop("textContent").await?;
        Ok(content.unwrap_or_default())
    }

    /// Clicks a button by what it is called: its `aria-label`, else its text.
    pub async fn press(&self, name: &str) -> Result<(), Failure> {
        let path = format!("//button[@aria-label='{name}' or starts-with(normalize-space(.), '{name}')]");
        let wait = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await;
        Ok(wait.map_err(|error| format!("there is no button “{name}”: {error}"))?.click().await?)
    }

    /// Puts a text on the real clipboard and pastes it, with the keyboard, where `css` is.
    pub async fn paste(&self, css: &str, text: &str) -> Result<(), Failure> {
        self.display.copy(text);
        let element = self.shows(css).await?;
        element.click().await?;
        Ok(element.send_keys(&format!("{}v{}", key::CONTROL, key::RELEASE)).await?)
    }

    /// Clicks an element, once it is there.
    pub async fn click(&self, css: &str) -> Result<(), Failure> {
        Ok(self.shows(css).await?.click().await?)
    }

    /// Types into a field, in place of what is in it.
    pub async fn fill(&self, css: &str, text: &str) -> Result<(), Failure> {
        let field = self.shows(css).await?;
        field.click().await?;
        field.send_keys(&format!("{}a{}", key::CONTROL, key::RELEASE)).await?;
        Ok(field.send_keys(text).await?)
    }

    /// Holds Control, and Shift where it is wanted, and presses a key.
    pub async fn chord(&self, shift: bool, pressed: &str) -> Result<(), Failure> {
        let shift = if shift { key::SHIFT } else { "" };
        self.keys(&format!("{}{shift}{pressed}{}", key::CONTROL, key::RELEASE)).await
    }

    /// Starts the program a second time, as a file manager does, and waits until that start has ended.
    pub fn start_again(&self, files: &[&Path]) -> Result<(), Failure> {
        let mut command = Command::new(crate::programs().join("ssoscope-desktop"));
        command.args(files).env("DISPLAY", self.display.name()).env_remove("WAYLAND_DISPLAY");
        self.home.lend(&mut command);
        command.env("GDK_BACKEND", "x11").env("GSETTINGS_BACKEND", "memory");
        let mut second = Background::start(&mut command);
        second.wait();
        Ok(())
    }

    /// Presses keys where the focus is.
    pub async fn keys(&self, keys: &str) -> Result<(), Failure> {
        Ok(self.client.active_element().await?.send_keys(keys).await?)
    }

    /// Asks the window to close, as its frame does.
    pub async fn close_by_its_frame(&self) -> Result<(), Failure> {
        crate::closing::ask(self.display.name(), "SSOscope")?;
        self.pause().await;
        Ok(())
    }

    /// What is on the clipboard.
    pub fn copied(&self) -> String {
        self.display.copied()
    }

    /// Runs a script in the page, in spite of its security policy; what it returns.
    pub async fn script(&self, code: &str) -> Result<Value, Failure> {
        Ok(self.client.execute(code, Vec::new()).await?)
    }

    /// Runs a script that ends by calling its last argument with a result.
    pub(crate) async fn script_until_called(&self, code: &str) -> Result<Value, Failure> {
        Ok(self.client.execute_async(code, Vec::new()).await?)
    }

    /// Waits until an expression is true in the page.
    pub async fn until(&self, expression: &str) -> Result<(), Failure> {
        let started = Instant::now();
        while self.script(&format!("return Boolean({expression})")).await? != json!(true) {
            if started.elapsed() > PATIENCE {
                return Err(format!("still not true: {expression}").into());
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        Ok(())
    }

    /// Waits a little: for what gives no sign of its end, or for what should not happen at all.
    pub async fn pause(&self) {
        tokio::time::sleep(Duration::from_millis(400)).await;
    }

    /// Makes the window this wide and high, and waits until the page is.
    pub async fn resize(&self, width: u32, height: u32) -> Result<(), Failure> {
        let (wide, high) = (width.to_string(), height.to_string());
        let named = ["search", "--onlyvisible", "--name", "^SSOscope$", "windowsize", "--sync", &wide, &high];
        self.display.xdotool(&named);
        self.until(&format!("innerWidth === {width} && innerHeight === {height}")).await
    }

    /// Waits until what has changed is painted: a picture shows the frame that was painted last.
    pub async fn painted(&self) -> Result<(), Failure> {
        const TWO_FRAMES: &str = "
            const done = arguments[arguments.length - 1];
            document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));";
        self.script_until_called(TWO_FRAMES).await.map(|_| ())
    }

    /// Saves a picture of the page as `target/window/NAME.png`.
    pub async fn picture(&self, name: &str) -> Result<(), Failure> {
        // WebKit takes it behind the next frame, and without a graphics device a page at rest has no next one
        const FRAMES: &str = "
            let left = 60;
            const frame = () => {
              document.body.style.opacity = left % 2 ? '0.9999' : '';
              if (left--) requestAnimationFrame(frame);
            };
            requestAnimationFrame(frame);";
        self.script(FRAMES).await?;
        let directory = crate::pictures();
        std::fs::create_dir_all(&directory)?;
        let picture = self.client.screenshot().await?;
        std::fs::write(directory.join(format!("{name}.png")), &picture)?;
        match picture.len() > BLANK {
            true => Ok(()),
            false => Err(format!("the picture {name} shows nothing").into()),
        }
    }

    /// All that the program printed on its standard error so far.
    pub fn said(&self) -> Vec<String> {
        self.said.borrow_mut().extend(self.heard.try_iter());
        self.said.borrow().clone()
    }

    /// The milliseconds behind a word in what the program printed, such as "painted after ".
    pub fn times(&self, word: &str) -> Vec<f64> {
        let time = |line: &String| line.split_once(word)?.1.split(' ').next()?.parse().ok();
        self.said().iter().filter_map(time).collect()
    }

    /// Closes it; fails where the page broke its own security policy or the program panicked.
    pub(crate) async fn close(&self) -> Result<(), Failure> {
        let broken = self.script("return document.documentElement.dataset.csp ?? ''").await?;
        self.client.clone().close().await?;
        if broken != json!("") {
            return Err(format!("the page broke its own security policy: {broken}").into());
        }
        match self.said().iter().find(|line| line.contains("panicked")) {
            Some(line) => Err(format!("the program said: {line}").into()),
            None => Ok(()),
        }
    }
}
