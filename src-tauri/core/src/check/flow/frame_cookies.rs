//! Cookies reach a sign-in that runs in a frame.

use super::cookies_return::{is_telling, without_cookies};
use super::journey::{Seen, seen};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::flow::{Barrier, Fate, fates, is_framed_by_another_site};

/// Cookies reach a sign-in that runs in a frame.
pub static CHECK: Check = Check {
    id: "flow/frame_cookies",
    title: "The browser kept cookies out of a frame of another site",
    verb: Verb::Should,
    spec: &[cite("RFC 6265bis", "5.6.7"), cite("CHIPS", "2")],
    why: "In a frame of another site browsers send no cookie that is SameSite=Lax or Strict, and many no cookie at all that \
          was set outside the frame. A silent renewal sees a stranger, and a sign-in in the frame never ends.",
    remedy_idp: "Serve the application under the same site as the provider, where silent renewal in a frame is wanted.",
    remedy_sp: "Renew by refresh tokens instead of a hidden frame, and sign in at the top level of a window.",
    run,
};

fn run(look: &Look) -> Verdict {
    let steps = look.traffic.flows.iter().flat_map(|flow| seen(look, flow));
    let framed = steps.filter(|step| is_framed_by_another_site(step.exchange));
    Verdict::merge(framed.map(|step| of(look, step)))
}

fn of(look: &Look, step: Seen) -> Verdict {
    if without_cookies(look, step.exchange) {
        return Verdict::Silent;
    }
    let fates = fates(look.case, &look.traffic.steps, step.step);
    let own = |fate: &&Fate| is_telling(&fate.cookie.name);
    let kept_out = |fate: &&Fate| {
        let barrier =
            [Barrier::Lax, Barrier::Strict, Barrier::Unset, Barrier::Partition, Barrier::ThirdParty];
        !fate.sent && fate.kept_back.is_some_and(|kept| barrier.contains(&kept))
    };
    if let Some(fate) = fates.iter().filter(own).find(kept_out) {
        return Verdict::fail(finding(fate, step));
    }
    let came = fates.iter().filter(own).find(|fate| fate.sent);
    came.map_or(Verdict::Silent, |fate| {
        let says = format!("The cookie {} came along into the frame.", fate.cookie.name);
        Verdict::pass(Finding::new(says).at(fate.cookie.at))
    })
}

fn because(barrier: Option<Barrier>) -> &'static str {
    match barrier {
        Some(Barrier::Partition) => "it is Partitioned, and was set outside of the frame",
        Some(Barrier::ThirdParty) => {
            "it was set outside of the frame, and this browser keeps cookies of other sites out of frames"
        }
        _ => "it is not SameSite=None, and browsers send no other cookie into a frame of another site",
    }
}

fn finding(fate: &Fate, step: Seen) -> Finding {
    let says = format!(
        "{} was opened in a frame of another site, and the cookie {} stayed out: {}.",
        step.exchange.address(),
        fate.cookie.name,
        because(fate.kept_back)
    );
    let dest = step.exchange.request.headers.first("sec-fetch-dest").map(|dest| dest.at);
    Finding::new(says)
        .at(fate.cookie.at)
        .also(step.exchange.url.at, "what was opened in the frame")
        .also(dest, "what the browser loads it for")
        .expected(fate.cookie.name.clone())
}
