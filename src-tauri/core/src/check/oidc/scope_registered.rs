//! The request asks for scopes that the application is registered for.

use super::sign_ins::plain_requests;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::{Body, Spanned};

/// The request asks for scopes that the application is registered for.
pub static CHECK: Check = Check {
    id: "oidc/scope_registered",
    title: "The request asks for a scope that the application is not registered for",
    verb: Verb::Should,
    spec: &[cite("RFC 7591", "2 (scope)"), cite("RFC 6749", "3.3")],
    why: "The provider answers with invalid_scope, or leaves the scope out without a word.",
    remedy_idp: "Allow the scope for this application.",
    remedy_sp: "Ask only for scopes that are registered.",
    run,
};

fn run(look: &Look) -> Verdict {
    let registered: Vec<&Spanned<String>> = look
        .messages
        .iter()
        .filter_map(|message| match &message.body {
            Body::Registration(client) => client.scope.as_ref(),
            _ => None,
        })
        .collect();
    let asked = plain_requests(look).into_iter().filter_map(|request| request.scope.as_ref());
    Verdict::merge(asked.flat_map(|asked| registered.iter().map(|registered| of(asked, registered))))
}

fn of(asked: &Spanned<String>, registered: &Spanned<String>) -> Verdict {
    let allowed = |name: &str| registered.value.split(' ').any(|scope| scope == name);
    let refused: Vec<&str> =
        asked.value.split(' ').filter(|scope| !scope.is_empty() && !allowed(scope)).collect();
    let finding = |says: String| Finding::new(says).at(asked.at).also(registered.at, "the registered scopes");
    match refused.is_empty() {
        true => Verdict::pass(finding("Every scope is registered.".to_owned())),
        false => Verdict::fail(
            finding(format!("Asked for and not registered: {}.", refused.join(", ")))
                .expected(registered.value.clone())
                .observed(asked.value.clone()),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::of_pastes;

    #[test]
    fn a_scope_beyond_the_registration_is_named() {
        let client =
            r#"{"client_id":"app","redirect_uris":["https://app.example/cb"],"scope":"openid profile"}"#;
        let said = |scope: &str| {
            let request = format!("https://op.example/a?response_type=code&client_id=app&scope={scope}");
            of_pastes(&CHECK, &[Paste::capture("a", request), Paste::support("c.json", client)], &[])
        };
        assert!(matches!(said("openid"), Verdict::Pass(_)));
        assert!(said("openid+email").findings()[0].says.contains("email"));
    }
}
