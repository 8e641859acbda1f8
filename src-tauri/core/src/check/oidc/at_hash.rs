//! The access token that came along is the one that the ID token speaks of.

use super::examined::{ID_TOKEN, each_readable};
use super::hash::{Tie, judge};
use crate::check::{Check, Look, Verb, Verdict, cite};

/// The access token that came along is the one that the ID token speaks of.
pub static CHECK: Check = Check {
    id: "oidc/at_hash",
    title: "The access token isn't the one that the ID token speaks of",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Core 1.0", "3.1.3.6"),
        cite("OpenID Connect Core 1.0", "3.1.3.8"),
        cite("OpenID Connect Core 1.0", "3.2.2.9"),
        cite("OpenID Connect Core 1.0", "3.2.2.10"),
    ],
    why: "at_hash ties the access token to the person who signed in; another one may have been slipped in.",
    remedy_idp: "Compute at_hash over the access token that is issued along, with the hash of the ID token's own algorithm.",
    remedy_sp: "Compare at_hash with the access token of the same answer, not with an older one.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, ID_TOKEN, |examined| {
        let with = look.known.oidc.companions.get(&examined.message.id);
        let tie = Tie {
            claim: "at_hash",
            of: "access token",
            hash: examined.token.claimed.at_hash.as_ref(),
            companion: with.and_then(|with| with.access_token.as_ref()),
            required: with.is_some_and(|with| with.from_browser),
        };
        judge(examined.token, &tie)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{CLAIMS, HEADER, in_response, token, verdict};

    /// OpenID Connect Core 1.0, appendix A.3.
    const ACCESS: &str = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";
    const HASH: &str = "77QmUPtjPfzWtF2AnpK9RQ";

    fn hashed(hash: &str) -> String {
        token(HEADER, &CLAIMS.replace("\"sub\"", &format!("\"at_hash\":\"{hash}\",\"sub\"")))
    }

    #[test]
    fn the_specifications_own_example() {
        let with = |hash: &str| {
            in_response(&CHECK, &format!("access_token={ACCESS}&state=s&id_token={}", hashed(hash)))
        };
        assert!(matches!(with(HASH), Verdict::Pass(_)));
        assert!(with("AAAmUPtjPfzWtF2AnpK9RQ").failed());
        assert!(with(&format!("{HASH}==")).findings()[0].says.contains("padded"));
    }

    #[test]
    fn it_is_required_with_an_access_token_in_the_browser_only() {
        let bare = token(HEADER, CLAIMS);
        assert!(in_response(&CHECK, &format!("access_token={ACCESS}&state=s&id_token={bare}")).failed());
        assert_eq!(in_response(&CHECK, &format!("state=s&id_token={bare}")), Verdict::Silent);
        assert!(matches!(verdict(&CHECK, &hashed(HASH), &[]), Verdict::Needs(need) if !need.decides));
    }
}
