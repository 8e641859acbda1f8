//! The cookie of a session goes to its own server only, and to no script.

use super::cookies_return::is_telling;
use super::journey::{Seen, seen, sign_ins};
use super::transport::is_own_machine;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::flow::{Cookie, Deed, PartyRole, parse_cookie, place};

/// The cookie of a session goes to its own server only, and to no script.
pub static CHECK: Check = Check {
    id: "flow/cookie_flags",
    title: "The session's cookie can be read by others",
    verb: Verb::Advice,
    spec: &[cite("RFC 6265bis", "4.1.2.5"), cite("RFC 6265bis", "4.1.2.6"), cite("RFC 6265bis", "8.3")],
    why: "Whoever has the cookie is signed in as this person, however well the sign-in was done. Without Secure it goes over plain HTTP \
          too; without HttpOnly every script of the page can read it.",
    remedy_idp: "Nothing is wrong here, unless the cookie is the provider's own.",
    remedy_sp: "Set Secure and HttpOnly on the session's cookie.",
    run,
};

/// What the application sets when it has taken the answer stands for the person from then on.
fn run(look: &Look) -> Verdict {
    let after = sign_ins(look).flat_map(|flow| {
        let mut answered = false;
        seen(look, flow).filter(move |step| {
            answered |= step.deed == Deed::Answer;
            answered && step.exchange.status() < 400
        })
    });
    Verdict::merge(after.filter(|step| is_of_application(look, step)).flat_map(of))
}

fn is_of_application(look: &Look, step: &Seen) -> bool {
    let party = look.traffic.party_at(&step.exchange.url.value);
    party.is_some_and(|party| party.role == PartyRole::Application)
}

fn of(step: Seen) -> Vec<Verdict> {
    let to = place(&step.exchange.url.value);
    if to.is_none_or(|to| !to.scheme.eq_ignore_ascii_case("https") || is_own_machine(to.host)) {
        return Vec::new();
    }
    let set = step.exchange.answer.headers.all("set-cookie").filter_map(parse_cookie);
    let own = set.filter(|cookie| is_telling(&cookie.name) && !cookie.deletes(step.exchange.start()));
    own.filter(|cookie| !is_for_scripts(cookie)).map(|cookie| judge(&cookie)).collect()
}

/// A token against forged requests is written for the page's script.
fn is_for_scripts(cookie: &Cookie) -> bool {
    let name = cookie.name.to_ascii_lowercase();
    ["csrf", "xsrf"].iter().any(|part| name.contains(part))
}

fn judge(cookie: &Cookie) -> Verdict {
    let lacks = match (cookie.secure, cookie.http_only) {
        (true, true) => {
            let says = format!("The cookie {} is Secure and HttpOnly.", cookie.name);
            return Verdict::pass(Finding::new(says).at(cookie.at));
        }
        (false, true) => "Secure",
        (true, false) => "HttpOnly",
        (false, false) => "Secure and HttpOnly",
    };
    let says = format!("The cookie {} was set without {lacks}.", cookie.name);
    Verdict::fail(Finding::new(says).at(cookie.at).expected(lacks))
}
