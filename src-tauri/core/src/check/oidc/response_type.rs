//! The response type is one that the provider offers and the application is registered for.

use super::sign_ins::plain_requests;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::{Body, Spanned};

/// The response type is one that the provider offers and the application is registered for.
pub static CHECK: Check = Check {
    id: "oidc/response_type",
    title: "The response type is not one that the provider gives this application",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Discovery 1.0", "3 (response_types_supported)"),
        cite("OpenID Connect Dynamic Client Registration 1.0", "2 (response_types)"),
        cite("RFC 6749", "3.1.1"),
    ],
    why: "The provider answers with unsupported_response_type or unauthorized_client, or with a page of its own.",
    remedy_idp: "Allow the response type for this application, where it is wanted.",
    remedy_sp: "Ask for response_type=code, which every provider offers.",
    run,
};

/// What one list allows.
struct Allowed<'a> {
    says: &'static str,
    kinds: &'a [Spanned<String>],
}

fn run(look: &Look) -> Verdict {
    let allowed: Vec<Allowed> = look.messages.iter().filter_map(|message| allowed(&message.body)).collect();
    let asked = plain_requests(look).into_iter().filter_map(|request| request.response_type.as_ref());
    Verdict::merge(asked.flat_map(|asked| allowed.iter().map(|allowed| of(asked, allowed))))
}

fn allowed(body: &Body) -> Option<Allowed<'_>> {
    let (says, kinds) = match body {
        Body::Discovery(document) => ("the provider's discovery document", &document.response_types),
        Body::Registration(client) => ("the application's registration", &client.response_types),
        _ => return None,
    };
    (!kinds.is_empty()).then_some(Allowed { says, kinds })
}

fn of(asked: &Spanned<String>, allowed: &Allowed) -> Verdict {
    match allowed.kinds.iter().find(|kind| sorted(&kind.value) == sorted(&asked.value)) {
        Some(kind) => {
            let says = format!("{} is among what {} allows.", asked.value, allowed.says);
            Verdict::pass(Finding::new(says).at(asked.at).also(kind.at, "there"))
        }
        None => {
            let names: Vec<&str> = allowed.kinds.iter().map(|kind| kind.value.as_str()).collect();
            let says = format!("The request asks for {}, which {} does not name.", asked.value, allowed.says);
            Verdict::fail(
                Finding::new(says)
                    .at(asked.at)
                    .also(allowed.kinds.first().map(|kind| kind.at), "what it names")
                    .expected(names.join(", "))
                    .observed(asked.value.clone()),
            )
        }
    }
}

/// The words in one order: none of theirs counts (RFC 6749, section 3.1.1).
fn sorted(kind: &str) -> Vec<&str> {
    let mut words: Vec<&str> = kind.split(' ').filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::of_pastes;

    #[test]
    fn the_order_of_words_does_not_count() {
        let said = |kind: &str| {
            let request = format!("https://op.example/a?client_id=app&response_type={kind}");
            let document =
                r#"{"issuer":"https://op.example","response_types_supported":["code","code id_token"]}"#;
            of_pastes(&CHECK, &[Paste::capture("a", request), Paste::support("d", document)], &[])
        };
        assert!(matches!(said("id_token+code"), Verdict::Pass(_)));
        assert!(said("token").failed());
    }
}
