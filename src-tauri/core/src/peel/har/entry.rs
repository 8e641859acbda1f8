//! One entry of a log: the exchange that it tells of, and the texts in it that hold something further.

use chrono::{DateTime, Utc};
use ssoscope_jose::json::Text;

use crate::case::{Case, Travel};
use crate::exchange::Exchange;
use crate::peel::base64;
use crate::peel::json::{self, Written};
use crate::span::LayerId;

/// An entry, read.
pub(super) struct Entry {
    /// What it tells.
    pub(super) exchange: Exchange,
    /// The texts that hold something further, in the order of the journey.
    pub(super) found: Vec<Found>,
}

/// A text that holds something further.
pub(super) struct Found {
    /// What the layer above it is called: a parameter's name, or what part of the entry it is.
    pub(super) name: String,
    /// The text, its offsets counted from `base` of the log's layer.
    pub(super) text: Text,
    /// What it is the base64 of, where it is.
    pub(super) decoded: Option<String>,
    /// Where in the log's layer the entry starts.
    pub(super) base: u32,
    /// Which part of the entry it is.
    pub(super) part: Part,
}

/// Which part of an entry a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The URL of the request.
    Url,
    /// The body of the request.
    Body,
    /// One parameter of the request's body.
    Parameter,
    /// Where the answer sends the browser.
    Location,
    /// The body of the answer, where it is JSON.
    Answer,
    /// The body of the answer, where it is a page with a form.
    Page,
    /// The body of the answer, where it is a token: signed UserInfo (OpenID Connect Core 1.0, section 5.3.2).
    Token,
    /// A header that signs the body beside it.
    Signature,
    /// The body of the answer, where it is what the person reads of a sign-in that failed.
    Words,
}

impl Part {
    /// What the layer of an answer's body is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Part::Page | Part::Words => "page",
            Part::Token => "userinfo",
            _ => "answer",
        }
    }
}

impl Found {
    /// What the text says.
    fn content(&self) -> &str {
        self.decoded.as_deref().unwrap_or(&self.text.value)
    }

    /// The layer that holds what the text says: its own, or the one above where that is base64.
    fn inside(&self, case: &mut Case, layer: LayerId) -> Option<LayerId> {
        match self.decoded {
            None => Some(layer),
            Some(_) => base64::open(case, case.layer(layer)?.span(), &self.name),
        }
    }
}

impl Entry {
    /// When it was started; entries without a time come first, in their order.
    pub(super) fn start(&self) -> Option<DateTime<Utc>> {
        self.exchange.start()
    }

    /// Adds the exchange to the case, and opens what holds something further.
    pub(super) fn open(self, case: &mut Case, id: LayerId) -> Vec<LayerId> {
        let mut exchange = self.exchange;
        let mut layers = Vec::new();
        for found in &self.found {
            let travel = travel(&exchange, found);
            let written = Written { base: found.base, name: &found.name, text: &found.text };
            let opened = json::open_travelled(case, id, written, travel);
            let Some(layer) = opened.and_then(|layer| found.inside(case, layer)) else { continue };
            match found.part {
                Part::Body => set(&mut exchange.request.body, layer),
                Part::Answer | Part::Page | Part::Token | Part::Words => {
                    set(&mut exchange.answer.body, layer)
                }
                Part::Url | Part::Parameter | Part::Location | Part::Signature => {}
            }
            if found.part != Part::Words {
                layers.push(layer);
            }
        }
        case.add_exchange(exchange);
        layers
    }
}

fn set(body: &mut Option<crate::exchange::Body>, layer: LayerId) {
    if let Some(body) = body {
        body.layer = Some(layer);
    }
}

/// What an answer carries has not been sent to the URL of the request.
fn travel(exchange: &Exchange, found: &Found) -> Travel {
    let sent = matches!(found.part, Part::Url | Part::Body | Part::Parameter);
    Travel {
        parameter: matches!(found.part, Part::Parameter | Part::Token | Part::Signature)
            .then(|| found.name.clone()),
        sent_to: sent.then(|| (exchange.address().to_owned(), exchange.url.at)),
        method: exchange.method.as_ref().filter(|_| sent).map(|method| method.value.clone()),
        seen: exchange.started.clone(),
    }
}

/// Leaves out what an answer hands the browser and a later request of the log carries on: it is the same message.
pub(super) fn forget_what_is_sent_later(entries: &mut [Entry]) {
    let (mut visited, mut sent): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for entry in entries.iter_mut().rev() {
        entry.found.retain(|found| match found.part {
            Part::Location => !visited.iter().any(|url| same_address(url, &found.text.value)),
            Part::Page => !sent.iter().any(|name| found.content().contains(name)),
            Part::Url
            | Part::Body
            | Part::Parameter
            | Part::Answer
            | Part::Token
            | Part::Signature
            | Part::Words => true,
        });
        for found in &entry.found {
            match found.part {
                Part::Url => visited.push(found.text.value.clone()),
                Part::Body | Part::Parameter => sent.extend(carried(&found.name, &found.text.value)),
                Part::Location | Part::Answer | Part::Page | Part::Token | Part::Signature | Part::Words => {}
            }
        }
    }
}

/// Whether a request went where an answer sent it; the fragment never reaches the log of a request for sure.
fn same_address(url: &str, location: &str) -> bool {
    !location.contains('#') && (url == location || location.starts_with('/') && url.ends_with(location))
}

/// The parameters that hand a message over, of those that a body carries.
fn carried(name: &str, body: &str) -> Vec<String> {
    const MESSAGES: [&str; 4] = ["SAMLResponse", "SAMLRequest", "wresult", "id_token"];
    let named = |message: &&str| name == *message || body.contains(&format!("{message}="));
    MESSAGES.into_iter().filter(named).map(str::to_owned).collect()
}
