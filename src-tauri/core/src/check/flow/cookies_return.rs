//! The application's cookies come back with the answer.

use super::journey::{Seen, answer, at, ended_badly, sign_ins};
use crate::check::{Check, Finding, Giving, Look, Need, Verb, Verdict, cite};
use crate::exchange::Exchange;
use crate::flow::{Barrier, Deed, Fate, Flow, PartyRole, fates, sent_names};

/// The application's cookies come back with the answer.
pub static CHECK: Check = Check {
    id: "flow/cookies_return",
    title: "A cookie of the application did not come back with the answer",
    verb: Verb::Should,
    spec: &[cite("RFC 6265", "5.4"), cite("RFC 6265bis", "5.6.7"), cite("SAML Bindings 2.0", "3.5")],
    why: "The application recognises in its cookie who asked for the sign-in; without it the answer looks unasked, or \
          as if it were for somebody else.",
    remedy_idp: "Nothing is wrong here.",
    remedy_sp: "Set the cookie that holds the open sign-in with SameSite=None; Secure, for the host and path that the answer goes to.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(sign_ins(look).map(|flow| of(look, flow)))
}

fn of(look: &Look, flow: &Flow) -> Verdict {
    let Some(answer) = answer(look, flow) else { return Verdict::Silent };
    let started = flow.first(&look.traffic.steps, Deed::Start);
    let set = set_before(look, flow, answer);
    if without_cookies(look, answer.exchange) {
        let badly = started.is_some() && ended_badly(look, flow);
        return if badly { Verdict::needs(need()) } else { Verdict::Silent };
    }
    let lost: Vec<&Fate> = missing(&set).collect();
    if lost.is_empty() {
        let sent = set.iter().find(|fate| fate.sent);
        return sent.map_or(Verdict::Silent, |fate| Verdict::pass(came(fate)));
    }
    Verdict::fail_all(lost.into_iter().map(|fate| finding(look, fate, answer.exchange)).collect())
}

/// Those that should have come back. A cookie that is not for the place where answers go may be for another purpose, where
/// others came back.
fn missing(set: &[Fate]) -> impl Iterator<Item = &Fate> {
    let elsewhere = |fate: &Fate| matches!(fate.kept_back, Some(Barrier::Path | Barrier::Host));
    let came_back = set.iter().any(|fate| fate.sent);
    set.iter().filter(move |fate| !(fate.sent || came_back && elsewhere(fate)))
}

/// A cookie of the application that did not come back with an answer.
pub(crate) struct Lost {
    /// The rule that kept it back; absent where none did.
    pub(crate) barrier: Option<Barrier>,
    /// What is said of it.
    pub(crate) finding: Finding,
}

/// The cookies for which this check fails.
pub(crate) fn lost(look: &Look) -> Vec<Lost> {
    let of = |flow: &Flow| {
        let answer = answer(look, flow).filter(|answer| !without_cookies(look, answer.exchange))?;
        let set = set_before(look, flow, answer);
        let told =
            |fate: &Fate| Lost { barrier: fate.kept_back, finding: finding(look, fate, answer.exchange) };
        Some(missing(&set).map(told).collect::<Vec<_>>())
    };
    sign_ins(look).filter_map(of).flatten().collect()
}

/// The application's own cookies that were set before its answer came.
fn set_before(look: &Look, flow: &Flow, answer: Seen) -> Vec<Fate> {
    let started = flow.first(&look.traffic.steps, Deed::Start);
    let own = |fate: &Fate| is_telling(&fate.cookie.name) && is_own(look, fate, started);
    fates(look.case, &look.traffic.steps, answer.step).into_iter().filter(own).collect()
}

/// Cookies of load balancers, firewalls and statistics tell nothing of a session.
pub(super) fn is_telling(name: &str) -> bool {
    const NOT: &[&str] = &[
        "awsalb",
        "__cf",
        "cf_",
        "_ga",
        "_gid",
        "bigip",
        "incap_",
        "visid_",
        "nlbi_",
        "ak_bm",
        "_abck",
        "arraffinity",
        "route",
        "ts01",
    ];
    let name = name.to_ascii_lowercase();
    !NOT.iter().any(|start| name.starts_with(start))
}

/// What the application set when it sent the browser off, or what any of its pages set that would be sent there.
fn is_own(look: &Look, fate: &Fate, started: Option<usize>) -> bool {
    let by = at(look, fate.set_in).and_then(|set| look.traffic.party_at(&set.exchange.url.value));
    let own = by.is_none_or(|party| party.role != PartyRole::IdentityProvider);
    own && (Some(fate.set_in) == started || !matches!(fate.kept_back, Some(Barrier::Path | Barrier::Host)))
}

/// Whether the capture that tells of an exchange was made without cookies: no request brings one, no answer sets one.
pub(super) fn without_cookies(look: &Look, of: &Exchange) -> bool {
    let mut capture = look.case.exchanges().iter().filter(|exchange| exchange.at.layer == of.at.layer);
    capture.all(|exchange| {
        exchange.request.headers.first("cookie").is_none()
            && exchange.answer.headers.first("set-cookie").is_none()
    })
}

fn need() -> Need {
    Need {
        what: "the cookies of the network log".to_owned(),
        why: "The log was saved without cookies, as browsers do by default. Whether the application's cookie came back with \
              the answer can't be told without them."
            .to_owned(),
        how: "Save the log again “with sensitive data” (Chrome: Settings, “Allow to generate HAR with sensitive data”). \
              Names and attributes of the cookies are enough: their values may be blanked."
            .to_owned(), get: None,
        decides: false,
        give: Giving::Capture,
        key: None,
    }
}

fn came(fate: &Fate) -> Finding {
    Finding::new(format!("The cookie {} came back with the answer.", fate.cookie.name)).at(fate.cookie.at)
}

/// What kept a cookie back, as the second half of a sentence.
fn because(barrier: Option<Barrier>) -> &'static str {
    match barrier {
        Some(Barrier::Lax) => {
            "it is SameSite=Lax, and browsers do not send such a cookie with a POST from another site"
        }
        Some(Barrier::Unset) => {
            "it has no SameSite and was more than two minutes old: after that, Chrome does not send it with a POST from another site"
        }
        Some(Barrier::Strict) => {
            "it is SameSite=Strict, and browsers do not send such a cookie when coming from another site"
        }
        Some(Barrier::NoneWithoutSecure) => {
            "it is SameSite=None without Secure, and browsers do not keep such a cookie"
        }
        Some(Barrier::Secure) => "it is Secure, and part of the way is plain HTTP",
        Some(Barrier::Host) => "it is for another host than the one that the answer goes to",
        Some(Barrier::Path) => "it is for another path than the one that the answer goes to",
        Some(Barrier::Size) => "it is larger than the 4096 bytes that browsers keep",
        Some(Barrier::Partition) => {
            "it is Partitioned, and was set under another top-level site than the one that the answer came under"
        }
        Some(Barrier::ThirdParty) => {
            "it was set outside of the frame, and browsers that keep cookies of third parties out do not send it inside"
        }
        Some(Barrier::Prefix) => "its name promises more (__Host- or __Secure-) than its attributes keep",
        None => {
            "it was deleted in between or blocked, which no rule of browsers explains, or the answer came in another browser or window"
        }
    }
}

fn finding(look: &Look, fate: &Fate, answer: &Exchange) -> Finding {
    let cookie = &fate.cookie;
    let says = format!(
        "The cookie {} was set before and did not come back with the answer: {}.",
        cookie.name,
        because(fate.kept_back)
    );
    let sent = sent_names(answer);
    let observed = if sent.is_empty() { "no cookie at all".to_owned() } else { sent.join("; ") };
    let set = at(look, fate.set_in).map(|set| set.exchange.url.at);
    Finding::new(says)
        .at(cookie.at)
        .also(set, "the request whose answer set it")
        .also(answer.url.at, "the request that brought the answer")
        .expected(cookie.name.clone())
        .observed(observed)
}
