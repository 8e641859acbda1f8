//! The answer comes back in the way that was asked for.

use super::sign_ins::{answers, captured, request_of};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Body;
use crate::decode::oidc::{AuthorizationRequest, AuthorizationResponse, Way};

/// The answer comes back in the way that was asked for.
pub static CHECK: Check = Check {
    id: "oidc/response_mode",
    title: "The answer came back in another way than was asked for",
    verb: Verb::Must,
    spec: &[
        cite("OAuth 2.0 Multiple Response Type Encoding Practices", "2.1"),
        cite("OAuth 2.0 Multiple Response Type Encoding Practices", "5"),
        cite("OAuth 2.0 Form Post Response Mode", "2"),
    ],
    why: "An application that waits for a form does not see a fragment, and a server never does; tokens behind a question \
          mark stand in logs and histories.",
    remedy_idp: "Answer in the response_mode of the request, and never send tokens behind the question mark.",
    remedy_sp: "Ask for the response_mode that the callback reads: query for a code, form_post for what a server reads.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(answers(look).into_iter().map(|answer| of(look, answer)))
}

fn of(look: &Look, answer: &AuthorizationResponse) -> Verdict {
    let Some(way) = answer.way else { return Verdict::Silent };
    if way == Way::Query && (answer.id_token.is_some() || answer.access_token.is_some()) {
        let says = "The answer brings tokens behind the question mark of a URL, where logs keep them.";
        return Verdict::fail(
            Finding::new(says).at(answer.at).expected("fragment or form_post").observed("query"),
        );
    }
    match request_of(look, answer).and_then(asked) {
        Some(asked) => compare(look, answer, way, asked),
        None => Verdict::Silent,
    }
}

/// The mode that was asked for, else the default of the response type; those of JARM and of scripts are left aside.
fn asked(request: &AuthorizationRequest) -> Option<&str> {
    match &request.response_mode {
        Some(mode) => {
            Some(mode.value.as_str()).filter(|mode| ["query", "fragment", "form_post"].contains(mode))
        }
        None if request.response_type.is_none() => None,
        None if request.asks_for_tokens_by_browser() => Some("fragment"),
        None => Some("query"),
    }
}

fn compare(look: &Look, answer: &AuthorizationResponse, way: Way, asked: &str) -> Verdict {
    let says = format!("The answer came by {}, and {asked} was asked for.", way.mode());
    let finding = Finding::new(says).at(answer.at).expected(asked).observed(way.mode());
    match way.mode() == asked || came_rightly(look, answer, asked) {
        true => Verdict::pass(Finding::new(format!("The answer came by {asked}.")).at(answer.at)),
        false => Verdict::fail(finding),
    }
}

/// Whether the same answer also came as it was asked for: applications pass on what they read, in another way.
fn came_rightly(look: &Look, answer: &AuthorizationResponse, asked: &str) -> bool {
    let state = answer.state.as_ref().map(|state| &state.value);
    captured(look).any(|message| match &message.body {
        Body::AuthorizationResponse(other) => {
            other.way.is_some_and(|way| way.mode() == asked)
                && other.state.as_ref().map(|state| &state.value) == state
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::of_pastes;

    fn said(asked: &str, answer: &str) -> Verdict {
        let request = format!("https://op.example/a?client_id=app&state=s&{asked}");
        of_pastes(&CHECK, &[Paste::capture("a", request), Paste::capture("b", answer)], &[])
    }

    #[test]
    fn the_mode_that_was_asked_for_or_the_default() {
        let query = "https://app.example/cb?code=c&state=s";
        assert!(matches!(said("response_type=code", query), Verdict::Pass(_)));
        assert!(said("response_type=code&response_mode=form_post", query).failed());
        assert_eq!(said("response_type=code&response_mode=query.jwt", query), Verdict::Silent);
    }

    #[test]
    fn tokens_behind_the_question_mark_are_told_without_a_request() {
        let tokens = "https://app.example/cb?access_token=a&token_type=Bearer&state=t";
        assert!(of_pastes(&CHECK, &[Paste::capture("b", tokens)], &[]).failed());
    }
}
