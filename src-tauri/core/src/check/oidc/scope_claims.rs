//! What a granted scope stands for is told of the person.

use super::examined::{Examined, ID_TOKEN, each_readable};
use super::sign_ins::{captured, requests, token_responses};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Body;
use crate::decode::oidc::Object;

/// What a granted scope stands for is told of the person.
pub static CHECK: Check = Check {
    id: "oidc/scope_claims",
    title: "A scope was granted, and its claim is not told",
    verb: Verb::Advice,
    spec: &[cite("OpenID Connect Core 1.0", "5.4"), cite("OpenID Connect Core 1.0", "5.3.2")],
    why: "An application that recognises people by their e-mail address does not find this one; often the person has none.",
    remedy_idp: "Fill the attribute for this person, and release it with the scope.",
    remedy_sp: "Recognise people by iss and sub; do without the claim, or say that it is missing.",
    run,
};

/// The one claim that each scope is asked for (OpenID Connect Core 1.0, section 5.4).
const BRINGS: &[(&str, &str)] = &[("email", "email"), ("phone", "phone_number"), ("address", "address")];

fn run(look: &Look) -> Verdict {
    let told: Vec<&Object> = captured(look)
        .filter_map(|message| match &message.body {
            Body::UserInfo(info) => Some(&info.claims),
            _ => None,
        })
        .collect();
    each_readable(look, ID_TOKEN, |examined| of(look, examined, &told))
}

fn of(look: &Look, examined: Examined, told: &[&Object]) -> Verdict {
    let places: Vec<&Object> = examined.token.claims.iter().chain(told.iter().copied()).collect();
    // Without the answer of UserInfo nothing tells: claims of scopes are told there where a code was redeemed.
    if told.is_empty() {
        return Verdict::Silent;
    }
    let granted = BRINGS.iter().filter(|(scope, _)| is_granted(look, scope));
    Verdict::merge(granted.map(|(scope, claim)| match places.iter().find_map(|place| place.member(claim)) {
        Some(value) => Verdict::pass(Finding::new(format!("The claim {claim} is told.")).at(value.at)),
        None => {
            let says =
                format!("The scope {scope} was granted, and neither the ID token nor UserInfo has {claim}.");
            let at = told.first().map(|info| info.at);
            Verdict::fail(Finding::new(says).at(at).expected(*claim))
        }
    }))
}

/// Granted in so many words, or asked for where the answer says nothing (RFC 6749, section 5.1).
fn is_granted(look: &Look, scope: &str) -> bool {
    let granted: Vec<_> =
        token_responses(look).into_iter().filter_map(|answer| answer.scope.as_ref()).collect();
    match granted.is_empty() {
        true => requests(look).iter().any(|request| request.asks_scope(scope)),
        false => granted.iter().any(|scopes| scopes.value.split(' ').any(|name| name == scope)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{CLAIMS, HEADER, of_pastes, token};

    #[test]
    fn an_address_that_was_asked_for_and_is_not_told() {
        let request = "https://op.example/a?response_type=code&client_id=app&scope=openid+email";
        let said = |info: &str| {
            let pastes = [
                Paste::capture("a", request),
                Paste::capture("id_token.jwt", token(HEADER, CLAIMS)),
                Paste::capture("u.json", info),
            ];
            of_pastes(&CHECK, &pastes, &[])
        };
        assert!(said(r#"{"sub":"u1"}"#).failed());
        assert!(matches!(said(r#"{"sub":"u1","email":"a@b.example"}"#), Verdict::Pass(_)));
    }
}
