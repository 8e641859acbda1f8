//! The answer brings back the state of the request.

use super::needs;
use crate::case::Role;
use crate::check::known::Expected;
use crate::check::saml::identify::{agrees, differs};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::{Body, Message, Spanned};
use crate::span::Span;

/// The answer brings back the state of the request.
pub static CHECK: Check = Check {
    id: "oidc/state",
    title: "The answer doesn't bring back the state of the request",
    verb: Verb::Must,
    spec: &[cite("RFC 6749", "4.1.2"), cite("RFC 6749", "10.12"), cite("OpenID Connect Core 1.0", "3.1.2.1")],
    why: "The state ties the answer to the browser that asked; without it somebody may slip in the answer to another request.",
    remedy_idp: "Return the state parameter unchanged, in errors too; look for a proxy that drops or re-encodes it.",
    remedy_sp: "Keep the state of each request until its answer is there, one for each tab, in a cookie that comes back.",
    run,
};

fn run(look: &Look) -> Verdict {
    let wanted: Vec<&Expected> = look.known.oidc.states.decisive().collect();
    let examined = look.messages.iter().filter(|message| message.role == Role::Capture);
    Verdict::merge(examined.filter_map(answer).map(|(state, at)| of(state, at, &wanted)))
}

/// The state of an authorization response, and where that stands.
fn answer(message: &Message) -> Option<(Option<&Spanned<String>>, Span)> {
    match &message.body {
        // A JARM response holds the state inside its token (JARM, section 2.1).
        Body::AuthorizationResponse(answer) if answer.response.is_some() => None,
        Body::AuthorizationResponse(answer) => Some((answer.state.as_ref(), answer.at)),
        Body::Token(token) if token.purpose.kind == crate::decode::oidc::TokenKind::AuthorizationResponse => {
            Some((token.claimed.state.as_ref(), token.claims_at()))
        }
        _ => None,
    }
}

fn of(state: Option<&Spanned<String>>, at: Span, wanted: &[&Expected]) -> Verdict {
    match (state, wanted.first()) {
        (Some(_), None) => Verdict::needs(needs::state()),
        (None, None) => Verdict::Silent,
        (Some(state), Some(_)) => match wanted.iter().find(|expected| expected.value == state.value) {
            Some(expected) => Verdict::pass(agrees("state", state, expected)),
            None => Verdict::fail(differs("state", state, wanted)),
        },
        (None, Some(expected)) => {
            let says = format!("The answer has no state, though {} had one.", expected.origin.says);
            Verdict::fail(
                Finding::new(says)
                    .at(at)
                    .also(expected.origin.at, "the state of the request")
                    .expected(expected.value.clone()),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{of_pastes, verdict};

    #[test]
    fn the_state_of_the_request_comes_back() {
        let request =
            Paste::capture("r", "https://op.example/auth?response_type=code&client_id=app&state=s1");
        let said = |answer: &str| of_pastes(&CHECK, &[request.clone(), Paste::capture("a", answer)], &[]);
        assert!(matches!(said("code=abc&state=s1"), Verdict::Pass(_)));
        assert!(said("code=abc&state=s2").failed());
        assert!(said("code=abc&iss=https%3A%2F%2Fop.example").failed());
    }

    #[test]
    fn without_the_request_it_cannot_be_told() {
        assert!(matches!(verdict(&CHECK, "code=abc&state=s1", &[]), Verdict::Needs(need) if !need.decides));
    }
}
