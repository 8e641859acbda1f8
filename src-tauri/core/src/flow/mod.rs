//! What happened between the parties: exchanges in order, messages tied together, sign-ins told apart.
//!
//! Says what the capture shows and where; what ought to have been different is the checks' business.

mod clock;
mod cookie;
mod deed;
mod journey;
mod lead;
mod page;
mod party;
mod step;
mod tie;
mod twin;

pub use crate::place::{Difference, Place, host, place, resolve, site};
pub use clock::{Clock, Reading};
pub use cookie::{
    Barrier, Cookie, Fate, LARGEST as LARGEST_COOKIE, fates, is_framed_by_another_site,
    parse as parse_cookie, sent_names,
};
pub use deed::Deed;
pub use journey::{Flow, FlowKind};
pub use lead::{Lead, LeadKind};
pub use page::{Words, speaks_of_error, words, written_by_proxy};
pub use party::{Evidence, Party, PartyRole};
pub use step::{Carried, Step, Way};
pub use tie::{End, Tie, TieKind};

use chrono::TimeDelta;

use crate::case::Case;
use crate::decode::{Message, MessageId};
use crate::exchange::Exchange;
use crate::instant::{Instant, InstantSource};

/// Clocks that differ by less are well kept.
const WELL_KEPT: TimeDelta = TimeDelta::seconds(2);

/// All that a case shows of what happened between the parties.
#[derive(Default)]
pub struct Traffic {
    /// What happened, in order: every exchange, and every message that came without one.
    pub steps: Vec<Step>,
    /// The sign-ins and sign-outs, in the order of their first step.
    pub flows: Vec<Flow>,
    /// Who took part, by evidence.
    pub parties: Vec<Party>,
    /// How the clocks of the parties stand to the browser's.
    pub clocks: Vec<Clock>,
}

/// Follows what happened. Linear in the number of exchanges and messages, but for pairs that are tied.
pub fn follow(case: &Case, messages: &[Message]) -> Traffic {
    let mut steps = step::all(case, messages);
    if steps.is_empty() {
        return Traffic::default();
    }
    lead::link(case, &mut steps);
    let ties = tie::all(case, messages, &steps);
    let flows = journey::told_apart(case, messages, &mut steps, ties);
    let parties = party::all(case, messages, &steps, &flows);
    let clocks = clock::all(case, messages, &steps, &parties);
    Traffic { steps, flows, parties, clocks }
}

impl Traffic {
    /// The exchange of a step; absent for a message that came alone.
    pub fn exchange<'c>(&self, case: &'c Case, step: usize) -> Option<&'c Exchange> {
        case.exchanges().get(self.steps.get(step)?.exchange?)
    }

    /// The step that carries a message, the first of several.
    pub fn step_of(&self, message: MessageId) -> Option<usize> {
        self.steps.iter().position(|step| step.carried.iter().any(|carried| carried.message == message))
    }

    /// The flow that a step belongs to.
    pub fn flow_of(&self, step: usize) -> Option<&Flow> {
        self.flows.get(self.steps.get(step)?.flow?)
    }

    /// The clock of a party that plays this part, where it was measured; the narrowest of several.
    pub fn clock_of(&self, role: PartyRole) -> Option<&Clock> {
        self.clocks.iter().filter(|clock| clock.role == role).min_by_key(|clock| clock.error())
    }

    /// The instant as the application's clock had it: the application judged by that, and not by the browser's.
    pub fn by_the_applications_clock(&self, instant: Instant) -> Instant {
        let clock = self.clock_of(PartyRole::Application).filter(|clock| clock.surely_off() > WELL_KEPT);
        let Some(clock) = clock.filter(|_| instant.source == InstantSource::Capture) else { return instant };
        let why = format!("{} {} The application judged by its own clock.", instant.why, clock.says());
        Instant { at: instant.at + clock.offset(), why, ..instant }
    }

    /// The party that serves a URL's host.
    pub fn party_at(&self, url: &str) -> Option<&Party> {
        let host = host(url)?;
        self.parties.iter().find(|party| party.hosts.contains(&host))
    }
}

#[cfg(test)]
mod tests;
