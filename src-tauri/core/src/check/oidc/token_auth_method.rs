//! The application shows who it is in the way that is registered, and that the provider offers.

use super::sign_ins::token_requests;
use crate::check::known::Claims;
use crate::check::known::Expected;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::TokenRequest;

/// The application shows who it is in the way that is registered, and that the provider offers.
pub static CHECK: Check = Check {
    id: "oidc/token_auth_method",
    title: "The application shows who it is in another way than is registered",
    verb: Verb::Should,
    spec: &[
        cite("OpenID Connect Core 1.0", "9"),
        cite("OpenID Connect Dynamic Client Registration 1.0", "2 (token_endpoint_auth_method)"),
        cite("RFC 6749", "2.3.1"),
    ],
    why: "Many providers accept the registered way alone and answer with invalid_client; those that are lax today may not be \
          tomorrow.",
    remedy_idp: "Register the way that the application uses: client_secret_basic, client_secret_post, private_key_jwt.",
    remedy_sp: "Set the application's client authentication to the way that is registered; where nothing is said it is \
                client_secret_basic.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(token_requests(look).into_iter().map(|request| of(look, request)))
}

fn of(look: &Look, request: &TokenRequest) -> Verdict {
    let known = &look.known.oidc;
    let Some(used) = used(request) else { return Verdict::Silent };
    Verdict::merge([
        among(request, used, &known.auth_methods, "is registered"),
        among(request, used, &known.auth_methods_offered, "is offered"),
    ])
}

/// The ways that a request may be taken for: one assertion may be signed with the secret or with a private key.
fn used(request: &TokenRequest) -> Option<&'static [&'static str]> {
    if request.client_assertion.is_some() {
        Some(&["private_key_jwt", "client_secret_jwt"])
    } else if request.basic.is_some() {
        Some(&["client_secret_basic"])
    } else {
        request.client_secret.map(|_| &["client_secret_post"][..])
    }
}

fn among(request: &TokenRequest, used: &[&str], claims: &Claims, what: &str) -> Verdict {
    let wanted: Vec<&Expected> = claims.decisive().collect();
    let Some(first) = wanted.first() else { return Verdict::Silent };
    let basic = request.basic.as_ref().map(|name| name.at);
    let at = basic.or(request.client_secret).or(request.client_assertion).unwrap_or(request.at);
    let names: Vec<&str> = wanted.iter().map(|wanted| wanted.value.as_str()).collect();
    let finding = |says: String| {
        Finding::new(says)
            .at(at)
            .also(first.origin.at, first.origin.says.clone())
            .expected(names.join(" or "))
            .observed(used.join(" or "))
    };
    let said = used.join(" or ");
    match wanted.iter().any(|wanted| used.contains(&wanted.value.as_str())) {
        true => Verdict::pass(finding(format!("The application uses {said}, which {what}."))),
        false => Verdict::fail(finding(format!(
            "The application uses {said}; {} {what}, according to {}.",
            names.join(" or "),
            first.origin.says
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::verdict;

    #[test]
    fn the_registered_way_is_used() {
        let request = "grant_type=authorization_code&code=c&client_id=app&client_secret=x";
        let said = |method: &str| verdict(&CHECK, request, &[&format!("oidc.rp.token_auth_method={method}")]);
        assert!(matches!(said("client_secret_post"), Verdict::Pass(_)));
        assert!(said("client_secret_basic").failed());
        assert_eq!(verdict(&CHECK, request, &[]), Verdict::Silent);
    }
}
