//! A request that has an ID token sent through the browser has a nonce.

use super::sign_ins::plain_requests;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::AuthorizationRequest;

/// A request that has an ID token sent through the browser has a nonce.
pub static CHECK: Check = Check {
    id: "oidc/nonce_sent",
    title: "The request asks for an ID token through the browser and has no nonce",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Core 1.0", "3.2.2.1"),
        cite("OpenID Connect Core 1.0", "3.3.2.11"),
        cite("OpenID Connect Core 1.0", "15.5.2"),
    ],
    why: "Only the nonce tells a token of this sign-in from one that was seen before; providers refuse the request without it.",
    remedy_idp: "Nothing is wrong here; the log names the client that sent it.",
    remedy_sp: "Send a nonce, new for every request, and compare it with the ID token's.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(plain_requests(look).into_iter().map(of))
}

fn of(request: &AuthorizationRequest) -> Verdict {
    let by_browser = request.response_types().any(|kind| kind == "id_token");
    match &request.nonce {
        _ if !by_browser => Verdict::Silent,
        Some(nonce) => Verdict::pass(Finding::new("The request has a nonce.").at(nonce.at)),
        None => {
            let says =
                "The request has no nonce, which is required where an ID token comes through the browser.";
            Verdict::fail(Finding::new(says).at(request.at).expected("nonce"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::verdict;

    #[test]
    fn it_is_required_for_tokens_through_the_browser() {
        let said = |rest: &str| verdict(&CHECK, &format!("https://op.example/a?client_id=app&{rest}"), &[]);
        assert!(said("response_type=id_token").failed());
        assert!(matches!(said("response_type=code+id_token&nonce=n"), Verdict::Pass(_)));
        assert_eq!(said("response_type=code"), Verdict::Silent);
    }
}
