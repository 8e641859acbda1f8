//! The provider grants the scopes that were asked for.

use super::sign_ins::{plain_requests, token_responses};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Spanned;
use crate::decode::oidc::TokenResponse;

/// The provider grants the scopes that were asked for.
pub static CHECK: Check = Check {
    id: "oidc/scope_granted",
    title: "Fewer scopes are granted than were asked for",
    verb: Verb::Advice,
    spec: &[cite("RFC 6749", "3.3"), cite("RFC 6749", "5.1"), cite("OpenID Connect Core 1.0", "5.4")],
    why: "What a scope brings is missing then: claims, a refresh token, the right to use an API. Nothing else tells.",
    remedy_idp: "Allow this application the scope, and have the person or an administrator consent to it.",
    remedy_sp: "Ask only for what is needed, and look at the scope that comes back.",
    run,
};

fn run(look: &Look) -> Verdict {
    let asked: Vec<&Spanned<String>> =
        plain_requests(look).into_iter().filter_map(|request| request.scope.as_ref()).collect();
    Verdict::merge(token_responses(look).into_iter().map(|answer| of(answer, &asked)))
}

fn of(answer: &TokenResponse, asked: &[&Spanned<String>]) -> Verdict {
    let (Some(granted), Some(asked)) = (&answer.scope, same(asked)) else { return Verdict::Silent };
    let has = |name: &str| granted.value.split(' ').any(|scope| scope == name);
    let lost: Vec<&str> = asked.value.split(' ').filter(|scope| !scope.is_empty() && !has(scope)).collect();
    if lost.is_empty() {
        return Verdict::pass(Finding::new("Every scope is granted.").at(granted.at));
    }
    let says = format!("Asked for and not granted: {}.", lost.join(", "));
    Verdict::fail(
        Finding::new(says)
            .at(granted.at)
            .also(asked.at, "what was asked for")
            .expected(asked.value.clone())
            .observed(granted.value.clone()),
    )
}

/// What all requests ask for alike; where they differ, nothing tells which one is answered.
fn same<'a>(asked: &[&'a Spanned<String>]) -> Option<&'a Spanned<String>> {
    let (first, rest) = asked.split_first()?;
    rest.iter().all(|other| other.value == first.value).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::of_pastes;

    #[test]
    fn a_scope_that_is_not_granted_is_named() {
        let request = "https://op.example/a?response_type=code&client_id=app&scope=openid+groups";
        let said = |granted: &str| {
            let answer = format!("{{\"access_token\":\"a\",\"scope\":\"{granted}\"}}");
            of_pastes(&CHECK, &[Paste::capture("a", request), Paste::capture("b", answer)], &[])
        };
        assert!(matches!(said("groups openid email"), Verdict::Pass(_)));
        assert!(said("openid").findings()[0].says.contains("groups"));
    }
}
