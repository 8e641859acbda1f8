//! The steps: every exchange in the order of time, and every message that came without one.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::deed::{self, Deed};
use super::lead::Lead;
use super::twin;
use crate::case::{Case, Role};
use crate::decode::{Body, Message, MessageId};
use crate::exchange::{Exchange, Headers};
use crate::limits::Limits;
use crate::span::Span;

/// One step of what happened.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its place in [`Case::exchanges`]; absent for a message that came alone.
    pub exchange: Option<usize>,
    /// The messages that it carries, in the order of the capture.
    pub carried: Vec<Carried>,
    /// What it does for a sign-in.
    pub deed: Deed,
    /// When it was started, by the browser's clock or the capture's.
    pub when: Option<DateTime<Utc>>,
    /// Which step's answer sent the browser here.
    pub from: Option<Lead>,
    /// The flow that it belongs to, by its place in [`Traffic::flows`](super::Traffic::flows).
    pub flow: Option<usize>,
}

/// A message on its way.
#[derive(Clone, Copy, Debug)]
pub struct Carried {
    /// Which message.
    pub message: MessageId,
    /// How it travels.
    pub way: Way,
}

/// How a message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// In the URL of a request: the redirect binding, a query or a fragment.
    Url,
    /// In the body of a request: the POST binding, a form.
    Form,
    /// In the URL that an answer sends the browser to.
    Location,
    /// In the body of an answer.
    Answer,
    /// The capture does not tell.
    Unknown,
}

/// All steps of a case, in order.
pub(super) fn all(case: &Case, messages: &[Message]) -> Vec<Step> {
    let index = Index::of(case);
    let mut steps: Vec<Step> =
        index.exchanges().map(|(place, exchange)| of_exchange(place, exchange)).collect();
    let captured = messages.iter().filter(|message| message.role == Role::Capture);
    let (mut alone, mut travelled) = (Vec::new(), Travelled::new());
    for message in captured.take(Limits::MESSAGES) {
        let Some(deed) = deed::of(message) else { continue };
        match index.find(case, message.at) {
            Some((place, way)) => {
                let found = steps.iter_mut().enumerate().find(|(_, step)| step.exchange == Some(place));
                if let Some((at, step)) = found {
                    add(step, message, deed, way);
                    let first = travelled.entry((deed, case.bytes(message.at))).or_insert(at);
                    *first = at.min(*first);
                }
            }
            None => alone.push((message, deed)),
        }
    }
    for (message, deed) in alone {
        let told_of = travelled.get(&(deed, case.bytes(message.at))).copied();
        add_alone(case, messages, &mut steps, (message, deed), told_of);
    }
    in_order(steps)
}

fn of_exchange(place: usize, exchange: &Exchange) -> Step {
    let when = exchange.start();
    Step { exchange: Some(place), carried: Vec::new(), deed: Deed::Other, when, from: None, flow: None }
}

/// A step takes a message in; what travels in a request says more of the step than what comes back.
fn add(step: &mut Step, message: &Message, deed: Deed, way: Way) {
    let asks = matches!(way, Way::Url | Way::Form | Way::Unknown);
    let outer = step.carried.is_empty() || step.deed == Deed::Other;
    if outer && (asks || matches!(deed, Deed::Redeem | Deed::UserInfo | Deed::Keys)) {
        step.deed = deed;
    }
    step.carried.push(Carried { message: message.id, way });
}

/// The steps of the messages that exchanges carry, by what those do and are. A message that stands nowhere in an exchange and has the
/// same bytes, which no other sign-in has, merely tells of one again: the line of a server's log, the address on a saved page.
type Travelled<'c> = HashMap<(Deed, &'c [u8]), usize>;

/// A message that no exchange holds: inside another one's step, told of again, or a step of its own.
fn add_alone(
    case: &Case,
    messages: &[Message],
    steps: &mut Vec<Step>,
    (message, deed): (&Message, Deed),
    told_of: Option<usize>,
) {
    let outer = messages.iter().find(|outer| outer.id != message.id && holds(case, outer, message));
    let within = outer.map(|outer| {
        steps.iter().position(|step| step.carried.iter().any(|carried| carried.message == outer.id))
    });
    let step = within.unwrap_or(told_of);
    if let Some(step) = step.and_then(|at| steps.get_mut(at)) {
        step.carried.push(Carried { message: message.id, way: Way::Unknown });
        return;
    }
    let when = case.layer(message.at.layer).and_then(|layer| Some(layer.travel.seen.as_ref()?.at));
    let carried = vec![Carried { message: message.id, way: Way::Unknown }];
    steps.push(Step { exchange: None, carried, deed, when, from: None, flow: None });
}

/// Whether a message lies inside another one, such as an ID token in a token response.
pub(super) fn holds(case: &Case, outer: &Message, inner: &Message) -> bool {
    let whole =
        matches!(outer.body, Body::TokenResponse(_) | Body::AuthorizationResponse(_) | Body::Token(_));
    whole && case.beneath_all(inner.at.layer).filter_map(|layer| layer.from).any(|from| outer.at.covers(from))
}

/// By time where all have one; a step without stands where its deed belongs.
fn in_order(steps: Vec<Step>) -> Vec<Step> {
    let (mut timed, alone): (Vec<Step>, Vec<Step>) = steps.into_iter().partition(|step| step.when.is_some());
    timed.sort_by_key(|step| step.when);
    for step in alone {
        let behind = timed.iter().rposition(|other| other.deed.carries_message() && other.deed <= step.deed);
        let first = timed.iter().position(|other| other.deed.carries_message());
        let at = behind.map_or(first.unwrap_or(timed.len()), |behind| behind + 1);
        timed.insert(at, step);
    }
    timed
}

/// Exchanges that a log may tell of at a time.
const MOST_AT_A_TIME: usize = 16;

/// Finds the exchange that holds a message.
struct Index<'c> {
    case: &'c Case,
    places: Vec<(Span, usize)>,
    /// For each exchange the one that counts, of several accounts of it.
    counted: Vec<usize>,
}

impl<'c> Index<'c> {
    fn of(case: &'c Case) -> Self {
        let mut places: Vec<(Span, usize)> =
            case.exchanges().iter().enumerate().map(|(place, exchange)| (exchange.at, place)).collect();
        places.sort_by_key(|(at, _)| (at.layer, at.start));
        Index { case, places, counted: twin::counted(case) }
    }

    fn exchanges(&self) -> impl Iterator<Item = (usize, &'c Exchange)> + use<'c> {
        let exchanges = self.case.exchanges().iter().enumerate();
        let counted = self.counted.clone();
        exchanges
            .filter(|(_, exchange)| exchange.role == Role::Capture)
            .filter(move |(place, _)| counted.get(*place) == Some(place))
    }

    /// The exchange that holds `at` or counts for the one that does, and how what stands there travels.
    fn find(&self, case: &Case, at: Span) -> Option<(usize, Way)> {
        if self.places.is_empty() {
            return None;
        }
        case.trace(at).into_iter().find_map(|place| {
            let before = self
                .places
                .partition_point(|(span, _)| (span.layer, span.start) <= (place.layer, place.start));
            // Some logs tell of several exchanges at a time, so that one begins before another ends.
            let near = self.places.get(before.saturating_sub(MOST_AT_A_TIME)..before)?;
            let around = || near.iter().rev().filter(|(span, _)| span.covers(place));
            let ways = || around().filter_map(|(_, exchange)| Some((*exchange, self.way(*exchange, place)?)));
            let (exchange, way) = ways().find(|(_, way)| *way != Way::Form).or_else(|| ways().next())?;
            Some((self.counted.get(exchange).copied()?, way))
        })
    }

    /// Nothing for the address that the browser came from: what that carries travelled before.
    fn way(&self, exchange: usize, at: Span) -> Option<Way> {
        let exchange = self.case.exchanges().get(exchange)?;
        let within = |body: &Option<crate::exchange::Body>| {
            body.as_ref().and_then(|body| body.at).is_some_and(|body| body.covers(at))
        };
        let named =
            |headers: &Headers, name: &str| headers.first(name).is_some_and(|value| value.at.covers(at));
        if named(&exchange.request.headers, "referer") {
            return None;
        }
        Some(if exchange.url.at.covers(at) {
            Way::Url
        } else if within(&exchange.answer.body) {
            Way::Answer
        } else if named(&exchange.answer.headers, "location") {
            Way::Location
        } else {
            Way::Form
        })
    }
}
