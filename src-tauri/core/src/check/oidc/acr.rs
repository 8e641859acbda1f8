//! The person signed in the way that the application accepts.

use super::examined::{ID_TOKEN, each_readable};
use crate::check::known::Expected;
use crate::check::saml::identify::{agrees, differs};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::Token;

/// The person signed in the way that the application accepts.
pub static CHECK: Check = Check {
    id: "oidc/acr",
    title: "The person signed in another way than the application accepts",
    verb: Verb::Should,
    spec: &[cite("OpenID Connect Core 1.0", "3.1.3.7 (12)"), cite("OpenID Connect Core 1.0", "5.5.1.1")],
    why: "acr tells how surely the person was recognised; asked for by acr_values it is a wish that the provider may leave unmet.",
    remedy_idp: "Have the person sign in the way that is asked for, and return its acr.",
    remedy_sp: "Ask for acr as an essential claim where it has to be met, and accept the values that the provider knows.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, ID_TOKEN, |examined| of(look, examined.token))
}

fn of(look: &Look, token: &Token) -> Verdict {
    let wanted: Vec<&Expected> = look.known.oidc.acrs.decisive().collect();
    let Some(first) = wanted.first() else { return Verdict::Silent };
    let Some(acr) = &token.claimed.acr else {
        let says = format!("The token has no acr, though one is expected ({}).", first.origin.says);
        return Verdict::fail(Finding::new(says).at(token.claims_at()).expected(first.value.clone()));
    };
    match wanted.iter().find(|expected| expected.value == acr.value) {
        Some(expected) => Verdict::pass(agrees("acr", acr, expected)),
        None => Verdict::fail(differs("acr", acr, &wanted)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{CLAIMS, HEADER, token, verdict};

    #[test]
    fn one_of_the_accepted_ways() {
        let claims = CLAIMS.replace("\"sub\"", "\"acr\":\"loa-2\",\"sub\"");
        assert!(matches!(verdict(&CHECK, &token(HEADER, &claims), &["oidc.rp.acr=loa-2"]), Verdict::Pass(_)));
        assert!(verdict(&CHECK, &token(HEADER, &claims), &["oidc.rp.acr=loa-3"]).failed());
        assert!(verdict(&CHECK, &token(HEADER, CLAIMS), &["oidc.rp.acr=loa-3"]).failed());
        assert_eq!(verdict(&CHECK, &token(HEADER, &claims), &[]), Verdict::Silent);
    }
}
