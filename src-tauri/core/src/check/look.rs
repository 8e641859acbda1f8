//! What a check sees: the messages, what is expected of them, and the instant; no other verdict.

use chrono::{DateTime, TimeDelta, Utc};

use crate::case::Case;
use crate::decode::Message;
use crate::expect::Expectations;
use crate::flow::{Traffic, follow};
use crate::instant::{Instant, InstantSource};

use super::known::Known;
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
    /// The tolerance for clocks that differ.
    pub skew: TimeDelta,
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
            skew: expect.skew(),
        }
    }

    /// Judges at an instant, and says which clock it came from, where nobody gave it.
    pub fn by_clock(mut self, instant: &Instant) -> Self {
        (self.now, self.source) = (instant.at, instant.source);
        self
    }
}
