//! What a check sees: the messages, what is expected of them, and the instant; no other verdict.

use std::sync::OnceLock;

use chrono::{DateTime, TimeDelta, Utc};

use crate::case::Case;
use crate::decode::Message;
use crate::expect::Expectations;
use crate::flow::{Traffic, follow};
use crate::instant::{Instant, InstantSource};

use super::known::Known;
use super::products::{self, Seen};
use super::said::{self, Heard};
use super::signatures::Signatures;

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
    /// The tolerance for clocks that differ.
    pub skew: TimeDelta,
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
        let known = Known::gather(case, messages, expect);
        let signatures = Signatures::verify(case, messages, &known);
        Look {
            case,
            messages,
            expect,
            traffic: follow(case, messages),
            known,
            signatures,
            now,
            source: InstantSource::Given,
            skew: expect.skew(),
            heard: OnceLock::new(),
            products: OnceLock::new(),
        }
    }

    /// What products said of this sign-in, in words that are known.
    pub fn said(&self) -> &[Heard] {
        self.heard.get_or_init(|| said::gather(self))
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
        self
    }
}
