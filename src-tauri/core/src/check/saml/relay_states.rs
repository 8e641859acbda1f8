//! RelayState stands beside a message and not in it: whose it is, and what it says.

use crate::case::{Case, Layer};
use crate::check::Look;
use crate::flow::Step;
use crate::span::Span;

/// RelayState as it travelled with a message.
#[derive(Clone, Copy)]
pub(super) struct RelayState<'a> {
    /// Its bytes, decoded.
    pub(super) value: &'a [u8],
    /// Where it stands.
    pub(super) at: Span,
}

/// All RelayStates of the capture.
pub(super) fn all<'a>(look: &Look<'a>) -> impl Iterator<Item = RelayState<'a>> + use<'a> {
    layers(look.case).map(RelayState::of)
}

/// The one that travelled with a step: in its exchange, or, where the step is a message that was pasted, alone beside it.
pub(super) fn of<'a>(look: &Look<'a>, step: &Step) -> Option<RelayState<'a>> {
    let case = look.case;
    if let Some(exchange) = step.exchange.and_then(|place| case.exchanges().get(place)) {
        let held = |layer: &&Layer| case.trace(layer.span()).into_iter().any(|at| exchange.at.covers(at));
        return layers(case).find(held).map(RelayState::of);
    }
    let message = step.carried.first().and_then(|carried| look.messages.get(carried.message.0 as usize))?;
    let paste = |layer| case.paste_beneath(layer).map(|paste| paste.id);
    let mut beside = layers(case).filter(|layer| paste(layer.id) == paste(message.at.layer));
    let first = beside.next()?;
    beside.next().is_none().then_some(RelayState::of(first))
}

impl<'a> RelayState<'a> {
    fn of(layer: &'a Layer) -> Self {
        RelayState { value: &layer.bytes, at: layer.span() }
    }

    /// As a sentence quotes it.
    pub(super) fn text(&self) -> String {
        super::identify::quoted(&String::from_utf8_lossy(self.value)).to_string()
    }
}

fn layers(case: &Case) -> impl Iterator<Item = &Layer> {
    case.layers().iter().filter(|layer| layer.travel.parameter.as_deref() == Some("RelayState"))
}
