//! The request protects its code with a challenge (PKCE).

use super::sign_ins::plain_requests;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::AuthorizationRequest;

/// The request protects its code with a challenge.
pub static CHECK: Check = Check {
    id: "oidc/pkce_used",
    title: "The request protects its code with no challenge (PKCE)",
    verb: Verb::Advice,
    spec: &[cite("RFC 9700", "2.1.1"), cite("RFC 7636", "4.3")],
    why: "A code that leaks or is put into another browser can be redeemed by whoever has the client's secret, or by anybody \
          where there is none.",
    remedy_idp: "Require a challenge of every client, and publish code_challenge_methods_supported.",
    remedy_sp: "Turn PKCE on; most libraries need one setting for it.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(plain_requests(look).into_iter().map(of))
}

fn of(request: &AuthorizationRequest) -> Verdict {
    let code = request.response_types().any(|kind| kind == "code");
    match &request.code_challenge {
        _ if !code => Verdict::Silent,
        Some(challenge) => Verdict::pass(Finding::new("The request sends a challenge.").at(challenge.at)),
        None => {
            let says = "The request asks for a code and sends no code_challenge.";
            Verdict::fail(Finding::new(says).at(request.at).expected("code_challenge"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::verdict;

    #[test]
    fn a_code_without_a_challenge_is_noted() {
        let said = |kind: &str, more: &str| {
            verdict(&CHECK, &format!("https://op.example/a?client_id=app&response_type={kind}{more}"), &[])
        };
        assert!(said("code", "").failed());
        assert!(matches!(said("code", "&code_challenge=x"), Verdict::Pass(_)));
        assert_eq!(said("id_token", ""), Verdict::Silent);
    }
}
