//! The keys of a set go by names of their own.

use std::collections::HashMap;

use super::key_sets::{KeySet, each_set};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::Jwk;

/// The keys of a set go by names of their own.
pub static CHECK: Check = Check {
    id: "oidc/jwks_names",
    title: "Two keys of the set have the same name",
    verb: Verb::Should,
    spec: &[cite("RFC 7517", "4.5"), cite("OpenID Connect Core 1.0", "10.1")],
    why: "A token names the key that signed it. Where two have that name, one reader takes the first and another the last.",
    remedy_idp: "Give every key a kid of its own, and never the kid of an earlier key.",
    remedy_sp: "Try every key that has the name, not only the first one.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_set(look, of)
}

fn of(set: KeySet) -> Verdict {
    let mut first: HashMap<(&str, Option<&str>), &Jwk> = HashMap::new();
    let mut findings = Vec::new();
    for key in &set.set.keys {
        let Some(kid) = &key.kid else { continue };
        // Equivalent keys of different types may share a name.
        let name = (kid.value.as_str(), key.kty.as_ref().map(|kty| kty.value.as_str()));
        match first.get(&name) {
            Some(other) => findings.push(twice(other, key)),
            None => drop(first.insert(name, key)),
        }
    }
    match (findings.is_empty(), first.is_empty()) {
        (false, _) => Verdict::fail_all(findings),
        (true, false) => Verdict::pass(Finding::new("Each key has a name of its own.").at(set.set.at)),
        (true, true) => Verdict::Silent,
    }
}

fn twice(first: &Jwk, second: &Jwk) -> Finding {
    let same = match (&first.material, &second.material) {
        (Ok(one), Ok(other)) if one == other => "and it is the same key",
        _ => "and it is another key",
    };
    let kid = second.kid.as_ref();
    let name = kid.map_or("", |kid| &kid.value);
    let says = format!("“{name}” is the name of an earlier key of the set too, {same}.");
    Finding::new(says).at(kid.map(|kid| kid.at)).also(first.kid.as_ref().map(|kid| kid.at), "the earlier one")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{JWKS, of_pastes};

    #[test]
    fn a_name_stands_once() {
        let key = JWKS.trim_start_matches("{\"keys\":[").trim_end_matches("]}");
        let said = |other: &str| {
            let text = format!("{{\"keys\":[{key},{other}]}}");
            of_pastes(&CHECK, &[Paste::support("jwks.json", text)], &[])
        };
        assert!(matches!(said(&key.replace("k1", "k2")), Verdict::Pass(_)));
        assert!(said(key).findings()[0].says.contains("the same key"));
        assert!(said(&key.replace("0vx7", "0vx8")).findings()[0].says.contains("another key"));
    }
}
