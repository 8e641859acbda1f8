//! Rehearses a change of keys: two snapshots of a provider's papers, and what each integration would say at the switch.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::difference::{Difference, differences};
use super::expiry::Integrated;
use super::papers::{KeyPaper, Papers};
use crate::instant::stamp;

/// What a change of keys does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Rehearsal {
    /// Whether some key stands in both snapshots, so that nobody has to switch in the same second.
    pub overlap: bool,
    /// Keys that stay.
    pub stays: Vec<String>,
    /// Keys that go.
    pub goes: Vec<String>,
    /// Keys that come.
    pub comes: Vec<String>,
    /// Everything else that changes.
    pub differences: Vec<Difference>,
    /// What becomes of each integration, those that break first.
    pub integrations: Vec<Affected>,
}

/// What becomes of an integration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Affected {
    /// What it is called.
    pub integration: String,
    /// Who answers for it.
    #[cfg_attr(test, ts(optional = nullable))]
    pub owner: Option<String>,
    /// What becomes of it.
    pub fate: Fate,
    /// One sentence, with the moment where there is one.
    pub says: String,
}

/// What a change of keys makes of an integration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It trusts none of the keys that are there afterwards.
    Breaks,
    /// It trusts a key that stays, and not the new one: it works until the provider signs with that.
    BreaksLater,
    /// It trusts every key that is there afterwards, or one of them and the provider keeps to it.
    Works,
    /// It rests on another provider.
    NotConcerned,
}

/// Rehearses the change from one snapshot to the other; `switch` is when the provider begins to sign with what is new.
pub fn rehearse(
    before: &Papers,
    after: &Papers,
    all: &[Integrated],
    switch: Option<DateTime<Utc>>,
) -> Rehearsal {
    let (old, new) = (signing(before), signing(after));
    let has = |list: &[KeyPaper], key: &KeyPaper| list.iter().any(|own| own.key == key.key);
    let told = |list: &[&KeyPaper]| -> Vec<String> { list.iter().map(|key| called(key)).collect() };
    let stays: Vec<&KeyPaper> = new.iter().filter(|key| has(&old, key)).collect();
    let goes: Vec<&KeyPaper> = old.iter().filter(|key| !has(&new, key)).collect();
    let comes: Vec<&KeyPaper> = new.iter().filter(|key| !has(&old, key)).collect();
    let mut integrations: Vec<Affected> =
        all.iter().map(|one| affected(one, before, after, &stays, &comes, switch)).collect();
    integrations.sort_by(|a, b| (a.fate, &a.integration).cmp(&(b.fate, &b.integration)));
    Rehearsal {
        overlap: !stays.is_empty(),
        stays: told(&stays),
        goes: told(&goes),
        comes: told(&comes),
        differences: differences(before, after),
        integrations,
    }
}

fn called(key: &KeyPaper) -> String {
    match key.not_after {
        Some(ends) => format!("{}, {}, until {}", key.called, key.says, stamp(ends)),
        None => format!("{}, {}", key.called, key.says),
    }
}

/// The provider's keys that sign, each once.
fn signing(papers: &Papers) -> Vec<KeyPaper> {
    let of_idps = papers.idps().flat_map(|(_, role)| role.signing.clone());
    let of_sets = papers.key_sets.iter().flat_map(|set| set.keys.clone());
    let mut keys: Vec<KeyPaper> = Vec::new();
    for key in of_idps.chain(of_sets).chain(papers.loose.clone()) {
        if !keys.iter().any(|own| own.key == key.key) {
            keys.push(key);
        }
    }
    keys
}

fn affected(
    one: &Integrated,
    before: &Papers,
    after: &Papers,
    stays: &[&KeyPaper],
    comes: &[&KeyPaper],
    switch: Option<DateTime<Utc>>,
) -> Affected {
    let papers = Papers::read(one.papers.clone());
    let trusted = signing(&papers);
    let trusts = |key: &&&KeyPaper| trusted.iter().any(|own| own.key == key.key);
    let when = switch.map_or("at the switch".to_owned(), |at| format!("at {}", stamp(at)));
    let kept: Vec<&&KeyPaper> = stays.iter().filter(trusts).collect();
    let ready: Vec<&&KeyPaper> = comes.iter().filter(trusts).collect();
    let (fate, says) = if !concerns(one, before, after, &papers) {
        (Fate::NotConcerned, "It rests on another provider.".to_owned())
    } else if kept.is_empty() && ready.is_empty() {
        (
            Fate::Breaks,
            format!(
                "It trusts none of the keys that are there afterwards, and breaks {when}. Give it the new key before."
            ),
        )
    } else if ready.len() < comes.len() {
        let lasting = kept.first().map(|key| key.called.clone()).unwrap_or_default();
        let ends = kept.iter().filter_map(|key| key.not_after).max();
        let until = ends.map_or(String::new(), |at| format!(", which ends at {}", stamp(at)));
        (
            Fate::BreaksLater,
            format!(
                "It trusts {lasting}{until}, and not the new key: it works until the provider signs with that, {when}."
            ),
        )
    } else {
        (Fate::Works, "It trusts every key that is there afterwards.".to_owned())
    };
    Affected { integration: one.called(), owner: one.playbook.integration.owner.clone(), fate, says }
}

/// Whether an integration rests on the provider of the snapshots: by its name, or by one of its keys.
fn concerns(one: &Integrated, before: &Papers, after: &Papers, own: &Papers) -> bool {
    let named = |papers: &Papers| -> Vec<String> {
        let entities = papers.idps().filter_map(|(entity, _)| entity.entity_id.clone());
        entities.chain(papers.discoveries.iter().filter_map(|document| document.issuer.clone())).collect()
    };
    let mut theirs = named(before);
    theirs.extend(named(after));
    let (saml, oidc) = (&one.playbook.saml, &one.playbook.oidc);
    let mut ours = named(own);
    ours.extend(saml.idp.entity_id.iter().chain(&oidc.op.issuer).cloned());
    let keys = signing(before);
    let by_key = signing(own).iter().any(|key| keys.iter().any(|old| old.key == key.key));
    by_key || ours.iter().any(|name| theirs.contains(name))
}

/// The rehearsal as text.
pub fn rehearsal_text(rehearsal: &Rehearsal) -> String {
    let mut out = String::new();
    let overlap = match rehearsal.overlap {
        true => "OVERLAP     some key stands in both, so that each side can switch in its own time\n",
        false => "NO OVERLAP  no key stands in both: everybody has to switch in the same moment\n",
    };
    out.push_str(overlap);
    let lists = [("stays", &rehearsal.stays), ("goes", &rehearsal.goes), ("comes", &rehearsal.comes)];
    for (word, keys) in lists {
        keys.iter().for_each(|key| out.push_str(&format!("  {word:<6} {key}\n")));
    }
    if !rehearsal.integrations.is_empty() {
        out.push('\n');
    }
    for one in &rehearsal.integrations {
        let word = match one.fate {
            Fate::Breaks => "BREAKS",
            Fate::BreaksLater => "BREAKS LATER",
            Fate::Works => "works",
            Fate::NotConcerned => "not concerned",
        };
        let owner = one.owner.as_ref().map(|owner| format!(" ({owner})")).unwrap_or_default();
        out.push_str(&format!("{word:<14} {}{owner}\n               {}\n", one.integration, one.says));
    }
    out.push('\n');
    out.push_str(&super::difference::differences_text(&rehearsal.differences));
    out
}
