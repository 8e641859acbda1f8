//! The requests name the client that the provider has registered.

use super::sign_ins::{requests, token_requests};
use crate::check::known::Expected;
use crate::check::known::{Claim, Weight};
use crate::check::saml::identify::{agrees, differs};
use crate::check::{Check, Look, Verb, Verdict, cite};
use crate::decode::Spanned;

/// The requests name the client that the provider has registered.
pub static CHECK: Check = Check {
    id: "oidc/client_id",
    title: "The application names another client than is registered",
    verb: Verb::Must,
    spec: &[cite("OpenID Connect Core 1.0", "3.1.2.1"), cite("RFC 6749", "2.2"), cite("RFC 6749", "4.1.2.1")],
    why: "The provider does not know the client and shows a page of its own, or takes the application for another one.",
    remedy_idp: "Look for the client ID of the request; it may be registered in another tenant, realm or environment.",
    remedy_sp: "Enter the client ID that the provider shows in the registration, of this environment.",
    run,
};

fn run(look: &Look) -> Verdict {
    let asked = requests(look).into_iter().filter_map(|request| request.client_id.as_ref());
    let redeemed = token_requests(look).into_iter().filter_map(|request| request.client_id.as_ref());
    let seen: Vec<&Spanned<String>> = asked.chain(redeemed).collect();
    Verdict::merge([Weight::Named, Weight::Configured, Weight::Vouched].map(|weight| of(look, &seen, weight)))
}

/// One right name is enough: a network log may show the sign-in at several applications.
fn of(look: &Look, seen: &[&Spanned<String>], weight: Weight) -> Verdict {
    let known = look.known.oidc.client_ids.all().iter().filter(|claim| claim.weight == weight);
    let known: Vec<&Expected> = known.map(|claim: &Claim| &claim.expected).collect();
    let right = seen.iter().find_map(|id| Some((id, known.iter().find(|known| known.value == id.value)?)));
    match (known.is_empty(), right, seen.first()) {
        (true, ..) | (_, _, None) => Verdict::Silent,
        (false, Some((id, known)), _) => Verdict::pass(agrees("client_id", id, known)),
        (false, None, Some(id)) => Verdict::fail(differs("client_id", id, &known)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::of_pastes;

    #[test]
    fn the_registration_and_the_request_name_one_client() {
        let client = r#"{"client_id":"app","redirect_uris":["https://app.example/cb"]}"#;
        let said = |id: &str| {
            let request = format!("https://op.example/a?response_type=code&client_id={id}");
            of_pastes(
                &CHECK,
                &[Paste::capture("a", request), Paste::support("c.json", client)],
                &["oidc.rp.client_id=app-prod"],
            )
        };
        let one = said("app-prod");
        assert!(one.failed() && one.findings()[0].says.contains("registration"));
        let other = said("app");
        assert!(other.failed() && other.findings()[0].says.contains("oidc.rp.client_id"));
    }
}
