//! What becomes of a sign-in on the way, as a browser's log shows it.

use super::super::sign_in::challenge;
use super::flow::{ASK, CALLBACK, FORM, Flow, Kind, SESSION, START, origin};
use crate::bench::{Fault, Part, fault};
use crate::log::{Entry, Log, NO_ACCOUNT, error_page};

const SP: &[&str] = &["sp-admin"];
const USER: &[&str] = &["user"];
const NETWORK: &[&str] = &["network"];

pub(super) static FAULTS: &[Fault<Flow>] = &[
    fault(
        "cookie-lax",
        Part::Way,
        "the session cookie is SameSite=Lax, the answer is posted from another site",
        &["cookie_kept_back"],
        SP,
        posted_lax,
    ),
    fault(
        "cookie-strict",
        Part::Way,
        "the session cookie is SameSite=Strict, the answer comes from another site",
        &["cookie_kept_back"],
        SP,
        |flow| logged(flow, cookie_strict),
    ),
    fault(
        "cookies-cleared",
        Part::Way,
        "the application's cookie was deleted during the sign-in",
        &["cookies_gone"],
        USER,
        |flow| logged(flow, cookies_cleared),
    ),
    fault(
        "cookies-cleared-at-op",
        Part::Way,
        "the provider's cookie was deleted while its page stood open",
        &["cookies_gone", "provider_lost_sign_in"],
        USER,
        |flow| logged(flow, cleared_at_op),
    )
    .hiding(),
    fault(
        "header-limit",
        Part::Way,
        "a server refuses the request for the size of its headers (431)",
        &["message_too_large"],
        &["network", "sp-admin"],
        |flow| logged(flow, header_limit),
    ),
    fault(
        "parameter-lost",
        Part::Way,
        "state is lost between the application and the provider",
        &["lost_on_the_way"],
        NETWORK,
        |flow| logged(flow, parameter_lost),
    )
    .hiding(),
    fault(
        "sent-twice",
        Part::Way,
        "the callback was loaded again",
        &["sent_twice", "code_redeemed_twice"],
        &["user", "sp-admin"],
        |flow| logged(flow, sent_twice),
    ),
    fault(
        "two-tabs",
        Part::Way,
        "two tabs begin a sign-in each, the first is finished",
        &["two_sign_ins"],
        USER,
        |flow| logged(flow, two_tabs),
    ),
    fault(
        "session-forgotten",
        Part::Way,
        "the application was restarted between request and answer",
        &["session_forgotten"],
        SP,
        |flow| logged(flow, session_forgotten),
    ),
    fault(
        "framed",
        Part::Way,
        "the provider's page is opened in a frame, which it forbids",
        &["browser_kept_out"],
        &["sp-admin", "idp-admin"],
        |flow| logged(flow, |log, _| log.framed(ASK)),
    )
    .hiding(),
    fault(
        "user-unknown",
        Part::Way,
        "the application says that it does not know the person",
        &["application_refused"],
        SP,
        |flow| logged(flow, |log, _| log.refused(CALLBACK, 403, NO_ACCOUNT)),
    ),
    fault(
        "bad-gateway",
        Part::Way,
        "the proxy before the application answers 502",
        &["gateway_failed"],
        NETWORK,
        |flow| logged(flow, |log, _| log.bad_gateway(CALLBACK)),
    ),
    fault(
        "form-handed-on",
        Part::Way,
        "the provider answers its sign-in form with 307, to the application",
        &["form_handed_on"],
        &["idp-admin"],
        |flow| logged(flow, form_handed_on),
    ),
    fault(
        "keys-kept-away",
        Part::Published,
        "a proxy keeps the application from the provider's keys (403)",
        &["keys_unreachable"],
        NETWORK,
        |flow| logged(flow, keys_kept_away),
    ),
];

fn logged(flow: &mut Flow, happens: fn(&mut Log, &Flow)) -> Option<()> {
    flow.is_logged().then_some(())?;
    flow.way.push(happens);
    Some(())
}

/// The provider's error, as the application shows it.
pub(super) fn shown_as_error(log: &mut Log, _: &Flow) {
    log.refused(CALLBACK, 400, "The sign-in did not succeed.");
}

fn posted_lax(flow: &mut Flow) -> Option<()> {
    (flow.kind == Kind::PostedLog).then_some(())?;
    logged(flow, |log, _| {
        log.refused(CALLBACK, 400, "state mismatch");
        log.entry(START).got[0].1 = SESSION.replace("SameSite=None", "SameSite=Lax");
        log.without_cookie(CALLBACK);
    })
}

fn cookie_strict(log: &mut Log, _: &Flow) {
    log.refused(CALLBACK, 400, "state mismatch");
    log.entry(START).got[0].1 = SESSION.replace("SameSite=None", "SameSite=Strict");
    log.without_cookie(CALLBACK);
}

fn cookies_cleared(log: &mut Log, _: &Flow) {
    log.refused(CALLBACK, 400, "Your session was not found.");
    log.without_cookie(CALLBACK);
}

fn cleared_at_op(log: &mut Log, _: &Flow) {
    log.entries.truncate(FORM + 1);
    log.without_cookie(FORM);
    let form = log.entry(FORM);
    form.status = 400;
    form.got.retain(|(name, _)| *name != "Location");
    form.page = error_page("Your session could not be found.");
}

fn header_limit(log: &mut Log, _: &Flow) {
    log.refused(CALLBACK, 431, "Request Header Fields Too Large");
}

fn parameter_lost(log: &mut Log, _: &Flow) {
    log.entries.truncate(ASK + 1);
    let ask = log.entry(ASK);
    let state = ask.url.split('&').find(|part| part.starts_with("state=")).unwrap_or_default().to_owned();
    ask.url = ask.url.replace(&format!("&{state}"), "");
    ask.status = 400;
    ask.got.clear();
    ask.page = error_page("A required parameter is missing.");
}

fn sent_twice(log: &mut Log, _: &Flow) {
    log.entries.truncate(CALLBACK + 1);
    let again = log.entry(CALLBACK).clone();
    let again = Entry { at: 18_500, status: 403, got: Vec::new(), ..again };
    log.entries.push(again.shows(error_page("This answer was already used.")));
}

fn two_tabs(log: &mut Log, flow: &Flow) {
    log.refused(CALLBACK, 403, "state mismatch");
    let parties = flow.sign_in.parties;
    let own = flow.request_url();
    let other = |url: &str, name: &str| {
        let value = url.split('&').find_map(|part| part.strip_prefix(name)).unwrap_or_default();
        let another = challenge(value);
        url.replace(&format!("{name}{value}"), &format!("{name}{another}"))
    };
    let again = ["state=", "nonce=", "code_challenge="].iter().fold(own, |url, name| other(&url, name));
    let start = format!("{}/start", origin(parties.redirect_uri));
    log.entries.push(Entry::get(5_000, start, 302).sends("Cookie", "sid=t7Pq1").to(again.clone()));
    log.entries.push(Entry::get(5_100, again, 200).sends("Cookie", "login=m40Xa"));
}

fn session_forgotten(log: &mut Log, _: &Flow) {
    log.refused(CALLBACK, 403, "state mismatch");
    log.entry(CALLBACK).got.push(("Set-Cookie", SESSION.replace("t7Pq1", "n8Xw2")));
}

fn form_handed_on(log: &mut Log, flow: &Flow) {
    let there = format!("{}/relay", origin(flow.sign_in.parties.redirect_uri));
    log.entry(FORM).status = 307;
    log.entry(FORM).got = vec![("Location", there.clone())];
    log.entries.insert(CALLBACK, Entry::post(14_100, there, "user=x", 302).to(flow.callback()));
}

fn keys_kept_away(log: &mut Log, flow: &Flow) {
    let keys = format!("{}/keys", flow.sign_in.parties.issuer.trim_end_matches('/'));
    let mut fetched = Entry::get(15_100, keys, 403).shows("<h1>Blocked by policy</h1>");
    "empty".clone_into(&mut fetched.sent[0].1);
    log.entries.insert(CALLBACK + 1, fetched);
}
