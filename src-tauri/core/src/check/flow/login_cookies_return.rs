//! The identity provider's cookies come back with what the person sends it.

use super::cookies_return::{is_telling, without_cookies};
use super::journey::{Seen, at, seen, sign_ins};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::flow::{Deed, Fate, Flow, fates};

/// The identity provider's cookies come back with what the person sends it.
pub static CHECK: Check = Check {
    id: "flow/login_cookies_return",
    title: "The identity provider's cookie did not come back with the sign-in form",
    verb: Verb::Should,
    spec: &[cite("RFC 6265", "5.4")],
    why: "The provider keeps in its session what the application asked for. Without its cookie it no longer knows, and \
          can only start again or give up.",
    remedy_idp: "Let the cookie of the sign-in page outlive a slow person, and say so on the page where it is gone.",
    remedy_sp: "Nothing is wrong here.",
    run,
};

fn run(look: &Look) -> Verdict {
    let sent = sign_ins(look).flat_map(|flow| steps(look, flow));
    let with_cookies = sent.filter(|step| !without_cookies(look, step.exchange));
    Verdict::merge(with_cookies.map(|step| of(look, step)))
}

/// What the person sends to the identity provider between request and answer.
fn steps<'a>(look: &'a Look, flow: &'a Flow) -> impl Iterator<Item = Seen<'a>> {
    let asked = flow.first(&look.traffic.steps, Deed::Ask);
    let provider =
        asked.and_then(|ask| at(look, ask)).and_then(|ask| crate::flow::host(&ask.exchange.url.value));
    seen(look, flow).filter(move |seen| {
        seen.deed == Deed::SignIn
            && (seen.exchange.method() == "POST"
                || look.traffic.steps.get(seen.step).is_some_and(|step| step.from.is_some()))
            && crate::flow::host(&seen.exchange.url.value) == provider
    })
}

/// Only a cookie that nothing keeps back and that is gone all the same tells of a lost session.
fn of(look: &Look, step: Seen) -> Verdict {
    let due: Vec<Fate> = fates(look.case, &look.traffic.steps, step.step)
        .into_iter()
        .filter(|fate| fate.kept_back.is_none() && is_telling(&fate.cookie.name))
        .collect();
    let none_sent = step.exchange.request.headers.first("cookie").is_none();
    let missing = due.iter().find(|fate| {
        !fate.sent && (none_sent || fate.cookie.expires.is_none() || fate.cookie.max_age.is_some())
    });
    match missing.or(due.first()) {
        Some(fate) if !fate.sent && step.exchange.method() == "POST" => Verdict::fail(gone(look, fate, step)),
        Some(fate) if fate.sent => {
            let says = format!("The cookie {} came back with the sign-in form.", fate.cookie.name);
            Verdict::pass(Finding::new(says).at(fate.cookie.at))
        }
        _ => Verdict::Silent,
    }
}

fn sent(step: Seen) -> String {
    let names = crate::flow::sent_names(step.exchange);
    if names.is_empty() { "no cookie at all".to_owned() } else { names.join("; ") }
}

fn gone(look: &Look, fate: &Fate, step: Seen) -> Finding {
    let after = at(look, fate.set_in).and_then(|set| Some(step.exchange.start()? - set.exchange.start()?));
    let after = after
        .map_or(String::new(), |time| format!(" {:.0} s before", time.num_milliseconds() as f64 / 1000.0));
    let says = format!(
        "The identity provider set the cookie {}{after}, and the form was sent without it, though no rule of \
         browsers keeps it back.",
        fate.cookie.name
    );
    Finding::new(says)
        .at(fate.cookie.at)
        .also(step.exchange.url.at, "the form that was sent")
        .expected(fate.cookie.name.clone())
        .observed(sent(step))
}
