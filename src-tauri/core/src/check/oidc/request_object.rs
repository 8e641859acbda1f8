//! The request object says the same as the parameters around it.

use super::sign_ins::{captured, requests};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::{AuthorizationRequest, Token};
use crate::decode::{Body, Spanned};

/// The request object says the same as the parameters around it.
pub static CHECK: Check = Check {
    id: "oidc/request_object",
    title: "The request object says something else than the parameters around it",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Core 1.0", "6.1"),
        cite("OpenID Connect Core 1.0", "6.3.3"),
        cite("RFC 9101", "5"),
        cite("RFC 9101", "6.3"),
    ],
    why: "client_id and response_type stand both in the URL and in the signed request; a provider refuses the two that differ.",
    remedy_idp: "Nothing is wrong here; the log names the client that sent it.",
    remedy_sp: "Build the URL and the request object from the same values.",
    run,
};

fn run(look: &Look) -> Verdict {
    let around: Vec<&AuthorizationRequest> =
        requests(look).into_iter().filter(|request| request.request.is_some()).collect();
    Verdict::merge(captured(look).filter_map(|message| match &message.body {
        Body::Token(token) => Some(of(token, token.request.as_deref()?, &around)),
        _ => None,
    }))
}

fn of(token: &Token, inner: &AuthorizationRequest, around: &[&AuthorizationRequest]) -> Verdict {
    let outer = around.iter().find(|outer| holds(outer, inner)).or(around.first());
    let compared = outer.into_iter().flat_map(|outer| {
        [
            same("client_id", &inner.client_id, &outer.client_id),
            same("response_type", &inner.response_type, &outer.response_type),
        ]
    });
    Verdict::merge(compared.chain([issued_by_client(token, inner)]))
}

fn holds(outer: &AuthorizationRequest, inner: &AuthorizationRequest) -> bool {
    let id = |request: &AuthorizationRequest| request.client_id.as_ref().map(|id| id.value.clone());
    id(outer) == id(inner)
}

fn same(name: &str, inner: &Option<Spanned<String>>, outer: &Option<Spanned<String>>) -> Verdict {
    let (Some(inner), Some(outer)) = (inner, outer) else { return Verdict::Silent };
    let finding = |says: String| {
        Finding::new(says)
            .at(inner.at)
            .also(outer.at, format!("{name} in the URL"))
            .expected(outer.value.clone())
            .observed(inner.value.clone())
    };
    match inner.value == outer.value {
        true => Verdict::pass(finding(format!("{name} is the same in both."))),
        false => Verdict::fail(finding(format!(
            "{name} is “{}” in the request object and “{}” in the URL.",
            inner.value, outer.value
        ))),
    }
}

/// iss, where it stands, is the client (RFC 9101, section 4).
fn issued_by_client(token: &Token, inner: &AuthorizationRequest) -> Verdict {
    match (&token.claimed.iss, &inner.client_id) {
        (Some(iss), Some(client)) if iss.value != client.value => {
            let says = format!("iss of the request object is “{}”; it has to be the client ID.", iss.value);
            Verdict::fail(Finding::new(says).at(iss.at).expected(client.value.clone()))
        }
        _ => Verdict::Silent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{HEADER, of_pastes, token};

    #[test]
    fn both_name_one_client() {
        let said = |id: &str| {
            let object = token(HEADER, r#"{"iss":"app","client_id":"app","response_type":"code"}"#);
            let url = format!("https://op.example/a?client_id={id}&request={object}");
            of_pastes(&CHECK, &[Paste::capture("a", url), Paste::capture("request.jwt", object)], &[])
        };
        assert!(matches!(said("app"), Verdict::Pass(_)));
        assert!(said("other").failed());
    }
}
