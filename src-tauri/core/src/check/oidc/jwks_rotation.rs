//! When keys are changed, the old and the new stand side by side for a while, and no name changes hands.

use std::collections::HashSet;

use super::key_sets::{KeySet, identity, key_sets};
use crate::case::Case;
use crate::check::saml::identify::quoted;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::{Jwk, Jwks};
use crate::limits::Limits;

/// When keys are changed, the old and the new stand side by side for a while, and no name changes hands.
pub static CHECK: Check = Check {
    id: "oidc/jwks_rotation",
    title: "The keys were changed without a time in which both hold",
    verb: Verb::Should,
    spec: &[cite("OpenID Connect Core 1.0", "10.1.1")],
    why: "Applications keep a copy of the key set. Where old and new share no key, every copy is wrong at once; where a name is \
          given to another key, no copy is ever asked for again.",
    remedy_idp: "Publish a new key some days before it signs, keep the old one while its tokens live, and name each anew.",
    remedy_sp: "Fetch the key set again when a token names a key that isn't there, or when its signature fails.",
    run,
};

/// Each set is compared with the one before it, where the two may be one provider's.
fn run(look: &Look) -> Verdict {
    let sets: Vec<KeySet> = key_sets(look).into_iter().filter(KeySet::is_published).collect();
    let pairs = sets.windows(2).take(Limits::FINDINGS).filter_map(|pair| match pair {
        [before, after] if may_be_one(look.case, before, after) => Some((before, after)),
        _ => None,
    });
    Verdict::merge(pairs.map(|(before, after)| of(before, after)))
}

/// Two addresses make two key sets.
fn may_be_one(case: &Case, before: &KeySet, after: &KeySet) -> bool {
    let address = |set: &KeySet| {
        let layer = case.layer(set.set.at.layer)?;
        layer.travel.sent_to.as_ref().map(|(url, _)| url.clone())
    };
    match (address(before), address(after)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

fn of(before: &KeySet, after: &KeySet) -> Verdict {
    let reused: Vec<Finding> = after.set.keys.iter().filter_map(|key| renamed(before.set, key)).collect();
    if !reused.is_empty() {
        return Verdict::fail_all(reused);
    }
    let (old, new) = (identities(before.set), identities(after.set));
    if old.is_empty() || new.is_empty() {
        return Verdict::Silent;
    }
    let told = change(before.set, after.set, &old, &new);
    match old.is_disjoint(&new) {
        true => {
            let says = format!(
                "The two sets share no key. {told} If both are one provider's, no copy of the first was good for anything once the second was there."
            );
            Verdict::fail(Finding::new(says).at(after.set.at).also(before.set.at, "the set before"))
        }
        false => {
            let says = format!("Old and new keys overlap. {told}");
            Verdict::pass(Finding::new(says).at(after.set.at).also(before.set.at, "the set before"))
        }
    }
}

fn identities(set: &Jwks) -> HashSet<[u8; 32]> {
    set.keys.iter().filter_map(identity).collect()
}

/// A name that belonged to another key before.
fn renamed(before: &Jwks, key: &Jwk) -> Option<Finding> {
    let (kid, own) = (key.kid.as_ref()?, identity(key)?);
    let named = before.keys.iter().filter(|old| old.kid.as_ref().is_some_and(|old| old.value == kid.value));
    let others: Vec<&Jwk> = named.collect();
    let changed = !others.is_empty() && others.iter().all(|old| identity(old).is_some_and(|old| old != own));
    let says = format!(
        "“{}” is the name of another key than in the set before: who keeps a copy finds the name, and the wrong key.",
        quoted(&kid.value)
    );
    changed.then(|| Finding::new(says).at(kid.at).also(others.first().map(|old| old.at), "the key before"))
}

/// What stayed, went and came, by name.
fn change(before: &Jwks, after: &Jwks, old: &HashSet<[u8; 32]>, new: &HashSet<[u8; 32]>) -> String {
    let named = |set: &Jwks, keep: &dyn Fn(&[u8; 32]) -> bool| {
        let kept = set.keys.iter().filter(|key| identity(key).is_some_and(|own| keep(&own)));
        kept.take(5).map(Jwk::called).collect::<Vec<_>>().join(", ")
    };
    let parts = [
        ("Stayed", named(before, &|own| new.contains(own))),
        ("Went", named(before, &|own| !new.contains(own))),
        ("Came", named(after, &|own| !old.contains(own))),
    ];
    let said =
        parts.iter().filter(|(_, names)| !names.is_empty()).map(|(what, names)| format!("{what}: {names}."));
    said.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{JWKS, SIGNERS, of_pastes};

    fn said(before: &str, after: &str) -> Verdict {
        of_pastes(&CHECK, &[Paste::support("before.json", before), Paste::support("after.json", after)], &[])
    }

    #[test]
    fn old_and_new_overlap_and_names_stay_with_their_keys() {
        let key = |set: &str| set.trim_start_matches("{\"keys\":[").trim_end_matches("]}").to_owned();
        let both = format!("{{\"keys\":[{},{}]}}", key(JWKS), key(SIGNERS));
        let overlap = said(JWKS, &both);
        assert!(
            matches!(&overlap, Verdict::Pass(_)) && overlap.findings()[0].says.contains("Came: the key “e1”")
        );
        assert!(said(JWKS, SIGNERS).findings()[0].says.contains("share no key"));
        let renamed = said(JWKS, &SIGNERS.replace("\"e1\"", "\"k1\""));
        assert!(renamed.failed() && renamed.findings()[0].says.contains("the name of another key"));
        assert_eq!(of_pastes(&CHECK, &[Paste::support("a", JWKS)], &[]), Verdict::Silent);
    }
}
