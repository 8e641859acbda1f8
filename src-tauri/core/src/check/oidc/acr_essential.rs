//! The authentication context that was asked for as essential was reached.

use super::asked;
use super::examined::{ID_TOKEN, each_readable};
use crate::check::saml::identify::quoted;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::{AskedClaim, Token};

/// The authentication context that was asked for as essential was reached.
pub static CHECK: Check = Check {
    id: "oidc/acr_essential",
    title: "The sign-in lacks the authentication context that was asked for as essential",
    verb: Verb::Must,
    spec: &[cite("OpenID Connect Core 1.0", "5.5.1.1"), cite("RFC 9470", "4")],
    why: "Asked for as an essential claim, acr is no wish: a provider that can't reach it has to answer with an error, and an \
          application that takes the token all the same lets people in with less than it demanded.",
    remedy_idp: "Have the person sign in by the context that is asked for, or answer with an error (access_denied, unmet_authentication_requirements).",
    remedy_sp: "Refuse the token, and ask only for contexts that the provider's discovery lists under acr_values_supported.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, ID_TOKEN, |examined| {
        let asked = asked::of_claim(look, examined.token, "acr").into_iter();
        Verdict::merge(asked.filter(|asked| asked.essential).map(|asked| of(examined.token, asked)))
    })
}

fn of(token: &Token, asked: &AskedClaim) -> Verdict {
    let finding = |says: String| {
        let finding = Finding::new(says).also(asked.at, "what was asked for");
        if asked.values.is_empty() { finding } else { finding.expected(asked.values.join(" or ")) }
    };
    match &token.claimed.acr {
        None => Verdict::fail(
            finding("The token has no acr, though it was asked for as essential.".to_owned())
                .at(token.claims_at()),
        ),
        Some(acr) if asked.values.is_empty() || asked.values.contains(&acr.value) => {
            Verdict::pass(finding(format!("acr is {}, as it had to be.", quoted(&acr.value))).at(acr.at))
        }
        Some(acr) => {
            let says = format!("acr is {}, which is none of those that were essential.", quoted(&acr.value));
            Verdict::fail(finding(says).at(acr.at).observed(acr.value.clone()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Paste;
    use crate::check::oidc::probe::{CLAIMS, HEADER, of_pastes, token};

    fn said(claims: &str, asked: &str) -> Verdict {
        let request = format!(
            "https://op.example/authorize?client_id=app&response_type=code&redirect_uri=x&nonce=n1&claims={asked}"
        );
        let pastes =
            [Paste::capture("request", request), Paste::capture("id_token.jwt", token(HEADER, claims))];
        of_pastes(&CHECK, &pastes, &[])
    }

    #[test]
    fn an_essential_context_has_to_be_reached() {
        let asked = r#"{"id_token":{"acr":{"essential":true,"values":["phr"]}}}"#;
        let with = |acr: &str| CLAIMS.replace("\"sub\"", &format!("\"acr\":\"{acr}\",\"sub\""));
        assert!(matches!(said(&with("phr"), asked), Verdict::Pass(_)));
        assert!(said(&with("pwd"), asked).failed() && said(CLAIMS, asked).failed());
        assert_eq!(said(CLAIMS, r#"{"id_token":{"acr":{"values":["phr"]}}}"#), Verdict::Silent);
    }

    #[test]
    fn what_another_request_asked_for_does_not_count() {
        let asked = r#"{"id_token":{"acr":{"essential":true,"values":["phr"]}}}"#;
        assert_eq!(said(&CLAIMS.replace("\"n1\"", "\"n2\""), asked), Verdict::Silent);
    }
}
