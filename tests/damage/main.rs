//! Good messages, damaged in every way in which people and their programs damage them, and in two ways at once: is each
//! damage named, does what was pasted come out as it was, and is nothing held for whole that is not.
//!
//! The table of what is reached is checked in (`reached.txt`) and only grows: `SSOSCOPE_UPDATE=1` writes it. What is not
//! reached is printed, text by text.

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
    let lists = [programs::ways(), office::ways(), carriers::ways()];
    (0..).zip(lists).flat_map(|(late, ways)| ways.into_iter().map(move |way| Way { late, ..way })).collect()
}

#[test]
fn damage_is_named_and_put_right() {
    let mut table = table("In one way", &in_one_way());
    table += "\n";
    table += &self::table("In two ways, by the second", &in_two_ways());
    print!("{table}");
    let path = root().join("tests/damage/reached.txt");
    if std::env::var_os("SSOSCOPE_UPDATE").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap();
    let differs: Vec<(&str, &str)> =
        held.lines().zip(table.lines()).filter(|(held, reached)| held != reached).collect();
    assert!(
        differs.is_empty() && held.lines().count() == table.lines().count(),
        "held, reached: {differs:#?}"
    );
}

fn in_one_way() -> BTreeMap<&'static str, Tally> {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for way in ways() {
        for kept in kept() {
            tallies.entry(way.name).or_default().add(trial(&kept, &[way]), &kept, way.name);
        }
    }
    tallies
}

/// All pairs with all texts take minutes: each pair has its turn with some of them.
fn in_two_ways() -> BTreeMap<&'static str, Tally> {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for (row, first) in ways().into_iter().enumerate() {
        for (column, second) in ways().into_iter().enumerate().filter(|(_, second)| second.follows(&first)) {
            for (_, kept) in kept().into_iter().enumerate().filter(|(at, _)| (at + row + column) % EACH == 0)
            {
                tallies.entry(second.name).or_default().add(
                    trial(&kept, &[first, second]),
                    &kept,
                    first.name,
                );
            }
        }
    }
    tallies
}

/// Of so many texts, a pair of ways is tried on one.
const EACH: usize = 5;

fn table(title: &str, tallies: &BTreeMap<&'static str, Tally>) -> String {
    let (right, all) =
        tallies.values().fold((0, 0), |(right, all), tally| (right + tally.right, all + tally.all()));
    let mut table = format!("{title}: {right} of {all}\n");
    for (name, tally) in tallies.iter().filter(|(_, tally)| tally.all() > 0) {
        let _ = writeln!(table, "{name:34} {:3} of {:3}", tally.right, tally.all());
    }
    table
}
