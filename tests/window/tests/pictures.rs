//! Pictures of the window, light and dark, to be looked at: `target/window/*.png`.

use ssoscope_window_tests::{Failure, Opening, Window};

use crate::reading::{becomes, shown};

/// A picture once the fonts are there and nothing is on its way.
async fn picture(window: &Window, name: &str) -> Result<(), Failure> {
    window.until("document.fonts.status === 'loaded'").await?;
    window.pause().await;
    window.picture(name).await
}

async fn of_report(window: &Window, name: &str) -> Result<(), Failure> {
    becomes(window, "Rejected").await?;
    picture(window, name).await
}

fn response() -> Vec<String> {
    let expect = [
        "saml.sp.entity_id=https://app.ledgerline.example/saml/metadata",
        "saml.sp.acs=https://app.ledgerline.example/saml/acs",
        "saml.sp.request_id=_89ee9a2b0e3b2bf1cad349106dc0bb438feea1a1",
    ];
    shown("saml/audience-mismatch", &["idp.xml"], &expect)
}

fn token() -> Vec<String> {
    let expect = ["oidc.rp.client_id=chalkline", "oidc.rp.nonce=n-aa4a724986df89c68cb6"];
    shown("oidc/nonce-replayed", &["openid-configuration.json", "jwks.json"], &expect)
}

#[test]
fn a_rejected_response_in_the_light() {
    Opening::default().with(response()).drive(async |window| of_report(window, "response-light").await);
}

#[test]
fn a_rejected_response_in_the_dark() {
    Opening::dark().with(response()).drive(async |window| of_report(window, "response-dark").await);
}

#[test]
fn a_rejected_token_in_the_light() {
    Opening::default().with(token()).drive(async |window| of_report(window, "token-light").await);
}

#[test]
fn a_rejected_token_in_the_dark() {
    Opening::dark().with(token()).drive(async |window| of_report(window, "token-dark").await);
}

/// A network log, with what happened between the parties in sight.
fn log() -> Vec<String> {
    let mut line = shown("saml/log-samesite-lax", &["idp.xml"], &[]);
    line.iter_mut().take(1).for_each(|file| *file = file.replace("capture.txt", "capture.har"));
    line
}

async fn of_flow(window: &Window, name: &str) -> Result<(), Failure> {
    becomes(window, "Rejected").await?;
    window
        .until(
            "document.querySelector('section[aria-label=\"What happened\"]').scrollIntoView() === undefined",
        )
        .await?;
    picture(window, name).await
}

#[test]
fn what_happened_in_the_light_and_in_the_dark() {
    Opening::default().with(log()).drive(async |window| of_flow(window, "flow-light").await);
    Opening::dark().with(log()).drive(async |window| of_flow(window, "flow-dark").await);
}

#[test]
fn the_start_in_the_light_and_in_the_dark() {
    Opening::default().drive(async |window| picture(window, "start-light").await);
    Opening::dark().drive(async |window| picture(window, "start-dark").await);
}
