//! The token by which the application shows who it is names it, and the provider.

use super::examined::each_readable;
use super::times;
use crate::check::known::Expected;
use crate::check::saml::identify::quoted;
use crate::check::saml::window::Edge;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::{Token, TokenKind};

/// The token by which the application shows who it is names it, and the provider.
pub static CHECK: Check = Check {
    id: "oidc/client_assertion",
    title: "The client assertion doesn't show who the application is",
    verb: Verb::Must,
    spec: &[cite("OpenID Connect Core 1.0", "9"), cite("RFC 7523", "3"), cite("RFC 7521", "4.2")],
    why: "The provider answers with invalid_client, and does not say which claim it was.",
    remedy_idp: "Look up the reason in the log: key, audience, time or a repeated jti.",
    remedy_sp: "Write the client ID into iss and sub, the provider's issuer or token endpoint into aud, an exp soon after now, \
                and a new jti each time.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, &[TokenKind::ClientAssertion], |examined| of(look, examined.token))
}

fn of(look: &Look, token: &Token) -> Verdict {
    Verdict::merge([names(look, token), audience(look, token), time(look, token), identifier(token)])
}

/// iss and sub are both the client ID.
fn names(look: &Look, token: &Token) -> Verdict {
    let (Some(iss), Some(sub)) = (&token.claimed.iss, &token.claimed.sub) else {
        let says = "The assertion has no iss or no sub; both have to be the client ID.";
        return Verdict::fail(Finding::new(says).at(token.claims_at()).expected("iss and sub"));
    };
    if iss.value != sub.value {
        let says = format!("iss is “{}” and sub “{}”; both have to be the client ID.", iss.value, sub.value);
        return Verdict::fail(
            Finding::new(says).at(sub.at).expected(iss.value.clone()).observed(sub.value.clone()),
        );
    }
    let known: Vec<&Expected> = look.known.oidc.client_ids.decisive().collect();
    match known.first() {
        Some(first) if known.iter().all(|known| known.value != iss.value) => {
            let says = format!("iss and sub are “{}”; the client is “{}”.", iss.value, first.value);
            Verdict::fail(
                Finding::new(says).at(iss.at).expected(first.value.clone()).observed(iss.value.clone()),
            )
        }
        _ => Verdict::pass(Finding::new("iss and sub are the client ID.").at(iss.at)),
    }
}

/// aud is the provider: its issuer, or the URL of its token endpoint.
fn audience(look: &Look, token: &Token) -> Verdict {
    let claimed = &token.claimed.aud;
    let known = &look.known.oidc;
    let wanted: Vec<&Expected> = known.issuers.decisive().chain(known.token_endpoints.decisive()).collect();
    match claimed.iter().find(|aud| wanted.iter().any(|wanted| wanted.value == aud.value)) {
        Some(aud) => Verdict::pass(Finding::new("aud is the provider.").at(aud.at)),
        None if claimed.is_empty() => {
            let says = "The assertion names no audience (aud).";
            Verdict::fail(Finding::new(says).at(token.claims_at()).expected("aud"))
        }
        None if wanted.is_empty() => Verdict::Silent,
        None => {
            let names: Vec<&str> = wanted.iter().map(|wanted| wanted.value.as_str()).collect();
            let first = claimed.first();
            let seen = first.map_or("", |aud| aud.value.as_str());
            let says = format!("The assertion is meant for “{}”, which is not this provider.", quoted(seen));
            Verdict::fail(
                Finding::new(says).at(first.map(|aud| aud.at)).expected(names.join(" or ")).observed(seen),
            )
        }
    }
}

fn time(look: &Look, token: &Token) -> Verdict {
    match &token.claimed.exp {
        Some(exp) => times::edge(look, "exp", exp, Edge::Closes),
        None => times::missing("exp", token.claims_at()),
    }
}

fn identifier(token: &Token) -> Verdict {
    match &token.claimed.jti {
        Some(_) => Verdict::Silent,
        None => {
            let says = "The assertion has no jti, by which the provider tells a repeated one.";
            Verdict::fail(Finding::new(says).at(token.claims_at()).expected("jti"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{HEADER, of_pastes, token};

    const SOUND: &str =
        r#"{"iss":"app","sub":"app","aud":"https://op.example/token","exp":1795420700,"jti":"j"}"#;

    #[test]
    fn each_claim_is_judged() {
        let said = |claims: &str| {
            let assertion = Paste::capture("client_assertion.jwt", token(HEADER, claims));
            let document = r#"{"issuer":"https://op.example","token_endpoint":"https://op.example/token"}"#;
            of_pastes(&CHECK, &[assertion, Paste::support("d.json", document)], &["oidc.rp.client_id=app"])
        };
        assert!(matches!(said(SOUND), Verdict::Pass(_)));
        assert!(said(&SOUND.replace(r#""sub":"app""#, r#""sub":"me""#)).failed());
        assert!(said(&SOUND.replace("op.example", "other.example")).failed());
        assert!(said(&SOUND.replace("1795420700", "1795400000")).failed());
        assert!(said(&SOUND.replace("jti", "id")).failed());
    }
}
