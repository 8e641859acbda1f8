//! An encrypted token opens with the application's key.

use ssoscope_jose::Compact;

use super::examined::{FOR_CLIENT, each};
use super::needs;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::Token;
use crate::decode::{Fault, Opening};

/// An encrypted token opens with the application's key.
pub static CHECK: Check = Check {
    id: "oidc/decryptable",
    title: "The encrypted token does not open",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Core 1.0", "3.1.3.7 (1)"),
        cite("OpenID Connect Core 1.0", "10.2"),
        cite("RFC 7516", "5.2"),
    ],
    why: "An application that can't open the token sees no claims at all, and often says only that it is invalid.",
    remedy_idp: "Encrypt with a key of the application's present JWKS, and name it in the header (kid).",
    remedy_sp: "Publish the present encryption key, and keep the old one until no token is encrypted with it any more.",
    run,
};

fn run(look: &Look) -> Verdict {
    each(look, FOR_CLIENT, |examined| match &examined.token.opening {
        Some(opening) => of(examined.token, opening),
        None => Verdict::Silent,
    })
}

fn of(token: &Token, opening: &Opening) -> Verdict {
    let kid = kid(token);
    match opening {
        Opening::Opened { odd: Some(odd), .. } => Verdict::fail(finding(token, odd.clone())),
        Opening::Opened { key, .. } => Verdict::pass(finding(token, format!("It opens with {key}."))),
        Opening::NoKey { takes } => Verdict::needs(needs::decryption_key(takes, kid)),
        Opening::Failed { fault: Fault::Unsupported, why, .. } => {
            Verdict::needs(needs::decryption_support(why))
        }
        Opening::Failed { fault: Fault::AnotherKey | Fault::KeyOrContent, why, tried } => {
            let named = kid.map_or("a key that the header does not name".to_owned(), str::to_owned);
            Verdict::fail(finding(token, why.clone()).expected(named).observed(tried.join(", ")))
        }
        Opening::Failed { why, .. } => Verdict::fail(finding(token, why.clone())),
    }
}

/// Points at the name of the key, where the header gives one.
fn finding(token: &Token, says: String) -> Finding {
    let kid = token.jose.kid.as_ref().map(|kid| kid.at);
    Finding::new(says).at(token.at).also(kid, "the key that it is encrypted for, by its header")
}

/// The name of the key that it is encrypted for: by its own header, or by a recipient's.
fn kid(token: &Token) -> Option<&str> {
    let Some(Compact::Jwe(jwe)) = &token.compact else { return None };
    jwe.recipients.iter().find_map(|recipient| jwe.text(recipient, "kid"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{verdict, with_secret};

    /// A header of RFC 7516, appendix A.1, with parts of the right lengths that hold nothing of sense.
    const JWE: &str =
        "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.AAAA.AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA";

    /// `{"alg":"dir","enc":"A256GCM"}`
    const DIRECT: &str =
        "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA";

    #[test]
    fn a_key_of_the_right_kind_is_needed_to_tell() {
        let Verdict::Needs(need) = verdict(&CHECK, JWE, &[]) else { panic!() };
        assert!(need.decides && need.what.contains("RSA private key"), "{}", need.what);
        assert!(matches!(with_secret(&CHECK, JWE, "secret"), Verdict::Needs(_)));
        let said = with_secret(&CHECK, DIRECT, "secret");
        assert!(said.failed() && said.findings()[0].says.contains("another key"), "{said:?}");
    }

    #[test]
    fn lengths_that_no_key_mends_fail_at_once() {
        let short = DIRECT.replace("AAAAAAAAAAAAAAAAAAAAAA", "AAAA");
        assert!(verdict(&CHECK, &short, &[]).findings()[0].says.contains("takes 16 bytes"));
    }
}
