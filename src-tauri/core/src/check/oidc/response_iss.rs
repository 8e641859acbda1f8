//! The answer names the provider that was asked.

use crate::case::Role;
use crate::check::known::Expected;
use crate::check::saml::identify::{agrees, differs};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Body;
use crate::decode::oidc::AuthorizationResponse;

use super::needs;

/// The answer names the provider that was asked.
pub static CHECK: Check = Check {
    id: "oidc/response_iss",
    title: "The answer is from another provider than was asked",
    verb: Verb::Must,
    spec: &[cite("RFC 9207", "2.4"), cite("RFC 9700", "4.4.2")],
    why: "An application that knows several providers is tricked into sending one's code to another; iss in the answer \
          prevents that.",
    remedy_idp: "Send iss in every authorization response, errors too, where the discovery document promises it.",
    remedy_sp: "Compare iss with the issuer that the request went to; look for a proxy that drops it.",
    run,
};

fn run(look: &Look) -> Verdict {
    let answers = look.messages.iter().filter(|message| message.role == Role::Capture);
    let answers = answers.filter_map(|message| match &message.body {
        Body::AuthorizationResponse(answer) if answer.response.is_none() => Some(answer.as_ref()),
        _ => None,
    });
    Verdict::merge(answers.map(|answer| of(look, answer)))
}

fn of(look: &Look, answer: &AuthorizationResponse) -> Verdict {
    let wanted: Vec<&Expected> = look.known.oidc.issuers.decisive().collect();
    match &answer.iss {
        Some(_) if wanted.is_empty() => {
            Verdict::needs(crate::check::Need { decides: false, ..needs::issuer() })
        }
        Some(iss) => match wanted.iter().find(|expected| expected.value == iss.value) {
            Some(expected) => Verdict::pass(agrees("iss", iss, expected)),
            None => Verdict::fail(differs("iss", iss, &wanted)),
        },
        // The ID token in the answer names the issuer as well (RFC 9207, section 2.4).
        None if answer.id_token.is_some() => Verdict::Silent,
        None => promised(look).map_or(Verdict::Silent, |at| {
            let says =
                "The answer names no issuer (iss), though the provider's discovery document promises it.";
            Verdict::fail(Finding::new(says).at(answer.at).also(at, "the promise").expected("iss"))
        }),
    }
}

/// Where a discovery document that is vouched for promises iss.
fn promised(look: &Look) -> Option<crate::span::Span> {
    let vouched = look.messages.iter().filter(|message| message.role == Role::Support);
    vouched
        .filter_map(|message| match &message.body {
            Body::Discovery(document) => document.iss_parameter_supported.as_ref(),
            _ => None,
        })
        .find(|promise| promise.value)
        .map(|promise| promise.at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{of_pastes, verdict};

    #[test]
    fn a_named_issuer_is_compared_exactly() {
        let answer = "code=abc&state=s&iss=https%3A%2F%2Fop.example";
        assert!(matches!(verdict(&CHECK, answer, &["oidc.op.issuer=https://op.example"]), Verdict::Pass(_)));
        assert!(verdict(&CHECK, answer, &["oidc.op.issuer=https://op.example/"]).failed());
        assert_eq!(
            verdict(&CHECK, "code=abc&state=s", &["oidc.op.issuer=https://op.example"]),
            Verdict::Silent
        );
    }

    #[test]
    fn a_promise_is_kept() {
        let text = r#"{"issuer":"https://op.example","jwks_uri":"x","authorization_response_iss_parameter_supported":true}"#;
        let pastes = [Paste::support("d.json", text), Paste::capture("a", "code=abc&state=s")];
        assert!(of_pastes(&CHECK, &pastes, &[]).failed());
    }
}
