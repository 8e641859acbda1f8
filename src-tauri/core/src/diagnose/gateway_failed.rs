//! A gateway took the request and got no answer from the server behind it.

use super::ended::{self, ENDED};
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;
use crate::flow::{words, written_by_proxy};

/// A gateway took the request and got no answer from the server behind it.
pub static CAUSE: Cause = Cause {
    id: "gateway_failed",
    title: "A gateway got no answer from the server behind it",
    explains: &["flow/answered", "flow/signed_out", "oidc/application_error", "oidc/error_page"],
    prevention: "Watch the gateway's own errors, and let it try another node before it gives up.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let page = ended::page(look, verdicts)?;
    let status = page.exchange.status();
    let means = means(status)?;
    let says = format!(
        "{} answered {status}: {means} What was sent never reached the server behind it, so that nothing was judged there.",
        page.exchange.address()
    );
    let said = words(look.case, page.exchange);
    let by_gateway = written_by_proxy(page.exchange, said.as_ref()).is_some();
    // An application may write such a status itself, with a page of its own.
    if !by_gateway && said.is_some_and(|said| !speaks_of_gateways(&said.text)) {
        return None;
    }
    let sure = if by_gateway { Confidence::Certain } else { Confidence::Likely };
    Some(
        Diagnosis::new(sure, Owner::Network, says)
            .fix(
                "Proxy, gateway or load balancer before that address: its log at that minute",
                "Look up why it got no answer: the server was down or restarted, too slow, or at another address or port.",
            )
            .fix("The server behind it", "Check that it runs, and that it answers within the time that the gateway waits.")
            .shown_by(verdicts.spans(ENDED)),
    )
}

/// What a gateway says by a status (RFC 9110, sections 15.6.3 to 15.6.5).
fn means(status: u16) -> Option<&'static str> {
    match status {
        502 => Some("the gateway got no valid answer from the server behind it."),
        503 => Some("there was no server to take the request just then."),
        504 => Some("the server behind the gateway took too long."),
        _ => None,
    }
}

fn speaks_of_gateways(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["bad gateway", "gateway time", "service unavailable", "upstream", "no healthy"]
        .iter()
        .any(|words| text.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_fails_itself_is_no_gateway() {
        assert!(means(500).is_none() && means(403).is_none() && means(502).is_some());
        assert!(
            speaks_of_gateways("502 Bad Gateway nginx") && !speaks_of_gateways("Sign-in failed: ClientError")
        );
    }
}
