//! The challenge is hashed (PKCE with S256).

use super::sign_ins::plain_requests;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::AuthorizationRequest;

/// The challenge is hashed.
pub static CHECK: Check = Check {
    id: "oidc/pkce_method",
    title: "The challenge is not hashed, or lost its method (PKCE)",
    verb: Verb::Should,
    spec: &[cite("RFC 7636", "4.2"), cite("RFC 7636", "4.3"), cite("RFC 9700", "2.1.1")],
    why: "Who reads the request knows an unhashed verifier, and can redeem the code with it.",
    remedy_idp: "Offer S256 alone, and refuse requests without code_challenge_method.",
    remedy_sp: "Send code_challenge_method=S256 with the hash of the verifier.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(plain_requests(look).into_iter().map(of))
}

fn of(request: &AuthorizationRequest) -> Verdict {
    match (&request.code_challenge, &request.code_challenge_method) {
        (None, None) => Verdict::Silent,
        (None, Some(method)) => {
            let says = "The request has a code_challenge_method and no code_challenge.";
            Verdict::fail(Finding::new(says).at(method.at).expected("code_challenge"))
        }
        (Some(challenge), None) => {
            let says = "The request has a challenge and no code_challenge_method: it counts as plain.";
            Verdict::fail(Finding::new(says).at(challenge.at).expected("S256").observed("plain"))
        }
        (Some(_), Some(method)) if method.value == "S256" => {
            Verdict::pass(Finding::new("The challenge is hashed with S256.").at(method.at))
        }
        (Some(_), Some(method)) => {
            let says = format!("The challenge is sent with the method {}.", method.value);
            Verdict::fail(Finding::new(says).at(method.at).expected("S256").observed(method.value.clone()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::verdict;

    #[test]
    fn plain_in_words_or_by_default_is_told() {
        let said = |more: &str| {
            verdict(&CHECK, &format!("https://op.example/a?response_type=code&client_id=app{more}"), &[])
        };
        assert!(matches!(said("&code_challenge=x&code_challenge_method=S256"), Verdict::Pass(_)));
        assert!(said("&code_challenge=x&code_challenge_method=plain").failed());
        assert!(said("&code_challenge=x").failed() && said("&code_challenge_method=S256").failed());
        assert_eq!(said(""), Verdict::Silent);
    }
}
