//! The provider shows no error page of its own.

use super::sign_ins::captured;
use crate::check::saml::identify::words;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Body;
use crate::decode::oidc::{ErrorPage, Side};

/// The provider shows no error page of its own.
pub static CHECK: Check = Check {
    id: "oidc/error_page",
    title: "The provider shows an error page and sends nobody back",
    verb: Verb::Must,
    spec: &[cite("RFC 6749", "4.1.2.1"), cite("OpenID Connect Core 1.0", "3.1.2.6")],
    why: "Where the client or its redirect URI is not right the provider may send nobody back: the application never hears of \
          it, and only this page says why.",
    remedy_idp: "Look up the error in the provider's log at the time of the page.",
    remedy_sp: "Compare the request with what is registered: client ID, redirect URI, scopes.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(captured(look).filter_map(|message| match &message.body {
        Body::ErrorPage(page) if page.side == Side::Provider => Some(Verdict::fail(told(page))),
        Body::AuthorizationResponse(answer) => {
            let says = "The provider sends the browser back to the application.";
            Some(Verdict::pass(Finding::new(says).at(answer.at)))
        }
        _ => None,
    }))
}

fn told(page: &ErrorPage) -> Finding {
    let says = format!("The provider shows {} that says “{}”.", page.called(), words(&page.says.value));
    let finding = Finding::new(says).at(page.at).also(page.elsewhere(), "the page");
    match &page.error {
        Some(error) => finding.observed(error.value.clone()),
        None => finding,
    }
}
