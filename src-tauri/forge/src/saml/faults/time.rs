//! When it was issued, and how long it holds.

use chrono::{DateTime, Utc};

use super::super::response::Response;
use super::flow::{Carried, Flow};
use crate::bench::{Fault, Part, fault};
use crate::instant::plus;
use crate::log::Entry;

const CLOCK: &[&str] = &["clock_skew"];
const IDP: &[&str] = &["idp-admin"];
/// No third clock tells whose is off.
const EITHER: &[&str] = &["idp-admin", "sp-admin"];

pub(super) static FAULTS: &[Fault<Flow>] = &[
    fault("idp-ahead-10min", Part::Time, "the IdP's clock is ten minutes ahead", CLOCK, EITHER, |flow| {
        pasted_by(flow, 600)
    }),
    fault("idp-ahead-10min-log", Part::Time, "the same, in a browser's log", CLOCK, IDP, |flow| {
        logged_by(flow, 600)
    }),
    fault(
        "idp-ahead-1h",
        Part::Time,
        "the IdP writes summer time as if it were UTC",
        CLOCK,
        EITHER,
        |flow| pasted_by(flow, 3_600),
    ),
    fault(
        "idp-behind-2h",
        Part::Time,
        "the IdP's clock is two hours behind the application's, and the request shows it",
        CLOCK,
        EITHER,
        behind_and_asked,
    ),
    fault("idp-behind-2h-log", Part::Time, "the same, in a browser's log", CLOCK, IDP, |flow| {
        logged_by(flow, -7_200)
    }),
    fault(
        "idp-behind-2h-unasked",
        Part::Time,
        "the same, and no request was pasted",
        CLOCK,
        EITHER,
        behind_unasked,
    ),
    fault(
        "not-before-late",
        Part::Time,
        "the Conditions hold from ten minutes later",
        CLOCK,
        EITHER,
        not_before,
    ),
    fault(
        "sp-ahead-2h",
        Part::Time,
        "the application's clock is two hours ahead; the log's Date headers show it",
        CLOCK,
        &["sp-admin"],
        |flow| application_by(flow, 7_200),
    ),
    fault(
        "sp-behind-10min",
        Part::Time,
        "the application's clock is ten minutes behind; the log's Date headers show it",
        CLOCK,
        &["sp-admin"],
        |flow| application_by(flow, -600),
    ),
    fault(
        "left-open",
        Part::Time,
        "the page with the answer was left open for half an hour",
        &["arrived_late"],
        &["user"],
        left_open,
    ),
    fault(
        "lifetime-5s",
        Part::Time,
        "the answer holds for five seconds, and takes ten",
        &["short_lifetime"],
        IDP,
        short,
    ),
    fault(
        "ends-before-it-begins",
        Part::Time,
        "NotOnOrAfter lies before the answer was issued",
        &["short_lifetime"],
        IDP,
        ends_before,
    ),
    fault(
        "confirmation-without-end",
        Part::Time,
        "the bearer confirmation has no NotOnOrAfter",
        &["incomplete_message"],
        IDP,
        no_end,
    ),
    fault(
        "capture-of-last-month",
        Part::Time,
        "the answer is judged a month after it was made",
        &["capture_is_old"],
        &["capture"],
        last_month,
    )
    .hiding(),
];

/// The whole answer, issued by another clock.
fn issued_by(flow: &mut Flow, seconds: i64) {
    let moved = plus(flow.sign_in.arrived, seconds - 1);
    let was = plus(flow.sign_in.arrived, -1);
    shift(&mut flow.sign_in.response, was, moved);
}

/// Writes every instant anew, as far from the new issue as it was from the former.
fn shift(response: &mut Response, was: DateTime<Utc>, now: DateTime<Utc>) {
    let parties = response.parties;
    let again = |text: &mut String| {
        if let Ok(at) = text.parse::<DateTime<Utc>>() {
            *text = parties.stamp(at + (now - was));
        }
    };
    again(&mut response.issue_instant);
    let Some(assertion) = response.assertion.as_mut() else { return };
    again(&mut assertion.issue_instant);
    let confirmation = &mut assertion.confirmation;
    let optional = [
        &mut assertion.not_before,
        &mut assertion.not_on_or_after,
        &mut confirmation.not_before,
        &mut confirmation.not_on_or_after,
    ];
    optional.into_iter().flatten().for_each(again);
    if let Some(authn) = assertion.authn.as_mut() {
        again(&mut authn.instant);
        authn.session_ends.as_mut().into_iter().for_each(again);
    }
}

fn pasted_by(flow: &mut Flow, seconds: i64) -> Option<()> {
    (flow.carried != Carried::Log).then_some(())?;
    issued_by(flow, seconds);
    Some(())
}

/// In a log the IdP's own Date headers are off too.
fn logged_by(flow: &mut Flow, seconds: i64) -> Option<()> {
    (flow.carried == Carried::Log).then_some(())?;
    issued_by(flow, seconds);
    let off: fn(&mut crate::log::Log, &Flow) = match seconds {
        600 => |log, flow| dates(log, flow.sign_in.parties.idp.sso_url, 600),
        _ => |log, flow| dates(log, flow.sign_in.parties.idp.sso_url, -7_200),
    };
    flow.way.push(off);
    Some(())
}

/// The Date headers of one server.
fn dates(log: &mut crate::log::Log, of: &str, seconds: i64) {
    let host = super::super::traffic::origin(of).to_owned();
    let of_it = |entry: &&mut Entry| entry.url.starts_with(&host);
    log.entries.iter_mut().filter(of_it).for_each(|entry| entry.ahead = seconds);
}

fn behind_and_asked(flow: &mut Flow) -> Option<()> {
    flow.asked.then_some(())?;
    pasted_by(flow, -7_200)
}

fn behind_unasked(flow: &mut Flow) -> Option<()> {
    (!flow.asked).then_some(())?;
    pasted_by(flow, -7_200)
}

fn not_before(flow: &mut Flow) -> Option<()> {
    let later = flow.sign_in.stamp(600);
    (flow.carried != Carried::Log).then_some(())?;
    flow.assertion().not_before = Some(later);
    Some(())
}

/// The application judges by its own clock, and its Date headers say so.
fn application_by(flow: &mut Flow, seconds: i64) -> Option<()> {
    (flow.carried == Carried::Log && flow.asked).then_some(())?;
    flow.judged_after = seconds;
    let off: fn(&mut crate::log::Log, &Flow) = match seconds {
        7_200 => |log, flow| dates(log, flow.sign_in.parties.sp.acs, 7_200),
        _ => |log, flow| dates(log, flow.sign_in.parties.sp.acs, -600),
    };
    flow.way.push(off);
    flow.application_ahead = seconds;
    Some(())
}

fn left_open(flow: &mut Flow) -> Option<()> {
    (flow.carried != Carried::Log && flow.asked).then_some(())?;
    flow.judged_after = 1_800;
    Some(())
}

fn ending(flow: &mut Flow, seconds: i64) {
    let ends = flow.sign_in.stamp(seconds);
    let assertion = flow.assertion();
    assertion.not_on_or_after = Some(ends.clone());
    assertion.confirmation.not_on_or_after = Some(ends);
}

fn short(flow: &mut Flow) -> Option<()> {
    (flow.carried != Carried::Log).then_some(())?;
    ending(flow, 4);
    flow.expect("saml.sp.skew", "0s");
    flow.judged_after = 9;
    Some(())
}

fn ends_before(flow: &mut Flow) -> Option<()> {
    ending(flow, -600);
    Some(())
}

fn no_end(flow: &mut Flow) -> Option<()> {
    flow.assertion().confirmation.not_on_or_after = None;
    Some(())
}

fn last_month(flow: &mut Flow) -> Option<()> {
    flow.judged_after = 30 * 86_400;
    Some(())
}
