//! A key serves one purpose and goes by one name.

use std::collections::HashMap;

use super::key_sets::{KeySet, each_set, identity};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::Jwk;

/// A key serves one purpose and goes by one name.
pub static CHECK: Check = Check {
    id: "oidc/jwks_reuse",
    title: "One key stands in the set more than once",
    verb: Verb::Should,
    spec: &[cite("OpenID Connect Core 1.0", "10.1"), cite("NIST SP 800-57 Part 1", "5.2")],
    why: "A key that both signs and encrypts is weaker than two, and one that only got a new name was not changed at all.",
    remedy_idp: "Make a key of its own for each use, and a new key, not a new name, when one is rolled.",
    remedy_sp: "Nothing has to be changed; ask the provider whether its keys are rolled at all.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_set(look, of)
}

fn of(set: KeySet) -> Verdict {
    let mut first: HashMap<[u8; 32], &Jwk> = HashMap::new();
    let mut findings = Vec::new();
    for key in &set.set.keys {
        let Some(identity) = identity(key) else { continue };
        match first.get(&identity) {
            Some(other) => findings.extend(again(other, key)),
            None => drop(first.insert(identity, key)),
        }
    }
    match (findings.is_empty(), first.len()) {
        (false, _) => Verdict::fail_all(findings),
        (true, 2..) => Verdict::pass(Finding::new("No key stands in it twice.").at(set.set.at)),
        (true, _) => Verdict::Silent,
    }
}

/// The same key for two algorithms is in use and does no harm.
fn again(first: &Jwk, second: &Jwk) -> Option<Finding> {
    let value = |text: &Option<crate::decode::Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    let renamed = value(&first.kid) != value(&second.kid);
    let both = value(&first.usage) != value(&second.usage);
    let says = match (both, renamed) {
        (true, _) => "The same key is published for signatures and for encryption",
        (false, true) => "The same key is published under two names",
        (false, false) => return None,
    };
    let says = format!("{says}: {} and {}.", first.called(), second.called());
    Some(Finding::new(says).at(second.at).also(first.at, "the earlier one"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{JWKS, of_pastes};

    #[test]
    fn the_same_numbers_are_the_same_key() {
        let key = JWKS.trim_start_matches("{\"keys\":[").trim_end_matches("]}");
        let said = |other: &str| {
            let text = format!("{{\"keys\":[{key},{other}]}}");
            of_pastes(&CHECK, &[Paste::support("jwks.json", text)], &[])
        };
        assert!(said(&key.replace("k1", "k2")).findings()[0].says.contains("two names"));
        assert!(
            said(&key.replace("\"kid\"", "\"use\":\"enc\",\"kid\"")).findings()[0]
                .says
                .contains("encryption")
        );
        assert!(matches!(said(&key.replace("0vx7", "0vx8").replace("k1", "k2")), Verdict::Pass(_)));
        assert_eq!(of_pastes(&CHECK, &[Paste::support("jwks.json", JWKS)], &[]), Verdict::Silent);
    }
}
