//! The table of the bench: how often what was put in is named, and what is missed.

use std::fmt::Write;

use super::fault::Known;
use super::trial::Trial;

/// The whole table, as it is printed and kept.
pub fn table(trials: &[Trial]) -> String {
    let mut out = String::from(HEAD);
    let of = |faults: usize| trials.iter().filter(move |trial| trial.faults.len() == faults);
    totals(&mut out, "SAML", trials, "saml");
    totals(&mut out, "OpenID Connect", trials, "oidc");
    out += "\nFaults, each alone in every flow that has a place for it\n\n";
    let _ = writeln!(
        out,
        "{:<38} {:>5} {:>5} {:>5} {:>5}  expected",
        "fault", "flows", "top-1", "top-3", "owner"
    );
    for (protocol, known) in super::faults() {
        row(
            &mut out,
            protocol,
            known,
            &of(1).filter(|trial| is_of(trial, protocol, known)).collect::<Vec<_>>(),
        );
    }
    out += "\nMissed\n\n";
    trials.iter().filter(|trial| !right(trial)).for_each(|trial| missed(&mut out, trial));
    out
}

const HEAD: &str = "\
The fault bench: faults put into good sign-ins, and what is named for them.
Made by `cargo xtask bench-causes`; what is expected of a fault stands beside it, in src-tauri/forge.

";

/// Whether what has to be said is said: one fault first, two faults among the first two, and at the right doors.
pub(super) fn right(trial: &Trial) -> bool {
    trial.named_within(trial.faults.len().max(1)) && trial.owners_right()
}

fn is_of(trial: &Trial, protocol: &str, known: &Known) -> bool {
    trial.protocol == protocol && trial.faults.iter().all(|fault| std::ptr::eq(*fault, known))
}

fn totals(out: &mut String, title: &str, trials: &[Trial], protocol: &str) {
    let of = |faults: usize| -> Vec<&Trial> {
        trials.iter().filter(|trial| trial.protocol == protocol && trial.faults.len() == faults).collect()
    };
    let (good, single, pairs) = (of(0), of(1), of(2));
    let kinds = super::faults().filter(|(of, _)| *of == protocol).count();
    let alarms = good.iter().filter(|trial| !trial.named_within(1)).count();
    let _ = writeln!(out, "{title}");
    let _ = writeln!(out, "  good flows    {:>4}   false alarms {alarms}", good.len());
    let _ = writeln!(
        out,
        "  single faults {:>4}   of {kinds} kinds; top-1 {}, top-3 {}, owner {}",
        single.len(),
        share(&single, |trial| trial.named_within(1)),
        share(&single, |trial| trial.named_within(3)),
        share(&single, Trial::owners_right),
    );
    let _ = writeln!(
        out,
        "  pairs         {:>4}   both among the first two {}, among the first three {}, owners {}",
        pairs.len(),
        share(&pairs, |trial| trial.named_within(2)),
        share(&pairs, |trial| trial.named_within(3)),
        share(&pairs, Trial::owners_right),
    );
}

fn share(trials: &[&Trial], holds: impl Fn(&Trial) -> bool) -> String {
    let held = trials.iter().filter(|trial| holds(trial)).count();
    let hundredths = held * 1_000 / trials.len().max(1);
    format!("{}.{} %", hundredths / 10, hundredths % 10)
}

fn row(out: &mut String, protocol: &str, known: &Known, trials: &[&Trial]) {
    let count = |holds: &dyn Fn(&Trial) -> bool| trials.iter().filter(|trial| holds(trial)).count();
    let _ = writeln!(
        out,
        "{:<38} {:>5} {:>5} {:>5} {:>5}  {}, {}",
        format!("{protocol}/{}", known.id),
        trials.len(),
        count(&|trial| trial.named_within(1)),
        count(&|trial| trial.named_within(3)),
        count(&Trial::owners_right),
        known.causes.join(" or "),
        known.owners.join(" or "),
    );
}

fn missed(out: &mut String, trial: &Trial) {
    let expected: Vec<String> = trial
        .faults
        .iter()
        .map(|fault| format!("{} ({})", fault.causes.join("|"), fault.owners.join("|")))
        .collect();
    let seen: Vec<String> =
        trial.seen.iter().map(|seen| format!("{} ({})", seen.cause, seen.owner)).collect();
    let _ = writeln!(out, "{}", trial.called());
    let _ = writeln!(
        out,
        "    expected {}",
        if expected.is_empty() { "nothing".to_owned() } else { expected.join(", ") }
    );
    let _ = writeln!(
        out,
        "    named    {}",
        if seen.is_empty() { "nothing".to_owned() } else { seen.join(", ") }
    );
    let _ = writeln!(out, "    failed   {}", trial.failed.join(", "));
}
