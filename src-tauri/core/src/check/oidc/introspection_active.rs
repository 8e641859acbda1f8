//! The provider stands for the token that it is asked about.

use super::sign_ins::captured;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Body;
use crate::decode::oidc::Introspection;

/// The provider stands for the token that it is asked about.
pub static CHECK: Check = Check {
    id: "oidc/introspection_active",
    title: "The provider says that the token is not active",
    verb: Verb::Must,
    spec: &[cite("RFC 7662", "2.2"), cite("RFC 7662", "4")],
    why: "An API that asks the provider has to refuse a token that is not active. The provider says no more than that: it may have \
          ended, been revoked, been issued elsewhere, or be none that this API may ask about.",
    remedy_idp: "Look up the token in the log; check that this API may ask about tokens of this application.",
    remedy_sp: "Renew the token before it ends; send it to the API and the provider that it is for.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(captured(look).filter_map(|message| match &message.body {
        Body::Introspection(answer) if speaks_of_token(answer) => Some(of(answer)),
        _ => None,
    }))
}

/// Other documents have a member `active` too: a provider that refuses says little else, and nothing that is not of a token.
fn speaks_of_token(answer: &Introspection) -> bool {
    const OF_TOKEN: &[&str] = &[
        "active",
        "scope",
        "client_id",
        "username",
        "token_type",
        "exp",
        "iat",
        "nbf",
        "sub",
        "aud",
        "iss",
        "jti",
        "error",
        "error_description",
    ];
    let strange = |name: &str| !OF_TOKEN.contains(&name);
    let active = answer.active.as_ref().is_some_and(|active| active.value);
    active || !answer.object.members.iter().any(|member| strange(&member.name.value))
}

fn of(answer: &Introspection) -> Verdict {
    match &answer.active {
        Some(active) if active.value => {
            Verdict::pass(Finding::new("The provider says that the token is active.").at(active.at))
        }
        Some(active) => {
            let says = "The provider was asked about a token, and says that it is not active.";
            Verdict::fail(Finding::new(says).at(active.at).expected("true").observed("false"))
        }
        None => Verdict::Silent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::verdict;

    #[test]
    fn active_or_not() {
        assert!(matches!(
            verdict(&CHECK, r#"{"active":true,"scope":"openid","sub":"u1"}"#, &[]),
            Verdict::Pass(_)
        ));
        assert!(verdict(&CHECK, r#"{"active":false}"#, &[]).failed());
        assert!(verdict(&CHECK, r#"{"active":"false"}"#, &[]) == Verdict::Silent);
    }

    #[test]
    fn an_account_that_is_switched_off_is_no_token() {
        assert_eq!(verdict(&CHECK, r#"{"userName":"mira","active":false}"#, &[]), Verdict::Silent);
    }
}
