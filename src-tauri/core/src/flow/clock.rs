//! How the clocks of the parties stand to the browser's, measured from what they wrote and when it can have been written.

use chrono::{DateTime, TimeDelta, Utc};

use super::cookie::{http_date, parse};
use super::deed::Deed;
use super::party::{Party, PartyRole};
use super::step::Step;
use crate::case::Case;
use crate::decode::oidc::TokenKind;
use crate::decode::{Body, Message, Spanned, Time};
use crate::exchange::{Exchange, millis};
use crate::limits::Limits;
use crate::place::host;
use crate::span::Span;

/// How a host's clock stands to the browser's. Positive: it is ahead.
#[derive(Clone, Debug)]
pub struct Clock {
    /// The host.
    pub host: String,
    /// The part that it plays.
    pub role: PartyRole,
    /// The least that it can be ahead, as most of the readings have it.
    pub low: TimeDelta,
    /// The most.
    pub high: TimeDelta,
    /// How many readings agree on that.
    pub agreeing: usize,
    /// What it was read from, the narrowest first.
    pub readings: Vec<Reading>,
}

/// One time that a party wrote, and by how much its clock was ahead of the browser's when it did.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// What it is called: `Date`, `IssueInstant`, `iat`, `Set-Cookie`.
    pub called: &'static str,
    /// Where it is written.
    pub at: Span,
    /// The least that the clock was ahead.
    pub low: TimeDelta,
    /// The most.
    pub high: TimeDelta,
}

/// Timings in captures are rounded, and browsers blur them.
const BLUR: TimeDelta = TimeDelta::milliseconds(50);

impl Clock {
    /// The middle of what it can be ahead.
    pub fn offset(&self) -> TimeDelta {
        self.low + (self.high - self.low) / 2
    }

    /// How far the truth can be from [`Clock::offset`].
    pub fn error(&self) -> TimeDelta {
        (self.high - self.low) / 2
    }

    /// Whether all readings agree; else its nodes do not, or it jumped.
    pub fn agrees(&self) -> bool {
        self.agreeing == self.readings.len()
    }

    /// The same in a sentence: "The clock of the application (app.example) is 412 s ± 1 s behind the browser's."
    pub fn says(&self) -> String {
        let seconds = |time: TimeDelta| time.num_milliseconds().abs() as f64 / 1000.0;
        let (offset, error) = (seconds(self.offset()), seconds(self.error()));
        let who = format!("The clock of {} ({})", self.role.name(), self.host);
        let odd = if self.agrees() {
            String::new()
        } else {
            format!(" {} of {} readings agree on that.", self.agreeing, self.readings.len())
        };
        let said = match (self.surely_off() < TimeDelta::seconds(2), self.low > TimeDelta::zero()) {
            (true, _) => format!("{who} agrees with the browser's, to {error:.1} s."),
            (false, true) => format!("{who} is {offset:.1} s ± {error:.1} s ahead of the browser's."),
            (false, false) => format!("{who} is {offset:.1} s ± {error:.1} s behind the browser's."),
        };
        said + &odd
    }

    /// How far it is off for certain: nothing where it may be right.
    pub fn surely_off(&self) -> TimeDelta {
        if self.low > TimeDelta::zero() {
            self.low
        } else if self.high < TimeDelta::zero() {
            -self.high
        } else {
            TimeDelta::zero()
        }
    }
}

/// The clocks of the parties, by host.
pub(super) fn all(case: &Case, messages: &[Message], steps: &[Step], parties: &[Party]) -> Vec<Clock> {
    let mut clocks = Vec::new();
    for party in parties {
        for host in &party.hosts {
            let readings = readings(case, messages, steps, host);
            clocks.extend(measured(host, party.role, readings));
        }
    }
    clocks
}

fn readings(case: &Case, messages: &[Message], steps: &[Step], served: &str) -> Vec<Reading> {
    let mut readings = Vec::new();
    for step in steps {
        let Some(exchange) = step.exchange.and_then(|place| case.exchanges().get(place)) else { continue };
        if host(&exchange.url.value).as_deref() == Some(served) {
            readings.extend(of_headers(exchange));
        }
        let lead = step.from.and_then(|lead| steps.get(lead.step)?.exchange);
        let made_in = lead.and_then(|place| case.exchanges().get(place));
        if let Some(made_in) = made_in.filter(|there| host(&there.url.value).as_deref() == Some(served)) {
            readings.extend(of_messages(messages, step, begun(case, steps, step, served), made_in));
        }
        if readings.len() >= Limits::CLOCK_READINGS {
            break;
        }
    }
    readings
}

/// What the answer's headers tell; what came out of a cache was written at another time.
fn of_headers(exchange: &Exchange) -> Vec<Reading> {
    let headers = &exchange.answer.headers;
    let aged = headers.first("age").is_some_and(|age| age.value.trim() != "0");
    let Some(window) = written(exchange).filter(|_| !aged && !exchange.purpose.from_cache) else {
        return Vec::new();
    };
    let date = headers.first("date").and_then(|date| Some((http_date(&date.value)?, "Date", date.at)));
    let cookies = headers.all("set-cookie").filter_map(parse);
    let dated = cookies.filter_map(|cookie| Some((cookie.written_at()?, "Set-Cookie", cookie.at)));
    let second = TimeDelta::seconds(1);
    date.into_iter()
        .chain(dated.take(1))
        .map(|(at, called, span)| window.reading(called, span, at, second))
        .collect()
}

/// When the party began with what it then wrote: it may have made the message before it redirected to its own page.
fn begun(case: &Case, steps: &[Step], step: &Step, served: &str) -> Option<DateTime<Utc>> {
    let leads = std::iter::successors(step.from, |lead| steps.get(lead.step)?.from);
    let own = leads
        .filter_map(|lead| case.exchanges().get(steps.get(lead.step)?.exchange?))
        .take_while(|exchange| host(&exchange.url.value).as_deref() == Some(served));
    own.take(3).last()?.start()
}

/// What the messages tell that a step carries, which the party wrote into its answer before.
fn of_messages(
    messages: &[Message],
    step: &Step,
    begun: Option<DateTime<Utc>>,
    made_in: &Exchange,
) -> Vec<Reading> {
    if !matches!(step.deed, Deed::Ask | Deed::Answer | Deed::AskOut | Deed::AnswerOut) {
        return Vec::new();
    }
    let start = begun.min(made_in.start()).or(made_in.start());
    let Some(window) = start.zip(made_in.end()).map(|(from, to)| Window::new(from, to)) else {
        return Vec::new();
    };
    let carried = step.carried.iter().filter_map(|carried| messages.get(carried.message.0 as usize));
    carried
        .filter_map(|message| {
            let (called, time) = written_in(message)?;
            let unit = if time.value.lexical.contains('.') { 1 } else { 1000 };
            Some(window.reading(called, time.at, time.value.instant?, TimeDelta::milliseconds(unit)))
        })
        .collect()
}

/// The time at which a message says that it was written.
fn written_in(message: &Message) -> Option<(&'static str, &Spanned<Time>)> {
    match &message.body {
        Body::Saml(saml) => Some(("IssueInstant", saml.head()?.issue_instant.as_ref()?)),
        Body::Token(token) if token.purpose.kind == TokenKind::IdToken => {
            Some(("iat", token.claimed.iat.as_ref()?))
        }
        _ => None,
    }
}

/// When something can have been written, by the browser's clock.
struct Window {
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

/// When the server wrote its answer: after the request was sent, before the first byte came.
fn written(exchange: &Exchange) -> Option<Window> {
    let start = exchange.start()?;
    let timings = &exchange.timings;
    let sent = start + millis(timings.before_wait.unwrap_or(0.0));
    let first = timings.before_wait.zip(timings.wait).map(|(before, wait)| start + millis(before + wait));
    Some(Window::new(start.min(sent), first.or(exchange.end()).unwrap_or(sent)))
}

impl Window {
    fn new(from: DateTime<Utc>, to: DateTime<Utc>) -> Window {
        Window { from: from - BLUR, to: to.max(from) + BLUR }
    }

    /// A time that was cut down to `unit` when it was written.
    fn reading(&self, called: &'static str, at: Span, time: DateTime<Utc>, unit: TimeDelta) -> Reading {
        Reading { called, at, low: time - self.to, high: time + unit - self.from }
    }
}

/// The stretch that most readings agree on (Marzullo's algorithm). Where some disagree, its bounds take in by how much
/// they do, as far as that is no more than a second: clocks are read, cached and rounded in many ways.
fn measured(host: &str, role: PartyRole, mut readings: Vec<Reading>) -> Option<Clock> {
    let mut edges: Vec<(TimeDelta, i32)> =
        readings.iter().flat_map(|reading| [(reading.low, -1), (reading.high, 1)]).collect();
    edges.sort();
    let (mut open, mut best, mut stretch) = (0, 0, None);
    for (place, (at, edge)) in edges.iter().enumerate() {
        open -= edge;
        if open > best {
            best = open;
            stretch = edges.get(place + 1).map(|(next, _)| (*at, *next));
        }
    }
    let (mut low, mut high) = stretch?;
    let near = |reading: &&Reading| {
        let apart = (reading.low - high).max(low - reading.high);
        apart > TimeDelta::zero() && apart <= TimeDelta::seconds(1)
    };
    let odd: Vec<(TimeDelta, TimeDelta)> =
        readings.iter().filter(near).map(|reading| (reading.low, reading.high)).collect();
    for (from, to) in odd {
        (low, high) = (low.min(to), high.max(from));
    }
    readings.sort_by_key(|reading| reading.high - reading.low);
    Some(Clock { host: host.to_owned(), role, low, high, agreeing: best as usize, readings })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::LayerId;

    fn reading(low: i64, high: i64) -> Reading {
        let at = Span::new(LayerId(0), 0..1);
        Reading { called: "Date", at, low: TimeDelta::milliseconds(low), high: TimeDelta::milliseconds(high) }
    }

    #[test]
    fn readings_narrow_one_another_and_the_odd_one_is_told() {
        let readings = vec![reading(-100, 900), reading(-800, 200), reading(50, 1050), reading(7000, 8000)];
        let clock = measured("a.example", PartyRole::Application, readings).unwrap();
        assert_eq!((clock.low.num_milliseconds(), clock.high.num_milliseconds()), (50, 200));
        assert_eq!((clock.agreeing, clock.agrees()), (3, false));
        assert_eq!(clock.surely_off(), TimeDelta::milliseconds(50));
        assert!(measured("a.example", PartyRole::Application, Vec::new()).is_none());
    }
}
