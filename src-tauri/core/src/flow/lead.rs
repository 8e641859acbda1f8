//! Which step's answer sent the browser to which next one.

use super::step::Step;
use crate::case::Case;
use crate::exchange::Exchange;
use crate::place::{host, resolve};

/// What sent the browser to a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lead {
    /// The step whose answer did, by its place in [`Traffic::steps`](super::Traffic::steps).
    pub step: usize,
    /// How.
    pub kind: LeadKind,
}

/// How an answer sends a browser on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadKind {
    /// By a redirect to exactly this URL.
    Redirect,
    /// By a redirect to this address, whose parameters changed on the way.
    Altered,
    /// By a page of that host: a form or a link.
    Page,
}

/// How many steps back a page is looked for.
const PAGES_BACK: usize = 200;

/// Links each step to the one whose answer led to it.
pub(super) fn link(case: &Case, steps: &mut [Step]) {
    for place in 1..steps.len() {
        let lead = exchange(case, steps, place).and_then(|here| lead(case, steps, place, here));
        if let Some(step) = steps.get_mut(place) {
            step.from = lead;
        }
    }
}

fn exchange<'c>(case: &'c Case, steps: &[Step], place: usize) -> Option<&'c Exchange> {
    case.exchanges().get(steps.get(place)?.exchange?)
}

fn lead(case: &Case, steps: &[Step], place: usize, here: &Exchange) -> Option<Lead> {
    let before = || (place.saturating_sub(PAGES_BACK)..place).rev();
    let redirect = |step: &usize, same: fn(&str, &Exchange) -> bool| {
        let there = exchange(case, steps, *step)?;
        let target = resolve(&there.url.value, &there.redirect()?.value);
        same(&target, here).then_some(*step)
    };
    let exact = |target: &str, here: &Exchange| bare(target) == bare(&here.url.value);
    let altered = |target: &str, here: &Exchange| target.split(['?', '#']).next() == Some(here.address());
    if let Some(step) = before().find_map(|step| redirect(&step, exact)) {
        return Some(Lead { step, kind: LeadKind::Redirect });
    }
    // No redirect of the usual kinds ends in another POST (RFC 9110, section 15.4): a form on a page that the capture lacks did.
    let follows = |step: &usize| {
        here.method() != "POST"
            || exchange(case, steps, *step).is_some_and(|there| matches!(there.status(), 307 | 308))
    };
    if let Some(step) = before().take(1).filter(follows).find_map(|step| redirect(&step, altered)) {
        return Some(Lead { step, kind: LeadKind::Altered });
    }
    let page = page_host(here)?;
    let step =
        before().find(|step| exchange(case, steps, *step).is_some_and(|there| serves_page(there, &page)))?;
    Some(Lead { step, kind: LeadKind::Page })
}

/// A URL without its fragment, which no request carries.
fn bare(url: &str) -> &str {
    url.split('#').next().unwrap_or_default()
}

/// The host of the page that a navigation started from, by the browser's own headers.
fn page_host(here: &Exchange) -> Option<String> {
    let headers = &here.request.headers;
    let origin = headers.first("origin").filter(|origin| origin.value != "null");
    host(&origin.or_else(|| headers.first("referer"))?.value)
}

fn serves_page(there: &Exchange, page: &str) -> bool {
    let media = there.answer.body.as_ref().and_then(|body| body.media_type.as_deref());
    there.status() == 200
        && media.is_none_or(|media| media.contains("html"))
        && host(&there.url.value).as_deref() == Some(page)
}
