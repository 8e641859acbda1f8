//! What a check sees: the messages, what is expected of them, and the instant; no other verdict.

use std::sync::OnceLock;

use chrono::{DateTime, TimeDelta, Utc};

use crate::case::Case;
use crate::case::Role;
use crate::decode::{Body, Message, Spanned, Time};
use crate::expect::Expectations;
use crate::flow::{Traffic, follow};
use crate::instant::{Instant, InstantSource};

use super::known::Known;
use super::oidc::examined as oidc;
use super::products::{self, Seen};
use super::said::{self, Heard, InText};
use super::saml::examined as saml;
use super::signatures::{Signatures, metadata};

/// All that a check may look at.
pub struct Look<'a> {
    /// The layers.
    pub case: &'a Case,
    /// What was decoded, in the order of its appearance.
    pub messages: &'a [Message],
    /// What the person expects.
    pub expect: &'a Expectations,
    /// What happened between the parties.
    pub traffic: Traffic,
    /// What is known of the parties, each with where it is known from.
    pub known: Known,
    /// What became of each signature.
    pub signatures: Signatures,
    /// The instant that is judged at.
    pub now: DateTime<Utc>,
    /// Which clock the instant came from.
    pub source: InstantSource,
    /// Where nothing tells when the messages arrived: the latest time that they themselves bear. They arrived between it and the
    /// instant. Absent where the instant is the time of arrival, or was asked for.
    pub arrived_after: Option<DateTime<Utc>>,
    /// The tolerance for clocks that differ.
    pub skew: TimeDelta,
    /// The SAML messages that are judged.
    pub(super) examined_saml: Vec<saml::Examined<'a>>,
    /// The tokens of the capture.
    pub(super) examined_tokens: Vec<oidc::Examined<'a>>,
    /// What products said of it in logs and texts, message by message; looked for once.
    in_texts: OnceLock<Vec<InText>>,
    /// What products said of it; asked for by few, and looked for once.
    heard: OnceLock<Vec<Heard>>,
    /// Which products take part; looked for once.
    products: OnceLock<Vec<Seen>>,
}

impl<'a> Look<'a> {
    /// Gathers what is known, and verifies each signature once.
    pub fn new(
        case: &'a Case,
        messages: &'a [Message],
        expect: &'a Expectations,
        now: DateTime<Utc>,
    ) -> Self {
        let mut known = Known::gather(case, messages, expect);
        let metadata = metadata::verify(case, messages, &known.saml);
        known.saml.set_publishers_apart(&metadata::publishers(messages, &metadata));
        let signatures = Signatures::verify(case, messages, &known, metadata);
        Look {
            case,
            messages,
            expect,
            traffic: follow(case, messages),
            known,
            signatures,
            now,
            source: InstantSource::Given,
            arrived_after: None,
            skew: expect.skew(),
            examined_saml: saml::of_messages(messages),
            examined_tokens: oidc::of_messages(messages),
            in_texts: OnceLock::new(),
            heard: OnceLock::new(),
            products: OnceLock::new(),
        }
    }

    /// What products said of this sign-in, in words that are known.
    pub fn said(&self) -> &[Heard] {
        self.heard.get_or_init(|| said::gather(self))
    }

    /// What products said in the logs and texts of the capture, message by message.
    pub(super) fn heard_in_texts(&self) -> &[InText] {
        self.in_texts.get_or_init(|| said::gather_texts(self))
    }

    /// Which products take part, the surest first. What was heard counts as far as it was asked for.
    pub fn products(&self) -> &[Seen] {
        self.products.get_or_init(|| products::seen(self))
    }

    /// What of that was asked for: nothing, where nobody says that the sign-in failed.
    pub fn heard(&self) -> &[Heard] {
        self.heard.get().map(Vec::as_slice).unwrap_or_default()
    }

    /// Judges at an instant, and says which clock it came from, where nobody gave it.
    pub fn by_clock(mut self, instant: &Instant) -> Self {
        (self.now, self.source) = (instant.at, instant.source);
        self.arrived_after = instant.stands_in.then(|| latest_issue(self.messages, instant.at));
        self
    }

    /// Whether a time that is over by now may have held when the message arrived, which nothing tells.
    pub fn may_have_held(&self, until: DateTime<Utc>) -> bool {
        self.arrived_after.is_some_and(|earliest| until + self.skew > earliest)
    }
}

/// The latest time at which a message of the capture says that it was issued, as far as that has passed.
fn latest_issue(messages: &[Message], now: DateTime<Utc>) -> DateTime<Utc> {
    let captured = messages.iter().filter(|message| message.role == Role::Capture);
    let times = captured.flat_map(|message| issued(&message.body)).filter_map(|time| time.value.instant);
    times.filter(|at| *at <= now).max().unwrap_or(DateTime::UNIX_EPOCH)
}

fn issued(body: &Body) -> Vec<&Spanned<Time>> {
    match body {
        Body::Saml(saml) => {
            let head = saml.head().and_then(|head| head.issue_instant.as_ref());
            let assertions =
                saml.assertions().iter().filter_map(|assertion| assertion.issue_instant.as_ref());
            head.into_iter().chain(assertions).collect()
        }
        Body::Token(token) => token.claimed.iat.iter().collect(),
        _ => Vec::new(),
    }
}
