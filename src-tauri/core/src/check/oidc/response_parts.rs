//! The answer brings what was asked for.

use super::sign_ins::{answers, request_of};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Spanned;
use crate::decode::oidc::AuthorizationResponse;

/// The answer brings what was asked for.
pub static CHECK: Check = Check {
    id: "oidc/response_parts",
    title: "The answer brings something else than was asked for",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Core 1.0", "3.1.2.5"),
        cite("OpenID Connect Core 1.0", "3.2.2.5"),
        cite("OpenID Connect Core 1.0", "3.3.2.5"),
        cite("RFC 6749", "3.1.1"),
    ],
    why: "An application that waits for a code finds none where tokens came, and the other way round.",
    remedy_idp: "Answer with what response_type names: a code, an ID token, an access token.",
    remedy_sp: "Ask for the response_type that the callback reads; code is the one to take.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(answers(look).into_iter().filter(|answer| answer.error.is_none()).map(|answer| {
        let asked = request_of(look, answer).and_then(|request| request.response_type.as_ref());
        asked.map_or(Verdict::Silent, |asked| of(answer, asked))
    }))
}

fn of(answer: &AuthorizationResponse, asked: &Spanned<String>) -> Verdict {
    let wanted: Vec<&str> =
        asked.value.split(' ').filter(|kind| !kind.is_empty() && *kind != "none").collect();
    let brought = answer.brings();
    let missing = wanted.iter().any(|kind| !brought.contains(kind));
    let unasked = brought.iter().any(|kind| !wanted.contains(kind));
    let said = if brought.is_empty() { "nothing".to_owned() } else { brought.join(" ") };
    if missing || unasked {
        let says = format!("The request asks for {}, and the answer brings {said}.", asked.value);
        return Verdict::fail(
            Finding::new(says)
                .at(answer.at)
                .also(asked.at, "what was asked for")
                .expected(asked.value.clone())
                .observed(said),
        );
    }
    Verdict::pass(Finding::new(format!("The answer brings {said}, as was asked for.")).at(answer.at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::of_pastes;

    #[test]
    fn each_part_that_was_asked_for_and_no_other() {
        let said = |kind: &str, answer: &str| {
            let request = format!("https://op.example/a?client_id=app&state=s&response_type={kind}");
            of_pastes(&CHECK, &[Paste::capture("a", request), Paste::capture("b", answer)], &[])
        };
        assert!(matches!(said("code", "code=c&state=s"), Verdict::Pass(_)));
        assert!(said("code+id_token", "code=c&state=s").failed());
        assert!(said("id_token", "code=c&state=s").failed());
        assert_eq!(said("code", "error=access_denied&state=s"), Verdict::Silent);
    }
}
