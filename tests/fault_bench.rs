//! The fault bench: a part of it is run each time, and the table that is kept is of the faults that there are.

// What should not happen stops the test; clippy allows that in test functions only, and not in what they call.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;

use ssoscope_core::diagnose;
use ssoscope_forge::bench::{self, Portion, Trial, table};

/// Few enough for a debug build, and no family of faults without one.
const PORTION: Portion = Portion { every: 11, pairs: 12 };

/// Of a hundred, so many at least: one fault first, two among the first two, the right owner.
const SINGLE: usize = 97;
const PAIRS: usize = 90;

fn share(trials: &[&Trial], holds: impl Fn(&Trial) -> bool) -> usize {
    trials.iter().filter(|trial| holds(trial)).count() * 100 / trials.len().max(1)
}

#[test]
fn what_was_put_in_is_named() {
    let trials = bench::run(PORTION).unwrap();
    let of = |faults: usize| trials.iter().filter(move |trial| trial.faults.len() == faults);
    let (single, pairs): (Vec<&Trial>, Vec<&Trial>) = (of(1).collect(), of(2).collect());
    let told = table(&trials);
    assert!(single.len() > 80 && pairs.len() == 2 * PORTION.pairs, "{told}");
    assert!(of(0).all(|trial| trial.named_within(1)), "a good sign-in is blamed\n{told}");
    assert!(share(&single, |trial| trial.named_within(1)) >= SINGLE, "{told}");
    assert!(share(&single, Trial::owners_right) >= SINGLE, "{told}");
    assert!(share(&pairs, |trial| trial.named_within(2)) >= PAIRS, "{told}");
}

#[test]
fn what_is_expected_is_a_cause() {
    let known: BTreeSet<&str> = diagnose::all().map(|cause| cause.id).collect();
    let owners = ["idp-admin", "sp-admin", "user", "network", "capture"];
    let mut ids = BTreeSet::new();
    for (protocol, fault) in bench::faults() {
        assert!(ids.insert((protocol, fault.id)), "{protocol}/{} stands twice", fault.id);
        assert!(fault.causes.iter().all(|cause| known.contains(cause)), "{}: {:?}", fault.id, fault.causes);
        assert!(fault.owners.iter().all(|owner| owners.contains(owner)), "{}: {:?}", fault.id, fault.owners);
        assert!(!fault.causes.is_empty() && !fault.owners.is_empty(), "{}", fault.id);
    }
    let of = |protocol: &str| ids.iter().filter(|(of, _)| *of == protocol).count();
    assert!(of("saml") >= 60 && of("oidc") >= 50, "{} and {}", of("saml"), of("oidc"));
}

#[test]
fn the_kept_table_is_of_these_faults() {
    let kept = std::fs::read_to_string(bench::kept()).unwrap_or_default();
    let rows: BTreeSet<&str> = kept.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let missing: Vec<String> = bench::faults()
        .map(|(protocol, fault)| format!("{protocol}/{}", fault.id))
        .filter(|row| !rows.contains(row.as_str()))
        .collect();
    assert!(missing.is_empty(), "run `cargo xtask bench-causes` and commit the table; it lacks {missing:?}");
}
