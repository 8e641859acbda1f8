//! A DPoP proof is one: signed with a public key that it brings along, for one request, now.

use chrono::TimeDelta;

use super::examined::each_readable;
use crate::check::saml::window::{arrival, in_words};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::{Json, Object, Token, TokenKind};

/// A DPoP proof is one.
pub static CHECK: Check = Check {
    id: "oidc/dpop_proof",
    title: "The DPoP proof doesn't prove who holds the key",
    verb: Verb::Must,
    spec: &[cite("RFC 9449", "4.2"), cite("RFC 9449", "4.3")],
    why: "The provider answers with invalid_dpop_proof, and the API refuses the token.",
    remedy_idp: "Look up the reason in the log: the clock, the URL as it is behind a proxy, or a nonce that was asked for.",
    remedy_sp: "Make a proof for each request: typ dpop+jwt, the public key as jwk, jti, htm, htu and iat of this moment.",
    run,
};

/// How far iat may lie from now; RFC 9449, section 11.1 asks for a short time.
const WINDOW: TimeDelta = TimeDelta::minutes(5);

fn run(look: &Look) -> Verdict {
    each_readable(look, &[TokenKind::DpopProof], |examined| of(look, examined.token))
}

fn of(look: &Look, token: &Token) -> Verdict {
    Verdict::merge([header(token), claims(token), moment(look, token)])
}

fn header(token: &Token) -> Verdict {
    let alg = token.jose.alg.as_ref();
    let weak = alg.is_none_or(|alg| alg.value.starts_with("HS") || alg.value.eq_ignore_ascii_case("none"));
    let typed =
        token.jose.typ.as_ref().is_some_and(|typ| typ.value.to_ascii_lowercase().ends_with("dpop+jwt"));
    let fail = |says: &str| Verdict::fail(Finding::new(says).at(token.at));
    match key(token) {
        _ if !typed => fail("The header does not say typ dpop+jwt."),
        _ if weak => fail("The proof is not signed with a private key: alg has to be an asymmetric one."),
        None => fail("The header brings no public key (jwk)."),
        Some(key) if key.has("d") || key.has("k") => {
            Verdict::fail(Finding::new("The header brings a private or secret key.").at(key.at))
        }
        Some(key) => Verdict::pass(Finding::new("The proof brings its public key.").at(key.at)),
    }
}

/// The key in the header.
pub(super) fn key(token: &Token) -> Option<&Object> {
    match &token.header.as_ref()?.member("jwk")?.value {
        Json::Object(key) => Some(key),
        _ => None,
    }
}

fn claims(token: &Token) -> Verdict {
    let has = |name: &str| token.claims.as_ref().is_some_and(|claims| claims.has(name));
    let missing: Vec<&str> = ["jti", "htm", "htu", "iat"].into_iter().filter(|name| !has(name)).collect();
    match missing.is_empty() {
        true => Verdict::Silent,
        false => {
            let says = format!("The proof has no {}.", missing.join(" and no "));
            Verdict::fail(Finding::new(says).at(token.claims_at()).expected(missing.join(", ")))
        }
    }
}

fn moment(look: &Look, token: &Token) -> Verdict {
    let Some(iat) = &token.claimed.iat else { return Verdict::Silent };
    let Some(at) = iat.value.instant else { return Verdict::Silent };
    let off = (look.now - at).abs();
    if off <= WINDOW.max(look.skew) {
        return Verdict::Silent;
    }
    if look.may_have_held(at + WINDOW) {
        return arrival(look, "The moment of the proof, until", at + WINDOW);
    }
    let side = if at < look.now { "before" } else { "after" };
    let says =
        format!("The proof was made {} {side} it was judged; it is good for a moment only.", in_words(off));
    Verdict::fail(Finding::new(says).at(iat.at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{token, verdict};

    const HEADER: &str =
        r#"{"typ":"dpop+jwt","alg":"ES256","jwk":{"kty":"EC","crv":"P-256","x":"a","y":"b"}}"#;
    const CLAIMS: &str = r#"{"jti":"1","htm":"POST","htu":"https://op.example/token","iat":1795420630}"#;

    #[test]
    fn each_part_is_judged() {
        let said = |header: &str, claims: &str| verdict(&CHECK, &token(header, claims), &[]);
        assert!(matches!(said(HEADER, CLAIMS), Verdict::Pass(_)));
        assert!(said(&HEADER.replace("ES256", "HS256"), CLAIMS).failed());
        assert!(said(&HEADER.replace("\"x\"", "\"d\":\"s\",\"x\""), CLAIMS).failed());
        assert!(said(HEADER, &CLAIMS.replace("htm", "method")).failed());
        assert!(said(HEADER, &CLAIMS.replace("1795420630", "1795400000")).failed());
    }
}
