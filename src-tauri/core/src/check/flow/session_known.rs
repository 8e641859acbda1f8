//! The application knows the session that a cookie names.

use super::journey::{Seen, answer, sign_ins};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::flow::{Cookie, fates, parse_cookie};

/// The application knows the session that a cookie names.
pub static CHECK: Check = Check {
    id: "flow/session_known",
    title: "The application forgot the session that it had opened",
    verb: Verb::Should,
    spec: &[cite("RFC 6265", "5.4")],
    why: "It was given its own cookie back, refused the answer, and opened a new session: the old one was gone from its \
          store. A restart does that, or a second node without a shared store.",
    remedy_idp: "Nothing is wrong here.",
    remedy_sp: "Keep sessions where every node finds them and where they survive a restart; or keep a browser at one node.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(sign_ins(look).filter_map(|flow| answer(look, flow)).map(|answer| of(look, answer)))
}

fn of(look: &Look, answer: Seen) -> Verdict {
    let sent = fates(look.case, &look.traffic.steps, answer.step).into_iter().filter(|fate| fate.sent);
    let anew = |cookie: &Cookie| {
        let headers = answer.exchange.answer.headers.all("set-cookie").filter_map(parse_cookie);
        headers
            .into_iter()
            .find(|new| new.name == cookie.name && new.value != cookie.value && !new.value.is_empty())
    };
    let refused = answer.exchange.status() >= 400;
    let mut verdict = Verdict::Silent;
    for fate in sent {
        let said = match anew(&fate.cookie).filter(|new| refused && !new.deletes(answer.exchange.start())) {
            Some(new) => Verdict::fail(forgotten(&fate.cookie, &new, answer)),
            None => Verdict::pass(
                Finding::new(format!(
                    "The session of the cookie {} was not replaced by a refusal.",
                    fate.cookie.name
                ))
                .at(fate.cookie.at),
            ),
        };
        verdict = Verdict::merge([verdict, said]);
    }
    verdict
}

fn forgotten(old: &Cookie, new: &Cookie, answer: Seen) -> Finding {
    let says = format!(
        "The answer came with the cookie {} that the application had set. It answered {} and set the cookie anew: it no \
         longer knew the session.",
        old.name,
        answer.exchange.status()
    );
    Finding::new(says)
        .at(new.at)
        .also(old.at, "set before")
        .also(answer.exchange.url.at, "the request that brought it back")
}
