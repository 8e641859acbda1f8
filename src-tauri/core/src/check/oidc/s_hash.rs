//! The state that came along is the one that the ID token speaks of.

use super::examined::{ID_TOKEN, each_readable};
use super::hash::{Tie, judge};
use crate::check::{Check, Look, Verb, Verdict, cite};

/// The state that came along is the one that the ID token speaks of.
pub static CHECK: Check = Check {
    id: "oidc/s_hash",
    title: "The state isn't the one that the ID token speaks of",
    verb: Verb::Must,
    spec: &[cite("FAPI 1.0 Part 2: Advanced", "5.1.1"), cite("FAPI 1.0 Part 2: Advanced", "5.2.2.1")],
    why: "s_hash ties the state to the signed token, so that nobody can exchange it on the way.",
    remedy_idp: "Compute s_hash over the state of the request, with the hash of the ID token's own algorithm.",
    remedy_sp: "Compare s_hash with the state of the same answer.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, ID_TOKEN, |examined| {
        let with = look.known.oidc.companions.get(&examined.message.id);
        let tie = Tie {
            claim: "s_hash",
            of: "state",
            hash: examined.token.claimed.s_hash.as_ref(),
            companion: with.and_then(|with| with.state.as_ref()),
            required: false,
        };
        judge(examined.token, &tie)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{CLAIMS, HEADER, in_response, token};

    #[test]
    fn the_state_of_the_same_answer_is_hashed() {
        let hash = ssoscope_jose::hash_claim("RS256", "abc").unwrap();
        let hashed = token(HEADER, &CLAIMS.replace("\"sub\"", &format!("\"s_hash\":\"{hash}\",\"sub\"")));
        assert!(matches!(in_response(&CHECK, &format!("state=abc&id_token={hashed}")), Verdict::Pass(_)));
        assert!(in_response(&CHECK, &format!("state=abd&id_token={hashed}")).failed());
    }
}
