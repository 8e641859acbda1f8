//! The provider answered with a success, and not with an error.

use crate::case::Role;
use crate::check::saml::identify::{quoted, words};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::{Body, Message, Spanned};

/// The provider answered with a success, and not with an error.
pub static CHECK: Check = Check {
    id: "oidc/error_response",
    title: "The provider answered with an error",
    verb: Verb::Must,
    spec: &[cite("OpenID Connect Core 1.0", "3.1.2.6"), cite("RFC 6749", "4.1.2.1"), cite("RFC 6749", "5.2")],
    why: "Where the provider refuses there is nobody to let in; its own words say why.",
    remedy_idp: "Look up the error in the provider's log at the time of the answer.",
    remedy_sp: "Show people the provider's error and description instead of one of your own, and correct the request.",
    run,
};

/// An error in the provider's own words.
struct Refusal<'a> {
    error: &'a Spanned<String>,
    description: Option<&'a Spanned<String>>,
    place: &'static str,
}

fn run(look: &Look) -> Verdict {
    let examined = || look.messages.iter().filter(|message| message.role == Role::Capture);
    Verdict::merge(examined().map(|message| match refusal(message) {
        Some(refusal)
            if is_a_try(&refusal) && examined().any(|later| later.id > message.id && brings(later)) =>
        {
            Verdict::pass(said(&refusal, " A later answer succeeds."))
        }
        Some(refusal) => Verdict::fail(said(&refusal, "")),
        None if succeeds(message) => {
            Verdict::pass(Finding::new("The provider answered with a success.").at(message.at))
        }
        None => Verdict::Silent,
    }))
}

fn refusal(message: &Message) -> Option<Refusal<'_>> {
    let (error, description, place) = match &message.body {
        Body::AuthorizationResponse(answer) => {
            (&answer.error, &answer.error_description, "the authorization response")
        }
        Body::TokenResponse(answer) => {
            (&answer.error, &answer.error_description, "the token endpoint's answer")
        }
        Body::Token(token) if token.is_for_client() => {
            (&token.claimed.error, &token.claimed.error_description, "the authorization response")
        }
        _ => return None,
    };
    Some(Refusal { error: error.as_ref()?, description: description.as_ref(), place })
}

fn succeeds(message: &Message) -> bool {
    match &message.body {
        Body::AuthorizationResponse(answer) => answer.error.is_none(),
        Body::TokenResponse(answer) => answer.error.is_none(),
        _ => false,
    }
}

/// Whether it comes through the browser and is a success: of those the order is known.
fn brings(message: &Message) -> bool {
    matches!(&message.body, Body::AuthorizationResponse(answer) if answer.error.is_none())
}

/// Whether it answers a try without asking the person (prompt=none), after which applications ask in earnest.
fn is_a_try(refusal: &Refusal) -> bool {
    let tries = ["login_required", "interaction_required", "consent_required", "account_selection_required"];
    tries.contains(&refusal.error.value.as_str())
}

fn said(refusal: &Refusal, more: &str) -> Finding {
    let words = refusal.description.map_or(String::new(), |text| format!(" (“{}”)", words(&text.value)));
    let says =
        format!("In {} the provider says {}{words}.{more}", refusal.place, quoted(&refusal.error.value));
    Finding::new(says)
        .at(refusal.error.at)
        .also(refusal.description.map(|text| text.at), "the provider's own words")
        .expected("a success")
        .observed(refusal.error.value.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{of_pastes, verdict};

    #[test]
    fn an_error_is_told_in_the_providers_own_words() {
        let said = verdict(&CHECK, "error=access_denied&error_description=No+way%21&state=s", &[]);
        assert!(said.failed() && said.findings()[0].says.contains("No way!"));
        assert!(verdict(&CHECK, r#"{"error":"invalid_grant"}"#, &[]).failed());
        assert!(matches!(verdict(&CHECK, "code=abc&state=s", &[]), Verdict::Pass(_)));
    }

    #[test]
    fn a_silent_try_before_a_success_is_no_failure() {
        let pastes =
            [Paste::capture("a", "error=login_required&state=s"), Paste::capture("b", "code=abc&state=t")];
        assert!(matches!(of_pastes(&CHECK, &pastes, &[]), Verdict::Pass(_)));
        assert!(of_pastes(&CHECK, &pastes[..1], &[]).failed());
    }
}
