//! Nothing leaves the window.

use ssoscope_window_tests::open;

#[test]
fn neither_a_request_nor_a_link_leaves_the_window() {
    open(async |window| {
        let own = window.script("return location.href").await?;
        let fetched = "fetch('https://idp.example/').then(() => (document.title = 'reached'), () => (document.title = 'refused'))";
        window.script(fetched).await?;
        window.until("document.title === 'refused'").await?;
        let said = window.script("return document.documentElement.dataset.csp").await?;
        assert!(said.as_str().unwrap_or_default().contains("connect-src https://idp.example"), "{said}");
        window.script("delete document.documentElement.dataset.csp").await?; // that one was ours
        window.script("location.href = 'https://idp.example/'").await?;
        window.pause().await;
        assert_eq!(window.script("return location.href").await?, own);
        Ok(())
    });
}
