//! The token is meant for this application.

use super::examined::{FOR_CLIENT, each_readable};
use super::needs;
use crate::check::known::Expected;
use crate::check::saml::identify::{agrees, differs};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::{Token, TokenKind};

/// The token is meant for this application.
pub static CHECK: Check = Check {
    id: "oidc/aud",
    title: "The token is for another client",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Core 1.0", "2"),
        cite("OpenID Connect Core 1.0", "3.1.3.7 (3)"),
        cite("RFC 7519", "4.1.3"),
    ],
    why: "Who accepts a token that was issued for another application lets that application's owner in as anybody.",
    remedy_idp: "Issue the token to the client that asked; put further audiences into access tokens, not into the ID token.",
    remedy_sp: "Use the client ID that the provider has registered, and hand the ID token to this check, not the access token.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, FOR_CLIENT, |examined| of(look, examined.token))
}

fn of(look: &Look, token: &Token) -> Verdict {
    let audiences = &token.claimed.aud;
    if audiences.is_empty() {
        return missing(token);
    }
    let wanted: Vec<&Expected> = look.known.oidc.client_ids.decisive().collect();
    if wanted.is_empty() {
        return Verdict::needs(needs::client_id());
    }
    let met = audiences
        .iter()
        .find_map(|aud| Some((aud, wanted.iter().find(|expected| expected.value == aud.value)?)));
    match met {
        Some((aud, expected)) => Verdict::pass(agrees("aud", aud, expected)),
        None => Verdict::Fail(audiences.iter().take(5).map(|aud| differs("aud", aud, &wanted)).collect()),
    }
}

fn missing(token: &Token) -> Verdict {
    match token.purpose.kind {
        // A signed UserInfo answer should name its audience, and need not (OpenID Connect Core 1.0, section 5.3.2).
        TokenKind::UserInfo => Verdict::Silent,
        _ => Verdict::fail(
            Finding::new("The token names no audience (aud).").at(token.claims_at()).expected("aud"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{CLAIMS, HEADER, of_pastes, token, verdict};

    #[test]
    fn one_of_several_audiences_is_enough() {
        let several = CLAIMS.replace("\"app\"", "[\"api\",\"app\"]");
        assert!(matches!(
            verdict(&CHECK, &token(HEADER, &several), &["oidc.rp.client_id=app"]),
            Verdict::Pass(_)
        ));
        let said = verdict(&CHECK, &token(HEADER, CLAIMS), &["oidc.rp.client_id=App"]);
        assert!(said.failed() && said.findings()[0].says.contains("upper and lower case"));
    }

    #[test]
    fn the_request_of_the_same_capture_tells_the_client() {
        let request = "https://op.example/auth?response_type=code&client_id=app&nonce=n1";
        let pastes =
            [Paste::capture("request", request), Paste::capture("id_token.jwt", token(HEADER, CLAIMS))];
        assert!(matches!(of_pastes(&CHECK, &pastes, &[]), Verdict::Pass(_)));
        assert!(of_pastes(&CHECK, &pastes, &["oidc.rp.client_id=other"]).failed());
    }

    #[test]
    fn an_unknown_client_is_a_need_and_no_pass() {
        let said = verdict(&CHECK, &token(HEADER, CLAIMS), &[]);
        assert!(matches!(said, Verdict::Needs(need) if need.key == Some("oidc.rp.client_id")));
    }
}
