//! The token's text is well-formed: parts, base64url, JSON, each member once and of its type.

use super::examined::{FOR_CLIENT, each};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::Problem;

/// The token's text is well-formed.
pub static CHECK: Check = Check {
    id: "oidc/format",
    title: "The token is malformed",
    verb: Verb::Must,
    spec: &[cite("RFC 7519", "7.2"), cite("RFC 7515", "5.2"), cite("RFC 7515", "2"), cite("RFC 7515", "4")],
    why: "Readers differ in what they make of malformed text; what one accepts another refuses, and an attacker chooses \
          the reader. Often only the copy is damaged.",
    remedy_idp: "Have the provider issue tokens with a JOSE library instead of by hand.",
    remedy_sp: "Take the token as it arrives: nothing may decode, re-encode, wrap or cut it on the way.",
    run,
};

fn run(look: &Look) -> Verdict {
    each(look, FOR_CLIENT, |examined| {
        let token = examined.token;
        if token.is_shown_decoded() && token.problems.is_empty() {
            return Verdict::Silent;
        }
        let findings: Vec<Finding> = token.problems.iter().map(finding).collect();
        match findings.is_empty() {
            false => Verdict::Fail(findings),
            true => {
                Verdict::pass(Finding::new("Parts, base64url and JSON are as they should be.").at(token.at))
            }
        }
    })
}

fn finding(problem: &Problem) -> Finding {
    Finding::new(problem.says.clone()).at(problem.at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{CLAIMS, HEADER, token, verdict};

    #[test]
    fn a_clean_token_passes() {
        assert!(matches!(verdict(&CHECK, &token(HEADER, CLAIMS), &[]), Verdict::Pass(_)));
    }

    #[test]
    fn padding_and_repeated_names_are_told_with_their_place() {
        let padded = format!("{}=", token(HEADER, CLAIMS));
        assert!(verdict(&CHECK, &padded, &[]).findings()[0].says.contains("pads"));
        let twice = CLAIMS.replace("\"sub\"", "\"sub\":\"other\",\"sub\"");
        let said = verdict(&CHECK, &token(HEADER, &twice), &[]);
        assert!(said.failed() && said.findings()[0].at.is_some_and(|at| at.len() == 5));
    }

    #[test]
    fn a_critical_extension_that_is_not_known_is_refused() {
        let header = r#"{"alg":"RS256","crit":["exp"],"exp":1}"#;
        assert!(verdict(&CHECK, &token(header, CLAIMS), &[]).failed());
    }
}
