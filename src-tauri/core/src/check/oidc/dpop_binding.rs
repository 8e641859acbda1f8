//! The access token is bound to the key that the proof shows (DPoP).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ssoscope_crypto::{Hash, digest};

use super::examined::{Examined, examined};
use super::{dpop_proof, thumbprint};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Spanned;
use crate::decode::oidc::{Json, Token, TokenKind};

/// The access token is bound to the key that the proof shows.
pub static CHECK: Check = Check {
    id: "oidc/dpop_binding",
    title: "The access token is bound to another key than the proof shows (DPoP)",
    verb: Verb::Must,
    spec: &[cite("RFC 9449", "4.3 (12)"), cite("RFC 9449", "6.1"), cite("RFC 9449", "7.1")],
    why: "A bound token is good only with a proof of its key; the API refuses it with any other.",
    remedy_idp: "Bind the token to the key of the proof at the token endpoint (cnf.jkt).",
    remedy_sp: "Keep one key for a token's whole life, and make each proof with it, with ath of that token.",
    run,
};

fn run(look: &Look) -> Verdict {
    let proofs = examined(look, &[TokenKind::DpopProof]);
    let tokens = examined(look, &[TokenKind::AccessToken]);
    let bound = tokens.iter().filter_map(|token| Some((token, jkt(token.token)?)));
    Verdict::merge(bound.map(|(token, jkt)| of(look, token, &jkt, &proofs)))
}

/// The thumbprint in the claim cnf (RFC 9449, section 6.1).
fn jkt(token: &Token) -> Option<Spanned<String>> {
    match &token.claims.as_ref()?.member("cnf")?.value {
        Json::Object(cnf) => Some(Spanned::new(cnf.text("jkt")?.to_owned(), cnf.member("jkt")?.at)),
        _ => None,
    }
}

fn of(look: &Look, token: &Examined, jkt: &Spanned<String>, proofs: &[Examined]) -> Verdict {
    let shown: Vec<(&Token, String)> = proofs
        .iter()
        .filter_map(|proof| Some((proof.token, thumbprint::of(dpop_proof::key(proof.token)?)?)))
        .collect();
    let Some((other, print)) = shown.first() else { return Verdict::Silent };
    match shown.iter().find(|(_, print)| *print == jkt.value) {
        Some((proof, _)) => Verdict::merge([
            Verdict::pass(Finding::new("The token is bound to the key of the proof.").at(jkt.at)),
            hash(look, token.token, proof),
        ]),
        None => Verdict::fail(
            Finding::new("The token is bound to another key than the one in the proof.")
                .at(jkt.at)
                .also(other.at, "the proof")
                .expected(print.clone())
                .observed(jkt.value.clone()),
        ),
    }
}

/// ath of a proof that goes with a token is that token's hash (RFC 9449, section 4.2).
fn hash(look: &Look, token: &Token, proof: &Token) -> Verdict {
    let ath = proof.claims.as_ref().and_then(|claims| Some((claims.text("ath")?, claims.member("ath")?.at)));
    let Some((ath, at)) = ath else { return Verdict::Silent };
    let computed = URL_SAFE_NO_PAD.encode(digest(Hash::Sha256, look.case.bytes(token.at)));
    match computed == ath {
        true => Verdict::pass(Finding::new("ath is the hash of the access token.").at(at)),
        false => Verdict::fail(
            Finding::new("ath in the proof is not the hash of this access token.")
                .at(at)
                .expected(computed)
                .observed(ath),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{HEADER, of_pastes, token};

    /// RFC 7638, section 3.1.
    const KEY: &str = r#"{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB"}"#;
    const JKT: &str = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";

    #[test]
    fn the_specifications_thumbprint_binds() {
        let header = format!("{{\"typ\":\"dpop+jwt\",\"alg\":\"RS256\",\"jwk\":{KEY}}}");
        let said = |jkt: &str| {
            let access = token(
                HEADER,
                &format!("{{\"iss\":\"i\",\"sub\":\"u\",\"exp\":1,\"cnf\":{{\"jkt\":\"{jkt}\"}}}}"),
            );
            let proof =
                token(&header, r#"{"jti":"1","htm":"GET","htu":"https://api.example","iat":1795420630}"#);
            of_pastes(
                &CHECK,
                &[Paste::capture("access_token.jwt", access), Paste::capture("DPoP.jwt", proof)],
                &[],
            )
        };
        assert!(matches!(said(JKT), Verdict::Pass(_)));
        assert!(said(&JKT.replace('N', "M")).failed());
    }
}
