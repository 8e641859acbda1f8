//! A flow as a ladder: time runs down, and each step goes from the browser to the party that received it.

use std::fmt::Write;

use crate::flow::{Deed, PartyRole};
use crate::report::{FlowShape, Report, StepShape};

/// Columns of the time.
const TIME: usize = 10;
/// Columns of an arrow to the application; one to the identity provider is twice as long and one more.
const LANE: usize = 30;
/// Ladders of more rungs are folded harder.
const LONG: usize = 40;

/// The ladder of a flow, a line a rung, in 100 columns.
pub(in crate::report) fn ladder(report: &Report, flow: &FlowShape) -> String {
    let mut out = head(report, flow);
    let start = flow.steps.iter().find_map(instant);
    let mut folded = 0;
    let shown: Vec<bool> =
        flow.steps.iter().enumerate().map(|(place, step)| matters(flow, place, step)).collect();
    for (step, shown) in flow.steps.iter().zip(shown) {
        if !shown {
            folded += 1;
            continue;
        }
        fold(&mut out, &mut folded);
        rung(&mut out, start, step);
    }
    folded += flow.untold;
    fold(&mut out, &mut folded);
    out
}

fn head(report: &Report, flow: &FlowShape) -> String {
    let host = |role: PartyRole| {
        let urls =
            flow.steps.iter().filter(|step| step.to == Some(role)).filter_map(|step| step.url.as_deref());
        let host = urls.filter_map(crate::flow::host).next();
        let known = || report.parties.iter().find(|party| party.role == role)?.hosts.first().cloned();
        host.or_else(known).unwrap_or_default()
    };
    let provider = host(PartyRole::IdentityProvider);
    let provider = if provider.is_empty() { host(PartyRole::Intermediary) } else { provider };
    let mut out = String::new();
    let lane = |name: &str| format!("{name:<LANE$}");
    let _ = writeln!(out, "{:TIME$}{}{}identity provider", "", lane("browser"), lane("application"));
    let application = cut(&host(PartyRole::Application), LANE - 2);
    let line = format!("{:TIME$}{}{}{}", "", lane(""), lane(&application), cut(&provider, LANE - 2));
    let _ = writeln!(out, "{}", line.trim_end());
    out
}

/// Whether a step is drawn: what carries a message or a fault, what fails, what a person sends; of pages the first.
fn matters(flow: &FlowShape, place: usize, step: &StepShape) -> bool {
    let failed = step.status.is_none_or(|status| status >= 400) && step.method.is_some();
    let last = place + 1 == flow.steps.len();
    let told = step.deed.carries_message() || !step.faults.is_empty() || last;
    let turn = place.checked_sub(1).and_then(|before| flow.steps.get(before));
    let first_page = turn.is_some_and(|before| before.deed != step.deed);
    let sent = step.method.as_deref() == Some("POST")
        || step.status.is_some_and(|status| (300..400).contains(&status) && status != 304);
    if flow.steps.len() > LONG {
        told || failed && step.deed != Deed::SignIn
    } else {
        told || failed || sent || first_page
    }
}

fn fold(out: &mut String, folded: &mut usize) {
    if *folded > 0 {
        let what = if *folded == 1 { "step" } else { "steps" };
        let _ = writeln!(out, "{:TIME$}·  {folded} more {what}", "");
    }
    *folded = 0;
}

fn rung(out: &mut String, start: Option<f64>, step: &StepShape) {
    let time = instant(step).zip(start).map_or(String::new(), |(at, start)| format!("{:.3} s", at - start));
    let label = label(step);
    let status = step.status.map_or(String::new(), |status| format!(" {status}"));
    let arrow = match step.to {
        Some(PartyRole::Application) => format!("├{}▶│{:w$}│", line(&label, LANE - 3), "", w = LANE - 1),
        Some(_) => format!("├{}▶│", line(&label, 2 * LANE - 3)),
        None => format!("├ {label}"),
    };
    let _ = writeln!(out, "{time:>w$}  {arrow}{status}", w = TIME - 2);
    for id in &step.faults {
        let _ = writeln!(out, "{:TIME$}│  ✗ {id}", "");
    }
}

/// A label in a line of that many columns.
fn line(label: &str, columns: usize) -> String {
    let label = cut(label, columns - 4);
    let rest = columns - 2 - label.chars().count();
    format!("{} {label} {}", "─".repeat(rest / 2), "─".repeat(rest - rest / 2))
}

/// What it carries where that is known, else where it goes.
fn label(step: &StepShape) -> String {
    if let Some(carried) = &step.carries {
        return carried.clone();
    }
    let url = step.url.as_deref().unwrap_or_default();
    let path = crate::flow::place(url).map_or(url, |place| place.path);
    let method = step.method.as_deref().unwrap_or("GET");
    match step.to {
        None => format!("{method} {}", cut(url, 70)),
        Some(_) => format!("{method} {path}"),
    }
}

fn instant(step: &StepShape) -> Option<f64> {
    let at = crate::instant::parse(step.at.as_deref()?)?;
    Some(at.timestamp_millis() as f64 / 1000.0)
}

/// The end of a text is the telling part of a path, the start that of a host: the middle is left out.
fn cut(text: &str, columns: usize) -> String {
    let count = text.chars().count();
    if count <= columns {
        return text.to_owned();
    }
    let head: String = text.chars().take(columns / 2).collect();
    let tail: String = text.chars().skip(count - (columns - columns / 2 - 1)).collect();
    format!("{head}…{tail}")
}
