//! No access token comes through the browser.

use super::sign_ins::plain_requests;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::AuthorizationRequest;

/// No access token comes through the browser.
pub static CHECK: Check = Check {
    id: "oidc/implicit",
    title: "The access token comes through the browser",
    verb: Verb::Advice,
    spec: &[cite("RFC 9700", "2.1.2")],
    why: "What stands in a URL stands in histories and logs, and nothing binds it to the browser that asked.",
    remedy_idp: "Turn the implicit flow off for applications that don't need it.",
    remedy_sp: "Ask for response_type=code and fetch the tokens from the token endpoint, with PKCE.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(plain_requests(look).into_iter().map(of))
}

fn of(request: &AuthorizationRequest) -> Verdict {
    let at = request.response_type.as_ref().map(|kind| kind.at);
    let implicit = request.response_types().any(|kind| kind == "token");
    let kinds: Vec<&str> = request.response_types().collect();
    let says = format!("The request asks for {}.", kinds.join(" "));
    match implicit {
        true => Verdict::fail(Finding::new(says).at(at).expected("code").observed(kinds.join(" "))),
        false => Verdict::pass(Finding::new(says).at(at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::verdict;

    #[test]
    fn a_token_in_the_answer_is_noted() {
        let said = |kind: &str| {
            verdict(&CHECK, &format!("https://op.example/a?client_id=app&response_type={kind}"), &[])
        };
        assert!(said("id_token+token").failed());
        assert!(matches!(said("code"), Verdict::Pass(_)));
    }
}
