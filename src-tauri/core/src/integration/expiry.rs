//! Everything with an end that the playbooks of a folder know of: certificates, metadata, client secrets, policies.

use std::fmt::Write;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::papers::{KeyPaper, Papers};
use crate::case::Paste;
use crate::expect::Playbook;
use crate::instant::stamp;

/// One thing that ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Ending {
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// What: "signing certificate".
    pub what: &'static str,
    /// Which one.
    pub which: String,
    /// The file that it stands in.
    pub paper: String,
    /// The integrations that rest on it.
    pub integrations: Vec<String>,
    /// Who answers for them.
    pub owners: Vec<String>,
    /// Whole days from the instant on; below zero where it has ended.
    pub days: i64,
}

/// A playbook and its papers, for all questions that are put to many of them.
pub struct Integrated {
    /// The playbook as it is named.
    pub name: String,
    /// What it says.
    pub playbook: Playbook,
    /// The files that it names.
    pub papers: Vec<Paste>,
}

impl Integrated {
    /// What to call it.
    pub fn called(&self) -> String {
        self.playbook.integration.name.clone().unwrap_or_else(|| self.name.clone())
    }
}

/// Everything that ends, the first first; what several integrations rest on stands once.
pub fn expiry(all: &[Integrated], now: DateTime<Utc>) -> Vec<Ending> {
    let mut endings: Vec<Ending> = Vec::new();
    for one in all {
        for (at, what, which, paper) in of(one) {
            let known = endings
                .iter_mut()
                .find(|known| known.at == stamp(at) && known.what == what && known.which == which);
            let (name, owner) = (one.called(), one.playbook.integration.owner.clone());
            match known {
                Some(known) => {
                    add(&mut known.integrations, Some(name));
                    add(&mut known.owners, owner);
                }
                None => endings.push(Ending {
                    at: stamp(at),
                    what,
                    which,
                    paper,
                    integrations: vec![name],
                    owners: owner.into_iter().collect(),
                    days: (at - now).num_days(),
                }),
            }
        }
    }
    endings.sort();
    endings
}

fn add(list: &mut Vec<String>, value: Option<String>) {
    list.extend(value.filter(|value| !list.contains(value)));
}

type Found = (DateTime<Utc>, &'static str, String, String);

fn of(one: &Integrated) -> Vec<Found> {
    let papers = Papers::read(one.papers.clone());
    let mut found: Vec<Found> = Vec::new();
    let mut keys = |keys: &[KeyPaper], what: &'static str| {
        found.extend(
            keys.iter().filter_map(|key| Some((key.not_after?, what, key.called.clone(), key.paper.clone()))),
        );
    };
    for (_, role) in papers.idps().chain(papers.sps()) {
        keys(&role.signing, "signing certificate");
        let only_encryption: Vec<KeyPaper> =
            role.encryption.iter().filter(|key| !role.signing.contains(key)).cloned().collect();
        keys(&only_encryption, "encryption certificate");
    }
    keys(&papers.loose, "signing certificate");
    for entity in &papers.entities {
        let name = entity.entity_id.clone().unwrap_or_default();
        found.extend(entity.valid_until.map(|at| (at, "metadata", name, entity.paper.clone())));
    }
    let rp = &one.playbook.oidc.rp;
    let client = rp.client_id.clone().unwrap_or_default();
    found.extend(rp.secret_expires.map(|at| (at, "client secret", client, one.name.clone())));
    for policy in &one.playbook.policy {
        found.extend(policy.until.map(|at| (at, "policy", policy.called(), one.name.clone())));
    }
    found
}

/// The endings as a table for people.
pub fn expiry_text(endings: &[Ending]) -> String {
    if endings.is_empty() {
        return "Nothing that ends is known.\n".to_owned();
    }
    let rows: Vec<[String; 4]> = endings
        .iter()
        .map(|ending| {
            let left = match ending.days {
                days if days < 0 => format!("ended {} d ago", -days),
                days => format!("{days} d"),
            };
            [
                ending.at.clone(),
                left,
                format!("{}: {}", ending.what, ending.which),
                ending.integrations.join(", "),
            ]
        })
        .collect();
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths = [width(0), width(1), width(2)];
    let line = |[at, left, what, who]: &[String; 4]| {
        format!("{at:<0$}  {left:<1$}  {what:<2$}  {who}\n", widths[0], widths[1], widths[2])
    };
    rows.iter().map(line).collect()
}

/// The endings as iCalendar (RFC 5545): one all-day event each, with a reminder so many days before.
pub fn expiry_calendar(endings: &[Ending], now: DateTime<Utc>, lead_days: i64) -> String {
    let mut out = String::new();
    let mut line = |text: String| fold(&mut out, &text);
    line("BEGIN:VCALENDAR".to_owned());
    line("VERSION:2.0".to_owned());
    line("PRODID:-//SSOscope//Expiry//EN".to_owned());
    for ending in endings {
        let day: String = ending.at.chars().filter(char::is_ascii_digit).take(8).collect();
        let key = format!("{}|{}|{}", ending.at, ending.what, ending.which);
        let id =
            crate::decode::x509::hex(&ssoscope_crypto::digest(ssoscope_crypto::Hash::Sha256, key.as_bytes()));
        line("BEGIN:VEVENT".to_owned());
        line(format!("UID:{}@ssoscope.invalid", id.get(..32).unwrap_or(&id)));
        line(format!("DTSTAMP:{}", now.format("%Y%m%dT%H%M%SZ")));
        line(format!("DTSTART;VALUE=DATE:{day}"));
        line(format!("SUMMARY:{}", escaped(&format!("{} ends: {}", ending.what, ending.which))));
        let about = format!(
            "{} at {}. Integrations: {}. Owners: {}.",
            ending.paper,
            ending.at,
            ending.integrations.join(", "),
            ending.owners.join(", ")
        );
        line(format!("DESCRIPTION:{}", escaped(&about)));
        line("BEGIN:VALARM".to_owned());
        line("ACTION:DISPLAY".to_owned());
        line(format!("DESCRIPTION:{}", escaped(&format!("{} ends in {lead_days} days", ending.what))));
        line(format!("TRIGGER:-P{lead_days}D"));
        line("END:VALARM".to_owned());
        line("END:VEVENT".to_owned());
    }
    line("END:VCALENDAR".to_owned());
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Lines of at most 75 bytes, the others folded (RFC 5545, section 3.1).
fn fold(out: &mut String, text: &str) {
    let mut width = 0;
    for c in text.chars() {
        if width + c.len_utf8() > 74 {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    let _ = write!(out, "\r\n");
}
