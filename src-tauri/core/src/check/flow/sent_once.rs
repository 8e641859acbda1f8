//! An answer is sent to the application once.

use std::collections::BTreeMap;

use super::journey::{Seen, at};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::{Body, Message};
use crate::flow::{Deed, Way};

/// An answer is sent to the application once.
pub static CHECK: Check = Check {
    id: "flow/sent_once",
    title: "The same answer was sent twice",
    verb: Verb::Should,
    spec: &[cite("SAML Profiles 2.0", "4.1.4.5"), cite("RFC 6749", "4.1.2")],
    why: "An answer holds once: the second time an application takes it for a replay. Reloading the page, going back, or a \
          double click sends it again.",
    remedy_idp: "Let the page that posts the answer do so once, also when it is reached by the back button.",
    remedy_sp: "Where the session of the first one exists, go on with it instead of showing an error.",
    run,
};

fn run(look: &Look) -> Verdict {
    let mut first: BTreeMap<String, Seen> = BTreeMap::new();
    let mut verdict = Verdict::Silent;
    for (number, step) in look.traffic.steps.iter().enumerate().filter(|(_, step)| step.deed == Deed::Answer)
    {
        let Some(here) = at(look, number) else { continue };
        let sent = step.carried.iter().filter(|carried| matches!(carried.way, Way::Url | Way::Form));
        for name in sent.filter_map(|carried| name(look.messages.get(carried.message.0 as usize)?)) {
            let said = match first.get(&name) {
                Some(before) if same_sending(*before, here) => Verdict::Silent,
                Some(before) => Verdict::fail(again(*before, here)),
                None => Verdict::pass(Finding::new("The answer was sent once.").at(here.exchange.url.at)),
            };
            first.entry(name).or_insert(here);
            verdict = Verdict::merge([verdict, said]);
        }
    }
    verdict
}

/// Whether two captures tell of one sending: that of the browser and that of a server, or two of one browser.
fn same_sending(before: Seen, here: Seen) -> bool {
    let (one, other) = (before.exchange, here.exchange);
    let (long, short) = (one.address().max(other.address()), one.address().min(other.address()));
    before.step == here.step
        || one.at.layer != other.at.layer && (long.ends_with(short) || short.ends_with(long))
}

fn again(before: Seen, here: Seen) -> Finding {
    let after = here.exchange.start().zip(before.exchange.start()).map(|(now, then)| now - then);
    let after = after
        .map_or(String::new(), |time| format!(" {:.1} s later", time.num_milliseconds() as f64 / 1000.0));
    let says = format!(
        "The same answer was sent to {} again{after}. The first time the status was {}, the second time {}.",
        here.exchange.address(),
        before.exchange.status(),
        here.exchange.status()
    );
    Finding::new(says).at(here.exchange.url.at).also(before.exchange.url.at, "sent the first time")
}

/// What an answer is recognised by.
fn name(message: &Message) -> Option<String> {
    match &message.body {
        Body::Saml(saml) if saml.is_sign_in() => Some(saml.head()?.id.as_ref()?.value.clone()),
        Body::AuthorizationResponse(answer) => Some(answer.code.as_ref()?.value.clone()),
        _ => None,
    }
}
