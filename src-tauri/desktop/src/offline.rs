//! The window shows its own page and no other: a link can't take it to the network.

use tauri::plugin::{Builder, TauriPlugin};
use tauri::{Runtime, Url};

/// Refuses to navigate anywhere but to our own page.
pub(crate) fn plugin<R: Runtime>() -> TauriPlugin<R> {
    Builder::new("offline").on_navigation(|_, url| is_own_page(url)).build()
}

fn is_own_page(url: &Url) -> bool {
    let windows_face = url.scheme() == "http" && url.host_str() == Some("tauri.localhost");
    url.scheme() == "tauri" || url.as_str() == "about:blank" || windows_face
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_own_page_is_shown() {
        let allowed = |url: &str| is_own_page(&url.parse().unwrap());
        assert!(allowed("tauri://localhost/index.html"));
        for other in ["https://example.com/", "http://localhost/", "file:///etc/passwd", "data:text/html,x"] {
            assert!(!allowed(other), "{other}");
        }
    }
}
