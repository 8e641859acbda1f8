//! The request asks for the scope openid, without which nobody is signed in.

use super::sign_ins::plain_requests;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::AuthorizationRequest;

/// The request asks for the scope openid.
pub static CHECK: Check = Check {
    id: "oidc/scope_openid",
    title: "The request doesn't ask for the scope openid",
    verb: Verb::Must,
    spec: &[cite("OpenID Connect Core 1.0", "3.1.2.1"), cite("OpenID Connect Core 1.0", "3.1.2.2")],
    why: "Without openid the request is one of plain OAuth: there is no ID token, and some providers refuse it.",
    remedy_idp: "Nothing is wrong here, unless a proxy takes the scope out.",
    remedy_sp: "Put openid first among the scopes; a list of one's own often replaces the library's default.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(plain_requests(look).into_iter().map(of))
}

fn of(request: &AuthorizationRequest) -> Verdict {
    let Some(scope) = &request.scope else { return missing(request) };
    match request.asks_scope("openid") {
        true => Verdict::pass(Finding::new("The request asks for openid.").at(scope.at)),
        false if !wants_sign_in(request) => Verdict::Silent,
        false => {
            let says = format!("The scopes are “{}”; openid is not among them.", scope.value);
            Verdict::fail(Finding::new(says).at(scope.at).expected("openid").observed(scope.value.clone()))
        }
    }
}

fn missing(request: &AuthorizationRequest) -> Verdict {
    if !wants_sign_in(request) {
        return Verdict::Silent;
    }
    let says = "The request asks for no scope at all; openid has to be there.";
    Verdict::fail(Finding::new(says).at(request.at).expected("openid"))
}

/// A nonce, or an ID token asked for, are of OpenID Connect; a request without them may be plain OAuth.
fn wants_sign_in(request: &AuthorizationRequest) -> bool {
    request.nonce.is_some() || request.response_types().any(|kind| kind == "id_token")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::verdict;

    #[test]
    fn a_request_of_plain_oauth_may_lack_it() {
        let said = |more: &str| {
            verdict(&CHECK, &format!("https://op.example/a?response_type=code&client_id=app{more}"), &[])
        };
        assert!(matches!(said("&nonce=n&scope=email+openid"), Verdict::Pass(_)));
        assert!(said("&nonce=n&scope=email").failed() && said("&nonce=n").failed());
        assert_eq!(said("&scope=repo"), Verdict::Silent);
    }
}
