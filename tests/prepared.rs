//! What was read once says the same as what is read with each sign-in.

#![allow(clippy::unwrap_used, clippy::panic)] // a test that can't go on has to stop

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use ssoscope_core::{Clock, Examined, Paste, Prepared, Role, examine};
use ssoscope_forge::{Case, samples};

#[test]
fn material_that_was_read_before_gives_the_same_report() {
    let mut with_support = 0;
    for folder in folders() {
        let name = folder.display();
        let case = Case::read(&folder).unwrap_or_else(|says| panic!("{name}: {says}"));
        let (expectations, clock) = (case.expectations().unwrap(), Clock::Given(case.file.at));
        let (support, captures): (Vec<Paste>, Vec<Paste>) =
            case.pastes().unwrap().into_iter().partition(|paste| paste.role == Role::Support);
        with_support += usize::from(!support.is_empty());

        let together = examine([support.clone(), captures.clone()].concat(), &expectations, clock);
        let prepared = Prepared::new(support, &expectations);
        let (first, second) = (prepared.examine(captures.clone(), clock), prepared.examine(captures, clock));
        assert_eq!(said(&first), said(&together), "{name}");
        assert_eq!(said(&second), said(&together), "{name}, the second time");
    }
    assert!(with_support > 50, "{with_support} samples hold something that is vouched for");
}

/// The whole report.
fn said(examined: &Examined) -> Value {
    serde_json::to_value(&examined.report).unwrap()
}

fn folders() -> Vec<PathBuf> {
    let folders = ["saml", "oidc"].map(|protocol| fs::read_dir(samples().join(protocol)).unwrap());
    folders.into_iter().flatten().map(|entry| entry.unwrap().path()).collect()
}
