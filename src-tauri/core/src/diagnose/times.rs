//! What the times of an answer tell: that a clock is off, that the answer came late, or that the capture is merely old.

use chrono::{DateTime, TimeDelta, Utc};

use super::evidence;
use crate::check::Look;
use crate::decode::oidc::Token;
use crate::decode::saml::SamlMessage;
use crate::decode::{Message, Spanned, Time};
use crate::flow::PartyRole;
use crate::instant::InstantSource;
use crate::span::Span;

/// The times of one answer, and what the case knows of its journey.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    /// When it was issued, by the identity provider's clock.
    pub(super) issued: Option<DateTime<Utc>>,
    /// The latest instant that it holds from.
    pub(super) opens: Option<DateTime<Utc>>,
    /// The earliest instant that it no longer holds at.
    pub(super) closes: Option<DateTime<Utc>>,
    /// The latest instant at which any part of it still held.
    pub(super) ended: Option<DateTime<Utc>>,
    /// When its request was issued, by the application's clock.
    pub(super) asked: Option<DateTime<Utc>>,
    /// When it was seen on its way, by a clock that is neither side's.
    pub(super) seen: Option<DateTime<Utc>>,
    /// The bytes of the times.
    pub(super) at: Vec<Span>,
}

/// Whose clock is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// The identity provider's.
    Idp,
    /// The application's, by which the answer was judged.
    Sp,
    /// One of the two.
    Either,
}

/// What is wrong with the times of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The answer was whole in its time; it is judged much later.
    Old { by: TimeDelta },
    /// The identity provider's clock is ahead of the application's.
    Ahead { by: TimeDelta, tolerance: TimeDelta, whose: Whose },
    /// The identity provider's clock is behind the application's; `proved` where the answer is older than its request.
    Behind { by: TimeDelta, tolerance: TimeDelta, whose: Whose, proved: bool },
    /// The clocks agreed when it was issued, and it arrived when its time was over.
    Late { by: TimeDelta },
    /// It holds too shortly to arrive in time.
    Short { lifetime: TimeDelta },
}

/// Clocks that differ by less are well kept.
const WELL_KEPT: TimeDelta = TimeDelta::seconds(30);
/// A lifetime that no journey through a browser is sure to meet.
const TOO_SHORT: TimeDelta = TimeDelta::seconds(30);
/// Longer than any time zone is wide: no clock is wrong by that much and in use.
const NO_CLOCK_IS_THAT_WRONG: TimeDelta = TimeDelta::hours(26);

/// The answer whose times fail worst, and what is wrong with them.
pub(super) fn fault(look: &Look) -> Option<(Answer, Fault)> {
    let faults = answers(look).filter_map(|answer| {
        let fault = judge(&answer, look.now, look.skew, look.source)?;
        Some((answer, measured(look, fault)))
    });
    faults.max_by_key(|(answer, _)| answer.issued.or(answer.opens))
}

/// The same, where the capture lets both clocks be measured: then it shows whose is off.
fn measured(look: &Look, fault: Fault) -> Fault {
    let off = |role| look.traffic.clock_of(role).map(|clock| clock.surely_off() > WELL_KEPT);
    let whose = match off(PartyRole::Application).zip(off(PartyRole::IdentityProvider)) {
        Some((true, false)) => Whose::Sp,
        Some((false, true)) => Whose::Idp,
        _ => return fault,
    };
    match fault {
        Fault::Ahead { by, tolerance, .. } => Fault::Ahead { by, tolerance, whose },
        Fault::Behind { by, tolerance, .. } => Fault::Behind { by, tolerance, whose, proved: true },
        // Measured clocks leave no doubt: it was not held up.
        Fault::Late { by } | Fault::Old { by } => {
            Fault::Behind { by, tolerance: by + TimeDelta::seconds(1), whose, proved: true }
        }
        Fault::Short { .. } => fault,
    }
}

/// What is wrong with the times of an answer that is judged at `now`.
pub(super) fn judge(
    answer: &Answer,
    now: DateTime<Utc>,
    skew: TimeDelta,
    source: InstantSource,
) -> Option<Fault> {
    let ahead = answer.issued.into_iter().chain(answer.opens).max().map(|at| at - now);
    if let Some(ahead) = ahead.filter(|ahead| *ahead > skew) {
        let by = answer.issued.map_or(ahead, |at| (at - now).max(TimeDelta::zero()));
        let by = if by > skew { by } else { ahead };
        return Some(Fault::Ahead { by, tolerance: ahead, whose: whose(answer, now, source) });
    }
    let over = now - answer.closes?;
    (over >= skew).then(|| late(answer, now, over, source))
}

fn late(answer: &Answer, now: DateTime<Utc>, over: TimeDelta, source: InstantSource) -> Fault {
    let tolerance = over + TimeDelta::seconds(1);
    let age = answer.issued.map(|issued| now - issued);
    let young = age.is_some_and(|age| age < TimeDelta::minutes(10));
    let short = lifetime(answer)
        .filter(|lifetime| *lifetime < TOO_SHORT && (young || *lifetime <= TimeDelta::zero()));
    if let Some(lifetime) = short {
        return Fault::Short { lifetime };
    }
    if let Some(gap) = answered_before_asked(answer) {
        return Fault::Behind { by: gap, tolerance, whose: whose(answer, now, source), proved: true };
    }
    let recorded_earlier = answer.seen.is_some_and(|seen| now - seen > WELL_KEPT);
    let by_machine = source == InstantSource::Clock && (answer.seen.is_none() || recorded_earlier);
    if by_machine || answer.ended.is_some_and(|ended| now - ended > NO_CLOCK_IS_THAT_WRONG) {
        return Fault::Old { by: over };
    }
    if clocks_agreed(answer) {
        return Fault::Late { by: over };
    }
    let by = age.unwrap_or(over);
    Fault::Behind { by, tolerance, whose: whose(answer, now, source), proved: false }
}

fn lifetime(answer: &Answer) -> Option<TimeDelta> {
    Some(answer.closes? - answer.issued.or(answer.opens)?)
}

/// By how much the answer is older than the request that it answers, which no pair of good clocks allows.
fn answered_before_asked(answer: &Answer) -> Option<TimeDelta> {
    let gap = answer.asked? - answer.issued?;
    (gap > WELL_KEPT).then_some(gap)
}

/// Whether the request was issued before the answer, by no more than a person takes to sign in.
fn clocks_agreed(answer: &Answer) -> bool {
    let taken = answer.issued.zip(answer.asked).map(|(issued, asked)| issued - asked);
    taken.is_some_and(|taken| taken > -WELL_KEPT && taken < TimeDelta::minutes(20))
}

/// Of the identity provider's time and the one judged by, the one that is further from the clock of a third is off.
fn whose(answer: &Answer, now: DateTime<Utc>, source: InstantSource) -> Whose {
    let Some((issued, seen)) = answer.issued.zip(answer.seen) else { return Whose::Either };
    let idp = (issued - seen).abs();
    let sp = match source {
        InstantSource::Given => (now - seen).abs(),
        InstantSource::Capture | InstantSource::Clock => {
            answer.asked.map_or(TimeDelta::zero(), |asked| (asked - seen).max(TimeDelta::zero()))
        }
    };
    match (idp > WELL_KEPT, sp > WELL_KEPT) {
        (true, false) => Whose::Idp,
        (false, true) => Whose::Sp,
        _ => Whose::Either,
    }
}

/// The times of every answer in the capture.
fn answers(look: &Look) -> impl Iterator<Item = Answer> {
    let saml = evidence::saml(look).filter(|(_, saml)| saml.is_sign_in());
    let saml: Vec<Answer> = saml.map(|(message, saml)| of_saml(look, message, saml)).collect();
    saml.into_iter().chain(
        evidence::tokens(look).map(|(message, token)| of_token(look, message, token)).collect::<Vec<_>>(),
    )
}

fn of_saml(look: &Look, message: &Message, saml: &SamlMessage) -> Answer {
    let mut answer = Answer { seen: seen(look, message), asked: asked(look, saml), ..Answer::default() };
    answer.issues(saml.head().and_then(|head| head.issue_instant.as_ref()));
    for assertion in saml.assertions() {
        answer.issues(assertion.issue_instant.as_ref());
        if let Some(conditions) = &assertion.conditions {
            answer.opens(conditions.not_before.as_ref());
            answer.closes(conditions.not_on_or_after.as_ref());
        }
        let confirmations = assertion.subject.iter().flat_map(|subject| &subject.confirmations);
        for data in confirmations.filter_map(|confirmation| confirmation.data.as_ref()) {
            answer.opens(data.not_before.as_ref());
            answer.closes(data.not_on_or_after.as_ref());
        }
        for statement in &assertion.authn_statements {
            answer.closes(statement.session_not_on_or_after.as_ref());
        }
    }
    answer
}

fn of_token(look: &Look, message: &Message, token: &Token) -> Answer {
    let mut answer = Answer { seen: seen(look, message), ..Answer::default() };
    answer.issues(token.claimed.iat.as_ref());
    answer.opens(token.claimed.nbf.as_ref());
    answer.closes(token.claimed.exp.as_ref());
    answer
}

fn seen(look: &Look, message: &Message) -> Option<DateTime<Utc>> {
    let layer = look.case.layer(message.at.layer)?;
    layer.travel.seen.as_ref().map(|seen| seen.at)
}

/// When the request was issued that a message answers.
fn asked(look: &Look, saml: &SamlMessage) -> Option<DateTime<Utc>> {
    let answered = saml.head()?.in_response_to.as_ref()?;
    let mut requests = evidence::authn_requests(look);
    let request =
        requests.find(|request| request.head.id.as_ref().is_some_and(|id| id.value == answered.value))?;
    request.head.issue_instant.as_ref()?.value.instant
}

impl Answer {
    fn issues(&mut self, time: Option<&Spanned<Time>>) {
        self.issued = self.issued.max(self.note(time));
    }

    fn opens(&mut self, time: Option<&Spanned<Time>>) {
        self.opens = self.opens.max(self.note(time));
    }

    fn closes(&mut self, time: Option<&Spanned<Time>>) {
        let Some(at) = self.note(time) else { return };
        self.closes = Some(self.closes.map_or(at, |closes| closes.min(at)));
        self.ended = self.ended.max(Some(at));
    }

    fn note(&mut self, time: Option<&Spanned<Time>>) -> Option<DateTime<Utc>> {
        let at = time?.value.instant?;
        self.at.extend(time.map(|time| time.at));
        Some(at)
    }
}

#[cfg(test)]
mod tests;
