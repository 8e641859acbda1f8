//! After a logout the browser is sent where the provider may send it.

use super::needs;
use super::sign_ins::captured;
use crate::check::known::Expected;
use crate::check::saml::identify::{agrees, differs};
use crate::check::{Check, Look, Verb, Verdict, cite};
use crate::decode::Body;
use crate::decode::oidc::EndSessionRequest;

/// After a logout the browser is sent where the provider may send it.
pub static CHECK: Check = Check {
    id: "oidc/post_logout_redirect_uri",
    title: "The address to go to after the logout is not registered",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect RP-Initiated Logout 1.0", "2"),
        cite("OpenID Connect RP-Initiated Logout 1.0", "3"),
    ],
    why: "The provider compares it as an exact string; with another one it shows an error, or stays where it is.",
    remedy_idp: "Register the post-logout redirect URI that the application sends, letter by letter.",
    remedy_sp: "Send the registered one, with id_token_hint or client_id so that the provider knows whose it is.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(captured(look).filter_map(|message| match &message.body {
        Body::EndSessionRequest(request) => Some(of(look, request)),
        _ => None,
    }))
}

fn of(look: &Look, request: &EndSessionRequest) -> Verdict {
    let Some(uri) = &request.post_logout_redirect_uri else { return Verdict::Silent };
    let wanted: Vec<&Expected> = look.known.oidc.post_logout_uris.decisive().collect();
    match wanted.iter().find(|expected| expected.value == uri.value) {
        None if wanted.is_empty() => Verdict::needs(needs::post_logout_uri()),
        Some(expected) => Verdict::pass(agrees("post_logout_redirect_uri", uri, expected)),
        None => Verdict::fail(differs("post_logout_redirect_uri", uri, &wanted)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::of_pastes;

    #[test]
    fn the_registered_one_letter_by_letter() {
        let client = r#"{"redirect_uris":["https://a.example/cb"],"post_logout_redirect_uris":["https://a.example/bye"]}"#;
        let said = |uri: &str| {
            let request = format!("https://op.example/end?client_id=app&post_logout_redirect_uri={uri}");
            of_pastes(&CHECK, &[Paste::capture("a", request), Paste::support("c.json", client)], &[])
        };
        assert!(matches!(said("https%3A%2F%2Fa.example%2Fbye"), Verdict::Pass(_)));
        assert!(said("https%3A%2F%2Fa.example%2Fbye%2F").findings()[0].says.contains("slash"));
    }
}
