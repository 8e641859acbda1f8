//! An access token that says it keeps to the profile of RFC 9068 does.

use super::examined::each_readable;
use crate::check::known::Expected;
use crate::check::saml::identify::differs;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::{Token, TokenKind};

/// An access token that says it keeps to the profile of RFC 9068 does.
pub static CHECK: Check = Check {
    id: "oidc/access_token",
    title: "The access token lacks what its profile demands",
    verb: Verb::Must,
    spec: &[cite("RFC 9068", "2.1"), cite("RFC 9068", "2.2"), cite("RFC 9068", "4")],
    why: "An API that reads tokens by RFC 9068 refuses one that lacks a claim, or that another provider issued.",
    remedy_idp: "Write iss, exp, aud, sub, client_id, iat and jti into access tokens of the type at+jwt.",
    remedy_sp: "Send the access token to the API that aud names; ask for that API by its scope or resource.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, &[TokenKind::AccessToken], |examined| of(look, examined.token))
}

fn of(look: &Look, token: &Token) -> Verdict {
    let typed = token.jose.typ.as_ref().filter(|typ| {
        let name = typ.value.to_ascii_lowercase();
        name.strip_prefix("application/").unwrap_or(&name) == "at+jwt"
    });
    if typed.is_none() {
        return Verdict::Silent;
    }
    Verdict::merge([claims(token), issuer(look, token)])
}

fn claims(token: &Token) -> Verdict {
    let claimed = &token.claimed;
    let missing = [
        ("iss", claimed.iss.is_none()),
        ("exp", claimed.exp.is_none()),
        ("aud", claimed.aud.is_empty()),
        ("sub", claimed.sub.is_none()),
        ("client_id", claimed.client_id.is_none()),
        ("iat", claimed.iat.is_none()),
        ("jti", claimed.jti.is_none()),
    ];
    let missing: Vec<&str> =
        missing.into_iter().filter(|(_, missing)| *missing).map(|(name, _)| name).collect();
    match missing.is_empty() {
        true => {
            Verdict::pass(Finding::new("The access token has all claims of RFC 9068.").at(token.claims_at()))
        }
        false => {
            let says = format!("The access token says at+jwt and has no {}.", missing.join(" and no "));
            Verdict::fail(Finding::new(says).at(token.claims_at()).expected(missing.join(", ")))
        }
    }
}

fn issuer(look: &Look, token: &Token) -> Verdict {
    let wanted: Vec<&Expected> = look.known.oidc.issuers.decisive().collect();
    match &token.claimed.iss {
        Some(iss) if !wanted.is_empty() && wanted.iter().all(|wanted| wanted.value != iss.value) => {
            Verdict::fail(differs("iss of the access token", iss, &wanted))
        }
        _ => Verdict::Silent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{HEADER, token, verdict};

    const SOUND: &str =
        r#"{"iss":"https://op.example","sub":"u","aud":"api","client_id":"app","exp":1,"iat":1,"jti":"j"}"#;

    #[test]
    fn a_token_of_that_type_has_all_claims() {
        let header = HEADER.replace("\"kid\"", "\"typ\":\"at+jwt\",\"kid\"");
        assert!(matches!(verdict(&CHECK, &token(&header, SOUND), &[]), Verdict::Pass(_)));
        assert!(verdict(&CHECK, &token(&header, &SOUND.replace("jti", "id")), &[]).failed());
        let other = ["oidc.op.issuer=https://other.example"];
        assert!(verdict(&CHECK, &token(&header, SOUND), &other).failed());
    }
}
