//! The token's header brings no key along and points at none.

use super::examined::{ID_TOKEN, each};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::Token;
use crate::span::Span;

/// The token's header brings no key along and points at none.
pub static CHECK: Check = Check {
    id: "oidc/key_in_header",
    title: "The token's header brings a key along",
    verb: Verb::Should,
    spec: &[cite("OpenID Connect Core 1.0", "2"), cite("RFC 8725", "3.10")],
    why: "An ID token says by kid which of the published keys signed it. A key in its own header proves nothing, and software \
          that uses it lets anybody in.",
    remedy_idp: "Leave jwk, jku, x5c and x5u out of ID tokens; name the key by kid.",
    remedy_sp: "Ignore them, and take keys from the provider's jwks_uri only.",
    run,
};

fn run(look: &Look) -> Verdict {
    each(look, ID_TOKEN, |examined| {
        let token = examined.token;
        let findings: Vec<Finding> = brought(token).into_iter().map(finding).collect();
        match (&token.header, findings.is_empty()) {
            (Some(header), true) => {
                Verdict::pass(Finding::new("The header brings no key along.").at(header.at))
            }
            (None, _) => Verdict::Silent,
            (Some(_), false) => Verdict::fail_all(findings),
        }
    })
}

fn finding((name, says, at): (&str, &str, Span)) -> Finding {
    Finding::new(format!("The header has {name}, {says}; it is neither used nor trusted here.")).at(at)
}

/// The members that hold a key or say where one is.
fn brought(token: &Token) -> Vec<(&'static str, &'static str, Span)> {
    let Some(header) = &token.header else { return Vec::new() };
    let members = [
        ("jwk", "a key"),
        ("x5c", "certificates"),
        ("jku", "an address where keys are"),
        ("x5u", "an address where certificates are"),
    ];
    let there = |(name, says)| Some((name, says, header.member(name)?.at));
    members.into_iter().filter_map(there).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{CLAIMS, HEADER, token, verdict};

    #[test]
    fn a_key_in_the_header_is_told_with_its_place() {
        assert!(matches!(verdict(&CHECK, &token(HEADER, CLAIMS), &[]), Verdict::Pass(_)));
        for member in [r#""jku":"https://x.example""#, r#""x5c":["MII"]"#, r#""jwk":{}"#] {
            let header = format!("{{\"alg\":\"RS256\",{member}}}");
            assert!(verdict(&CHECK, &token(&header, CLAIMS), &[]).findings()[0].at.is_some(), "{member}");
        }
    }
}
