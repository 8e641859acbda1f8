//! The real window, driven.

use ssoscope_window_tests::{Opening, open};

#[test]
fn it_opens() {
    open(async |window| window.picture("open").await);
}

#[test]
fn it_opens_dark() {
    Opening::dark().drive(async |window| {
        window.until("matchMedia('(prefers-color-scheme: dark)').matches").await?;
        window.picture("open-dark").await
    });
}
