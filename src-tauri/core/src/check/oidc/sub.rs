//! The token says whom it is about.

use super::examined::{ID_TOKEN, each_readable};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Spanned;
use crate::decode::oidc::Token;

/// The token says whom it is about.
pub static CHECK: Check = Check {
    id: "oidc/sub",
    title: "The token doesn't say whom it is about",
    verb: Verb::Must,
    spec: &[cite("OpenID Connect Core 1.0", "2"), cite("OpenID Connect Core 1.0", "5.7")],
    why: "sub with iss is the only name of a person that stays and is never given to another.",
    remedy_idp: "Release sub: at most 255 ASCII characters, and never one that another person had.",
    remedy_sp: "Key accounts on iss and sub; addresses and names change.",
    run,
};

/// At most this many characters (OpenID Connect Core 1.0, section 2).
const LONGEST: usize = 255;

fn run(look: &Look) -> Verdict {
    each_readable(look, ID_TOKEN, |examined| of(examined.token))
}

fn of(token: &Token) -> Verdict {
    let Some(sub) = &token.claimed.sub else {
        return Verdict::fail(Finding::new("The token has no sub.").at(token.claims_at()).expected("sub"));
    };
    match fault(sub) {
        Some(says) => Verdict::fail(Finding::new(says).at(sub.at)),
        None => Verdict::pass(Finding::new("The token names its subject.").at(sub.at)),
    }
}

fn fault(sub: &Spanned<String>) -> Option<String> {
    let text = &sub.value;
    if text.is_empty() {
        Some("sub is empty.".to_owned())
    } else if text.len() > LONGEST {
        Some(format!("sub has {} bytes; {LONGEST} are the most.", text.len()))
    } else {
        (!text.is_ascii()).then(|| "sub holds characters that are not ASCII.".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{CLAIMS, HEADER, token, verdict};

    #[test]
    fn a_subject_is_there_short_and_plain() {
        let named = |sub: &str| {
            verdict(&CHECK, &token(HEADER, &CLAIMS.replace("\"u1\"", &format!("\"{sub}\""))), &[])
        };
        assert!(matches!(named("u1"), Verdict::Pass(_)));
        assert!(named("").failed() && named("é").failed() && named(&"x".repeat(256)).failed());
        assert!(verdict(&CHECK, &token(HEADER, &CLAIMS.replace("\"sub\"", "\"x\"")), &[]).failed());
    }
}
