//! The token endpoint brings an ID token where somebody was to be signed in.

use super::sign_ins::{requests, token_requests, token_responses};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::TokenResponse;

/// The token endpoint brings an ID token where somebody was to be signed in.
pub static CHECK: Check = Check {
    id: "oidc/id_token_present",
    title: "The token endpoint brought no ID token",
    verb: Verb::Must,
    spec: &[cite("OpenID Connect Core 1.0", "3.1.3.3")],
    why: "An access token does not say who signed in; only the ID token does.",
    remedy_idp: "Issue an ID token where the scope openid was asked for and granted.",
    remedy_sp: "Ask for the scope openid, in the authorization request and not only at the token endpoint.",
    run,
};

fn run(look: &Look) -> Verdict {
    let asked = requests(look).iter().any(|request| request.asks_scope("openid"));
    let others = token_requests(look).iter().any(|request| !request.redeems());
    let answers = token_responses(look).into_iter().filter(|answer| answer.error.is_none());
    Verdict::merge(answers.map(|answer| of(answer, asked && !others)))
}

/// Renewed tokens need not bring one (OpenID Connect Core 1.0, section 12.2).
fn of(answer: &TokenResponse, due: bool) -> Verdict {
    match &answer.id_token {
        Some(token) => Verdict::pass(Finding::new("The answer brings an ID token.").at(token.at)),
        None if due => {
            let says = "The answer brings an access token and no ID token, though openid was asked for.";
            Verdict::fail(Finding::new(says).at(answer.at).expected("id_token"))
        }
        None => Verdict::Silent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::of_pastes;

    #[test]
    fn it_is_due_where_openid_was_asked_for() {
        let said = |scope: &str, answer: &str| {
            let request = format!("https://op.example/a?response_type=code&client_id=app&scope={scope}");
            of_pastes(&CHECK, &[Paste::capture("a", request), Paste::capture("b", answer)], &[])
        };
        assert!(said("openid", r#"{"access_token":"a"}"#).failed());
        assert_eq!(said("repo", r#"{"access_token":"a"}"#), Verdict::Silent);
        assert!(matches!(said("openid", r#"{"access_token":"a","id_token":"e.e.e"}"#), Verdict::Pass(_)));
    }
}
