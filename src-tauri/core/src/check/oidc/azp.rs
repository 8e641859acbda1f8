//! The authorized party, where the token names one, is this application.

use super::examined::{ID_TOKEN, each_readable};
use crate::check::known::Expected;
use crate::check::saml::identify::{agrees, differs};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::Token;

/// The authorized party, where the token names one, is this application.
pub static CHECK: Check = Check {
    id: "oidc/azp",
    title: "The token was issued to another party",
    verb: Verb::Should,
    spec: &[
        cite("OpenID Connect Core 1.0", "2"),
        cite("OpenID Connect Core 1.0", "3.1.3.7 (4)"),
        cite("OpenID Connect Core 1.0", "3.1.3.7 (5)"),
    ],
    why: "A token with several audiences tells by azp whom it was issued to; the others only may read it.",
    remedy_idp: "Name the client that asked as azp, or leave azp out of tokens with one audience.",
    remedy_sp: "Use the token that was issued to this client, not one passed on by another.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, ID_TOKEN, |examined| of(look, examined.token))
}

fn of(look: &Look, token: &Token) -> Verdict {
    let Some(azp) = &token.claimed.azp else { return absent(token) };
    let wanted: Vec<&Expected> = look.known.oidc.client_ids.decisive().collect();
    match wanted.iter().find(|expected| expected.value == azp.value) {
        Some(expected) => Verdict::pass(agrees("azp", azp, expected)),
        // Who the client is, the check of aud asks already.
        None if wanted.is_empty() => Verdict::Silent,
        None => Verdict::fail(differs("azp", azp, &wanted)),
    }
}

fn absent(token: &Token) -> Verdict {
    match token.claimed.aud.as_slice() {
        [_, second, ..] => {
            let says =
                "The token has several audiences and no azp, so it doesn't tell whom it was issued to.";
            Verdict::fail(Finding::new(says).at(second.at).expected("azp"))
        }
        _ => Verdict::Silent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{CLAIMS, HEADER, token, verdict};

    #[test]
    fn several_audiences_want_an_azp_that_is_the_client() {
        let expect = ["oidc.rp.client_id=app"];
        let several = CLAIMS.replace("\"app\"", "[\"app\",\"api\"]");
        assert!(verdict(&CHECK, &token(HEADER, &several), &expect).failed());
        let named = |azp: &str| several.replace("\"sub\"", &format!("\"azp\":\"{azp}\",\"sub\""));
        assert!(matches!(verdict(&CHECK, &token(HEADER, &named("app")), &expect), Verdict::Pass(_)));
        assert!(verdict(&CHECK, &token(HEADER, &named("api")), &expect).failed());
        assert_eq!(verdict(&CHECK, &token(HEADER, CLAIMS), &expect), Verdict::Silent);
    }
}
