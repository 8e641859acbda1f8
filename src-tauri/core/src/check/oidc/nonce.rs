//! The token answers the request that this application sent.

use super::examined::{Examined, ID_TOKEN, each_readable};
use super::needs;
use crate::check::known::Expected;
use crate::check::saml::identify::{agrees, differs};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};

/// The token answers the request that this application sent.
pub static CHECK: Check = Check {
    id: "oidc/nonce",
    title: "The token answers another request",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Core 1.0", "2"),
        cite("OpenID Connect Core 1.0", "3.1.3.7 (11)"),
        cite("OpenID Connect Core 1.0", "3.2.2.11"),
        cite("OpenID Connect Core 1.0", "15.5.2"),
    ],
    why: "The nonce ties the token to one request of one browser; another one, or none, means a replay or a lost session.",
    remedy_idp: "Copy the nonce of the request into the ID token, unchanged.",
    remedy_sp: "Keep the nonce of each request until its answer is there, one for each tab, and send it on every request.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, ID_TOKEN, |examined| of(look, examined))
}

fn of(look: &Look, examined: Examined) -> Verdict {
    let wanted: Vec<&Expected> = look.known.oidc.nonces.decisive().collect();
    match &examined.token.claimed.nonce {
        None => absent(look, examined, &wanted),
        Some(_) if wanted.is_empty() => Verdict::needs(needs::nonce()),
        Some(nonce) => match wanted.iter().find(|expected| expected.value == nonce.value) {
            Some(expected) => Verdict::pass(agrees("nonce", nonce, expected)),
            None => Verdict::fail(differs("nonce", nonce, &wanted)),
        },
    }
}

fn absent(look: &Look, examined: Examined, wanted: &[&Expected]) -> Verdict {
    let companions = look.known.oidc.companions.get(&examined.message.id);
    let at = examined.token.claims_at();
    if let Some(expected) = wanted.first() {
        // A renewed ID token need not repeat the nonce (OpenID Connect Core 1.0, section 12.2).
        if look.known.oidc.refreshes && companions.is_some_and(|with| with.from_token_endpoint) {
            return Verdict::Silent;
        }
        let says = format!("The token has no nonce, though the request had one ({}).", expected.origin.says);
        return Verdict::fail(
            Finding::new(says)
                .at(at)
                .also(expected.origin.at, "the nonce of the request")
                .expected(expected.value.clone()),
        );
    }
    match companions.is_some_and(|with| with.from_browser) {
        true => {
            let says = "The token came through the browser and has no nonce, which is required there.";
            Verdict::fail(Finding::new(says).at(at).expected("nonce"))
        }
        false => Verdict::Silent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{CLAIMS, HEADER, of_pastes, token, verdict};

    #[test]
    fn the_nonce_is_that_of_the_request() {
        assert!(matches!(verdict(&CHECK, &token(HEADER, CLAIMS), &["oidc.rp.nonce=n1"]), Verdict::Pass(_)));
        assert!(verdict(&CHECK, &token(HEADER, CLAIMS), &["oidc.rp.nonce=n2"]).failed());
        assert!(
            matches!(verdict(&CHECK, &token(HEADER, CLAIMS), &[]), Verdict::Needs(need) if !need.decides)
        );
    }

    #[test]
    fn a_nonce_that_was_sent_has_to_come_back() {
        let none = CLAIMS.replace("\"nonce\"", "\"x\"");
        assert!(verdict(&CHECK, &token(HEADER, &none), &["oidc.rp.nonce=n1"]).failed());
        assert_eq!(verdict(&CHECK, &token(HEADER, &none), &[]), Verdict::Silent);
    }

    #[test]
    fn any_request_of_the_capture_may_be_the_one() {
        let request = |nonce| {
            Paste::capture(
                "r",
                format!("https://op.example/auth?response_type=code&client_id=app&nonce={nonce}"),
            )
        };
        let pastes = [request("n0"), request("n1"), Paste::capture("id_token.jwt", token(HEADER, CLAIMS))];
        assert!(matches!(of_pastes(&CHECK, &pastes, &[]), Verdict::Pass(_)));
        assert!(of_pastes(&CHECK, &[pastes[0].clone(), pastes[2].clone()], &[]).failed());
    }
}
