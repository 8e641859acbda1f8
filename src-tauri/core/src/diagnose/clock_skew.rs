//! The clocks of the two sides disagree by more than is tolerated.

use chrono::TimeDelta;

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::times::{self, Answer, Fault, Whose};
use super::words::in_words;
use crate::check::Look;
use crate::flow::PartyRole;
use crate::instant::stamp;

/// The clocks of the two sides disagree by more than is tolerated.
pub static CAUSE: Cause = Cause {
    id: "clock_skew",
    title: "The clocks of the two sides disagree",
    explains: &[
        "saml/not_before",
        "saml/confirmation_not_before",
        "saml/issue_instant",
        "saml/not_on_or_after",
        "saml/confirmation_not_on_or_after",
        "saml/session_not_on_or_after",
        "saml/authn_statement",
        "saml/authn_instant",
        "oidc/iat",
        "oidc/nbf",
        "oidc/exp",
        "oidc/auth_time",
        "oidc/application_error",
        "flow/clocks",
        "flow/answered",
    ],
    prevention: "Keep every node at network time, raise an alarm at one second of offset, and tolerate one to three minutes.",
    find,
};

/// What the clocks show.
struct Offset {
    /// Whether the identity provider's clock is ahead of the application's.
    ahead: bool,
    by: TimeDelta,
    tolerance: TimeDelta,
    whose: Whose,
    proved: bool,
}

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    by_messages(look, verdicts).or_else(|| by_measure(look, verdicts))
}

/// No message shows it, and the capture lets the clocks be measured.
fn by_measure(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    const CLOCKS: &[&str] = &["flow/clocks"];
    let off = verdicts.findings(CLOCKS).next()?;
    let clock = look.traffic.clocks.iter().find(|clock| clock.says() == off.says)?;
    let (owner, place) = match clock.role {
        PartyRole::Application => (Owner::SpAdmin, fields::SP_CLOCK),
        PartyRole::IdentityProvider | PartyRole::Intermediary => (Owner::IdpAdmin, fields::IDP_CLOCK),
    };
    let refused = verdicts.failed("flow/answered");
    let confidence = if refused { Confidence::Likely } else { Confidence::Certain };
    let says = format!(
        "{} What one side issues now, the other side takes for long past or for the future.",
        off.says
    );
    Some(
        Diagnosis::new(confidence, owner, says)
            .fix(place, "Set the clock by network time, on every node.")
            .shown_by(verdicts.spans(CLOCKS)),
    )
}

fn by_messages(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let (answer, fault) = times::fault(look)?;
    let offset = match fault {
        Fault::Ahead { by, tolerance, whose } => Offset { ahead: true, by, tolerance, whose, proved: true },
        Fault::Behind { by, tolerance, whose, proved } => {
            Offset { ahead: false, by, tolerance, whose, proved }
        }
        _ => return None,
    };
    let confidence = match (offset.proved, offset.whose) {
        (true, Whose::Idp | Whose::Sp) => Confidence::Certain,
        (true, Whose::Either) | (false, Whose::Sp) => Confidence::Likely,
        (false, _) => Confidence::Possible,
    };
    let says = happened(look, &answer, &offset) + &measured(look);
    let diagnosis = Diagnosis::new(confidence, owner(&offset), says);
    let diagnosis = remedied(diagnosis, &offset).shown_by(answer.at);
    // A sign-in that is not dated at all is no matter of clocks.
    let undated = verdicts.findings(&["oidc/auth_time"]).any(|finding| finding.observed.is_none());
    Some(if undated { diagnosis.sparing("oidc/auth_time") } else { diagnosis })
}

/// What the capture lets be measured of the clocks, as sentences behind a space.
fn measured(look: &Look) -> String {
    let both = [PartyRole::Application, PartyRole::IdentityProvider];
    both.iter()
        .filter_map(|role| look.traffic.clock_of(*role))
        .map(|clock| format!(" {}", clock.says()))
        .collect()
}

/// Where nothing tells whose clock it is, the application's: its owner can compare it, and set the tolerance.
fn owner(offset: &Offset) -> Owner {
    match offset.whose {
        Whose::Idp => Owner::IdpAdmin,
        Whose::Sp | Whose::Either => Owner::SpAdmin,
    }
}

fn happened(look: &Look, answer: &Answer, offset: &Offset) -> String {
    let now = stamp(look.now);
    let issued = answer.issued.or(answer.opens).map_or("an unknown time".to_owned(), stamp);
    let asked = answer.asked.map(stamp).filter(|_| !offset.ahead && offset.proved);
    let facts = match asked {
        Some(asked) => {
            format!("The answer says that it was issued at {issued}, but its request was issued at {asked}")
        }
        None => format!("The answer says that it was issued at {issued}; it was judged at {now}"),
    };
    format!("{facts}. {}{}", clocks(offset), time_zone(offset.by))
}

fn clocks(offset: &Offset) -> String {
    let (idp, sp) = if offset.ahead { ("ahead", "behind") } else { ("behind", "ahead") };
    let by = in_words(rounded(offset.by));
    let held = if offset.proved {
        ""
    } else {
        " Or it was held up that long: a page left open, loaded again, or gone back to."
    };
    let clock = match offset.whose {
        Whose::Idp => format!("The identity provider's clock is {by} {idp}."),
        Whose::Sp => format!("The application's clock is {by} {sp}."),
        Whose::Either => {
            format!("Either the identity provider's clock is {by} {idp}, or the application's is {by} {sp}.")
        }
    };
    clock + held
}

/// To the minute, where seconds say nothing.
fn rounded(by: TimeDelta) -> TimeDelta {
    let seconds = by.num_seconds();
    if seconds < 300 { by } else { TimeDelta::seconds((seconds + 30) / 60 * 60) }
}

/// Clocks that differ by almost whole hours have one time and two zones.
fn time_zone(by: TimeDelta) -> &'static str {
    const HOUR: i64 = 3_600;
    let rest = by.num_seconds().rem_euclid(HOUR);
    let whole = by.num_seconds() > HOUR / 2 && rest.min(HOUR - rest) <= 60;
    if whole { " Almost whole hours point at a time zone: local time written as if it were UTC." } else { "" }
}

fn remedied(diagnosis: Diagnosis, offset: &Offset) -> Diagnosis {
    let set =
        "Set the clock by network time, on every node; compare it with the Date header that both sides send.";
    let both = match offset.whose {
        Whose::Idp => diagnosis.fix(fields::IDP_CLOCK, set),
        Whose::Sp => diagnosis.fix(fields::SP_CLOCK, set),
        Whose::Either => diagnosis.fix(fields::SP_CLOCK, set).fix(fields::IDP_CLOCK, set),
    };
    let fixed = both.fix(
        "Application, clock tolerance of its SAML or OpenID Connect library",
        tolerance(offset.tolerance),
    );
    match (offset.whose, offset.proved) {
        (Whose::Either, _) => fixed
            .settled_by("A third clock: a HAR, the Date headers of both sides, or both servers' time now."),
        (_, false) => fixed.settled_by(
            "When the answer left the identity provider: a page left open or loaded again looks alike.",
        ),
        (_, true) => fixed,
    }
}

fn tolerance(needed: TimeDelta) -> String {
    let seconds = needed.num_seconds() + i64::from(needed.subsec_nanos() > 0);
    if needed <= TimeDelta::minutes(5) {
        return format!(
            "A tolerance of {seconds} seconds would let this one pass, until the clocks are set."
        );
    }
    format!(
        "Don't widen it: {seconds} seconds would be needed to let this one pass, which opens the door to replays."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn almost_whole_hours_point_at_a_time_zone() {
        assert!(!time_zone(TimeDelta::seconds(7_202)).is_empty());
        assert!(!time_zone(TimeDelta::seconds(3_590)).is_empty());
        assert!(time_zone(TimeDelta::seconds(600)).is_empty());
        assert!(time_zone(TimeDelta::seconds(20)).is_empty());
    }
}
