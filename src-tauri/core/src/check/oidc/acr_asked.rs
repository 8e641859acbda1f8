//! The provider met the application's wish for an authentication context.

use super::asked;
use super::examined::{ID_TOKEN, each_readable};
use crate::check::saml::identify::quoted;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::Token;
use crate::span::Span;

/// The provider met the application's wish for an authentication context.
pub static CHECK: Check = Check {
    id: "oidc/acr_asked",
    title: "The wish for an authentication context was not met",
    verb: Verb::Advice,
    spec: &[cite("OpenID Connect Core 1.0", "3.1.2.1"), cite("OpenID Connect Core 1.0", "5.5.1.1")],
    why: "acr_values is a wish: a provider that does not know the context, or can't reach it, signs the person in by another one and \
          says so at most in acr. An application that relies on the wish never learns that it was not met.",
    remedy_idp: "Map the context that is asked for to a way of signing in, and return its acr.",
    remedy_sp: "Compare acr with what was asked for, and ask for it as an essential claim where it has to be met.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, ID_TOKEN, |examined| {
        Verdict::merge(wishes(look, examined.token).iter().map(|wish| of(examined.token, wish)))
    })
}

/// The contexts that were wished for, and where.
fn wishes(look: &Look, token: &Token) -> Vec<(Vec<String>, Span)> {
    let by_parameter =
        asked::answered(look, token).into_iter().filter_map(|request| request.acr_values.as_ref());
    let by_parameter =
        by_parameter.map(|values| (values.value.split_whitespace().map(str::to_owned).collect(), values.at));
    let by_claim = asked::of_claim(look, token, "acr").into_iter().filter(|asked| !asked.essential);
    let by_claim = by_claim.map(|asked| (asked.values.clone(), asked.at));
    by_parameter.chain(by_claim).filter(|(values, _): &(Vec<String>, Span)| !values.is_empty()).collect()
}

fn of(token: &Token, (values, at): &(Vec<String>, Span)) -> Verdict {
    let finding =
        |says: String| Finding::new(says).also(*at, "what was asked for").expected(values.join(" or "));
    match &token.claimed.acr {
        None => {
            let says =
                "The token has no acr: it can't be told whether the context that was asked for was reached.";
            Verdict::fail(finding(says.to_owned()).at(token.claims_at()))
        }
        Some(acr) if values.contains(&acr.value) => {
            Verdict::pass(finding(format!("acr is {}, as was asked for.", quoted(&acr.value))).at(acr.at))
        }
        Some(acr) => {
            let says = format!("acr is {}, which is none of those that were asked for.", quoted(&acr.value));
            Verdict::fail(finding(says).at(acr.at).observed(acr.value.clone()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Paste;
    use crate::check::oidc::probe::{CLAIMS, HEADER, of_pastes, token};

    #[test]
    fn a_wish_that_is_not_met_is_told() {
        let said = |claims: &str, asked: &str| {
            let request = format!(
                "https://op.example/authorize?client_id=app&response_type=code&redirect_uri=x&nonce=n1&{asked}"
            );
            let pastes =
                [Paste::capture("request", request), Paste::capture("id_token.jwt", token(HEADER, claims))];
            of_pastes(&CHECK, &pastes, &[])
        };
        let silver = CLAIMS.replace("\"sub\"", "\"acr\":\"silver\",\"sub\"");
        assert!(matches!(said(&silver, "acr_values=gold+silver"), Verdict::Pass(_)));
        assert!(said(&silver, "acr_values=gold").failed() && said(CLAIMS, "acr_values=gold").failed());
        assert!(said(&silver, r#"claims={"id_token":{"acr":{"value":"gold"}}}"#).failed());
        assert_eq!(said(&silver, "prompt=login"), Verdict::Silent);
    }
}
