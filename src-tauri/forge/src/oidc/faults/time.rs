//! When the ID token was issued, and how long it holds.

use super::flow::Flow;
use crate::bench::{Fault, Part, fault};
use crate::log::Log;

const CLOCK: &[&str] = &["clock_skew"];
const IDP: &[&str] = &["idp-admin"];
/// No third clock tells whose is off.
const EITHER: &[&str] = &["idp-admin", "sp-admin"];

pub(super) static FAULTS: &[Fault<Flow>] = &[
    fault("op-ahead-10min", Part::Time, "the provider's clock is ten minutes ahead", CLOCK, EITHER, |flow| {
        pasted_by(flow, 600)
    }),
    fault("op-ahead-10min-log", Part::Time, "the same, in a browser's log", CLOCK, IDP, |flow| {
        logged_by(flow, 600)
    }),
    fault("op-behind-2h", Part::Time, "the provider's clock is two hours behind", CLOCK, EITHER, |flow| {
        pasted_by(flow, -7_200)
    }),
    fault("nbf-late", Part::Time, "the token holds from ten minutes later", CLOCK, EITHER, nbf),
    fault(
        "rp-behind-30min",
        Part::Time,
        "the application's clock is half an hour behind; the log's Date headers show it",
        CLOCK,
        &["sp-admin"],
        application_behind,
    ),
    fault(
        "lifetime-5s",
        Part::Time,
        "the token holds for five seconds, and takes ten",
        &["short_lifetime"],
        IDP,
        short,
    ),
    fault("ends-before-it-begins", Part::Time, "exp lies before iat", &["short_lifetime"], IDP, ends_before),
    fault(
        "iat-missing",
        Part::Time,
        "the token does not say when it was issued",
        &["incomplete_message"],
        IDP,
        |flow| without(flow, "iat"),
    ),
    fault(
        "exp-missing",
        Part::Time,
        "the token does not say when it ends",
        &["incomplete_message"],
        IDP,
        |flow| without(flow, "exp"),
    ),
    fault(
        "capture-of-last-month",
        Part::Time,
        "the token is judged a month after it was made",
        &["capture_is_old"],
        &["capture"],
        last_month,
    )
    .hiding(),
];

fn issued_by(flow: &mut Flow, seconds: i64) {
    let at = |after: i64| flow.sign_in.seconds(after);
    let (iat, exp, signed_in) = (at(seconds - 1), at(seconds + 3_599), at(seconds - 9));
    flow.sign_in.token.claim("iat", iat);
    flow.sign_in.token.claim("exp", exp);
    flow.sign_in.token.claim("auth_time", signed_in);
}

fn pasted_by(flow: &mut Flow, seconds: i64) -> Option<()> {
    (!flow.is_logged()).then_some(())?;
    issued_by(flow, seconds);
    Some(())
}

fn logged_by(flow: &mut Flow, seconds: i64) -> Option<()> {
    flow.is_logged().then_some(())?;
    issued_by(flow, seconds);
    flow.way.push(|log, flow| dates(log, super::flow::origin(flow.sign_in.parties.issuer), 600));
    Some(())
}

/// The Date headers of one server.
fn dates(log: &mut Log, of: &str, seconds: i64) {
    let of_it = log.entries.iter_mut().filter(|entry| entry.url.starts_with(of));
    of_it.for_each(|entry| entry.ahead = seconds);
}

fn nbf(flow: &mut Flow) -> Option<()> {
    (!flow.is_logged()).then_some(())?;
    let later = flow.sign_in.seconds(600);
    flow.sign_in.token.claim("nbf", later);
    Some(())
}

fn application_behind(flow: &mut Flow) -> Option<()> {
    flow.is_logged().then_some(())?;
    flow.judged_after = -1_800;
    flow.way.push(|log, flow| dates(log, super::flow::origin(flow.sign_in.parties.redirect_uri), -1_800));
    Some(())
}

fn short(flow: &mut Flow) -> Option<()> {
    (!flow.is_logged()).then_some(())?;
    let ends = flow.sign_in.seconds(4);
    flow.sign_in.token.claim("exp", ends);
    flow.expect("oidc.rp.skew", "0s");
    flow.judged_after = 9;
    Some(())
}

fn ends_before(flow: &mut Flow) -> Option<()> {
    let ends = flow.sign_in.seconds(-600);
    flow.sign_in.token.claim("exp", ends);
    Some(())
}

fn without(flow: &mut Flow, name: &str) -> Option<()> {
    flow.sign_in.token.without(name);
    Some(())
}

fn last_month(flow: &mut Flow) -> Option<()> {
    flow.judged_after = 30 * 86_400;
    Some(())
}
