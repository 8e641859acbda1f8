//! The application does not refuse the answer that the browser brings.

use super::sign_ins::captured;
use crate::check::saml::identify::words;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::{ErrorPage, Side};
use crate::decode::{Body, Spanned};

/// The application does not refuse the answer that the browser brings.
pub static CHECK: Check = Check {
    id: "oidc/application_error",
    title: "The application says that the sign-in failed",
    verb: Verb::Must,
    spec: &[cite("OpenID Connect Core 1.0", "3.1.2.7"), cite("OpenID Connect Core 1.0", "3.1.3.7")],
    why: "Its own words are the nearest to the cause that a capture of the browser holds; its log says more.",
    remedy_idp: "Nothing to change before the cause is known.",
    remedy_sp: "Look up the minute of the page in the application's log.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(captured(look).filter_map(|message| match &message.body {
        Body::ErrorPage(page) if page.side == Side::Application => Some(Verdict::fail(told(page))),
        Body::AuthorizationResponse(answer) => taken(look, answer.sent_to.as_ref()?),
        _ => None,
    }))
}

/// The application answered the callback with a page or a redirect, and with no error.
fn taken(look: &Look, callback: &Spanned<String>) -> Option<Verdict> {
    let exchange = look
        .case
        .exchanges()
        .iter()
        .find(|exchange| exchange.url.at == callback.at && (200..400).contains(&exchange.status()))?;
    let says = format!("The application took the answer: its status is {}.", exchange.status());
    Some(Verdict::pass(Finding::new(says).at(callback.at)))
}

fn told(page: &ErrorPage) -> Finding {
    let says = format!("The application shows {} that says “{}”.", page.called(), words(&page.says.value));
    Finding::new(says).at(page.at).also(page.elsewhere(), "the page")
}
