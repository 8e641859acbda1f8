//! The request ties its answer to this browser.

use super::sign_ins::plain_requests;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::AuthorizationRequest;

/// The request ties its answer to this browser.
pub static CHECK: Check = Check {
    id: "oidc/csrf",
    title: "Nothing ties the answer to the browser that asked",
    verb: Verb::Should,
    spec: &[
        cite("RFC 9700", "2.1"),
        cite("RFC 9700", "4.7"),
        cite("OpenID Connect Core 1.0", "3.1.2.1 (state)"),
    ],
    why: "Without state, nonce or challenge somebody can slip their own answer into another person's browser, who then works in \
          a stranger's account.",
    remedy_idp: "Require PKCE of every client.",
    remedy_sp: "Send a state or a code_challenge with every request, new each time, and compare it when the answer comes.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(plain_requests(look).into_iter().map(of))
}

fn of(request: &AuthorizationRequest) -> Verdict {
    let tied = [&request.state, &request.nonce, &request.code_challenge].into_iter().flatten().next();
    match tied {
        Some(value) => {
            Verdict::pass(Finding::new("The request ties its answer to this browser.").at(value.at))
        }
        None => {
            let says = "The request has no state, no nonce and no code_challenge.";
            Verdict::fail(Finding::new(says).at(request.at).expected("state"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::verdict;

    #[test]
    fn one_of_three_is_enough() {
        let said = |more: &str| {
            verdict(&CHECK, &format!("https://op.example/a?response_type=code&client_id=app{more}"), &[])
        };
        assert!(said("").failed());
        assert!(matches!(said("&state=s"), Verdict::Pass(_)));
        assert!(matches!(said("&code_challenge=c"), Verdict::Pass(_)));
    }
}
