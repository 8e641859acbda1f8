//! What real consumers do with a message that is not as it should be: some let in what others refuse. One data file.

use std::sync::LazyLock;

use serde::Serialize;

/// The data; how to read it stands at its head.
static DATA: &str = include_str!("consumers.txt");

static TABLE: LazyLock<(Vec<Consumer>, Vec<Seen>)> = LazyLock::new(|| read(DATA));

/// A consumer of sign-ins that was watched.
#[derive(Debug, PartialEq, Eq)]
pub struct Consumer {
    /// Its name.
    pub name: &'static str,
    /// The release that was watched.
    pub release: &'static str,
}

/// What became of one fault at one consumer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// It refuses.
    Refuses,
    /// It lets the person in, or goes on.
    Accepts,
    /// It does not look; the application around it refused.
    ApplicationRefuses,
}

/// What was seen of one fault.
#[derive(Debug)]
pub struct Seen {
    /// The checks that fail of it.
    pub checks: Vec<&'static str>,
    /// The fault, as the end of a sentence: "nothing is signed".
    pub fault: &'static str,
    /// What each consumer did, as far as it was tried.
    pub deeds: Vec<(&'static str, Deed)>,
}

/// Every consumer that was watched.
pub fn all() -> &'static [Consumer] {
    &TABLE.0
}

/// Every fault that was tried on them.
pub fn faults() -> &'static [Seen] {
    &TABLE.1
}

impl Seen {
    /// Those that did one thing.
    pub fn those(&self, deed: Deed) -> Vec<&'static str> {
        self.deeds.iter().filter(|(_, did)| *did == deed).map(|(name, _)| *name).collect()
    }
}

/// Reads the data. A line that is not as the head of the file says is left out; a test finds it.
fn read(data: &'static str) -> (Vec<Consumer>, Vec<Seen>) {
    let (mut consumers, mut faults) = (Vec::new(), Vec::<Seen>::new());
    for line in data.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some((name, release)) = line.split_once(" = ") {
            consumers.push(Consumer { name, release });
        } else if let Some((checks, fault)) = line.strip_prefix("@ ").and_then(|line| line.split_once(": ")) {
            faults.push(Seen { checks: checks.split(' ').collect(), fault, deeds: Vec::new() });
        } else if let (Some((deed, names)), Some(seen)) = (deed(line), faults.last_mut()) {
            seen.deeds.extend(names.split(", ").map(|name| (name, deed)));
        }
    }
    (consumers, faults)
}

fn deed(line: &'static str) -> Option<(Deed, &'static str)> {
    let (what, names) = line.split_once(": ")?;
    let deed = match what {
        "refuses" => Deed::Refuses,
        "accepts" => Deed::Accepts,
        "its application refuses" => Deed::ApplicationRefuses,
        _ => return None,
    };
    Some((deed, names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_every_consumer_has_a_release() {
        let lines = DATA.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let deeds = lines.clone().filter(|line| deed(line).is_some()).count();
        assert_eq!(lines.count(), all().len() + faults().len() + deeds);
        for (name, _) in faults().iter().flat_map(|seen| &seen.deeds) {
            assert!(all().iter().any(|consumer| consumer.name == *name), "{name} has no release");
        }
        assert!(all().len() >= 15 && faults().len() >= 35);
    }
}
