//! Every key of a set can be read and used.

use super::key_sets::{KeySet, each_set};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::{Jwk, Problem};

/// Every key of a set can be read and used.
pub static CHECK: Check = Check {
    id: "oidc/jwks_format",
    title: "A key of the set is malformed",
    verb: Verb::Should,
    spec: &[cite("RFC 7517", "5"), cite("RFC 7518", "2"), cite("RFC 7518", "6"), cite("RFC 8037", "2")],
    why: "Readers pass over a key that they can't read, or drop the whole set, and then miss the one that signs.",
    remedy_idp: "Have a JOSE library write the key set instead of a template or by hand.",
    remedy_sp: "Use a library that passes over keys that it can't use.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_set(look, of)
}

fn of(set: KeySet) -> Verdict {
    let of_set = set.set.problems.iter().map(of_problem);
    let findings: Vec<Finding> = of_set.chain(set.set.keys.iter().flat_map(of_key)).flatten().collect();
    match (findings.is_empty(), set.set.keys.is_empty()) {
        (false, _) => Verdict::fail_all(findings),
        (true, false) => {
            let says = format!("All {} of its keys can be read.", set.set.keys.len());
            Verdict::pass(
                Finding::new(if set.set.keys.len() == 1 { "Its key can be read." } else { &says })
                    .at(set.set.at),
            )
        }
        (true, true) => Verdict::fail(Finding::new("The set holds no key.").at(set.set.at)),
    }
}

/// Private members and repeated names are for checks of their own.
fn of_problem(problem: &Problem) -> Option<Finding> {
    let elsewhere = ["jwk/private", "jwk/duplicate-kid"].contains(&problem.id);
    (!elsewhere).then(|| Finding::new(format!("{}.", problem.says.trim_end_matches('.'))).at(problem.at))
}

fn of_key(key: &Jwk) -> Vec<Option<Finding>> {
    let unusable = key.material.as_ref().err().filter(|why| !why.is_beyond());
    let unusable = unusable.map(|why| {
        let key_called = key.called();
        Finding::new(format!("Of {key_called}: {why}.")).at(key.at)
    });
    std::iter::once(unusable).chain(key.problems.iter().map(of_problem)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{JWKS, SIGNERS, of_pastes};

    fn said(text: &str) -> Verdict {
        of_pastes(&CHECK, &[Paste::support("jwks.json", text)], &[])
    }

    #[test]
    fn what_is_wrong_with_a_key_is_told() {
        assert!(matches!(said(JWKS), Verdict::Pass(_)));
        let off_curve = said(&SIGNERS.replace("f83OJ3D2", "g83OJ3D2"));
        assert!(off_curve.failed() && off_curve.findings()[0].says.contains("not on"));
        assert!(said(&JWKS.replace("AQAB", "AQAB=")).findings()[0].says.contains("pads"));
        assert!(said(&JWKS.replace("AQAB", "AQABAQABAQABAQAB")).findings()[0].says.contains("exponent"));
        assert!(said(r#"{"keys":[]}"#).failed());
    }

    #[test]
    fn a_kind_that_is_not_known_is_passed_over() {
        let other = r#"{"keys":[{"kty":"AKP","kid":"pq","alg":"ML-DSA-65","pub":"AA"}]}"#;
        assert!(matches!(said(other), Verdict::Pass(_)));
    }
}
