//! The code that came along is the one that the ID token speaks of.

use super::examined::{ID_TOKEN, each_readable};
use super::hash::{Tie, judge};
use crate::check::{Check, Look, Verb, Verdict, cite};

/// The code that came along is the one that the ID token speaks of.
pub static CHECK: Check = Check {
    id: "oidc/c_hash",
    title: "The code isn't the one that the ID token speaks of",
    verb: Verb::Must,
    spec: &[cite("OpenID Connect Core 1.0", "3.3.2.10"), cite("OpenID Connect Core 1.0", "3.3.2.11")],
    why: "c_hash ties the code to the person who signed in; another one may have been slipped in.",
    remedy_idp: "Compute c_hash over the code that is issued along, with the hash of the ID token's own algorithm.",
    remedy_sp: "Compare c_hash with the code of the same answer.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, ID_TOKEN, |examined| {
        let with = look.known.oidc.companions.get(&examined.message.id);
        let tie = Tie {
            claim: "c_hash",
            of: "code",
            hash: examined.token.claimed.c_hash.as_ref(),
            companion: with.and_then(|with| with.code.as_ref()),
            required: with.is_some_and(|with| with.from_browser),
        };
        judge(examined.token, &tie)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{CLAIMS, HEADER, in_response, token};

    /// OpenID Connect Core 1.0, appendix A.4.
    const CODE: &str = "Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk";

    #[test]
    fn the_specifications_own_example() {
        let with = |hash: &str| {
            let claims = CLAIMS.replace("\"sub\"", &format!("\"c_hash\":\"{hash}\",\"sub\""));
            in_response(&CHECK, &format!("code={CODE}&state=s&id_token={}", token(HEADER, &claims)))
        };
        assert!(matches!(with("LDktKdoQak3Pk0cnXxCltA"), Verdict::Pass(_)));
        assert!(with("AAktKdoQak3Pk0cnXxCltA").failed());
        let bare = format!("code={CODE}&state=s&id_token={}", token(HEADER, CLAIMS));
        assert!(in_response(&CHECK, &bare).failed());
    }
}
