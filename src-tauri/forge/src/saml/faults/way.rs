//! What becomes of a sign-in on the way, as a browser's log shows it.

use super::super::sign_in::SignIn;
use super::super::traffic::{ANSWER, ASK, FORM, SESSION, START, origin, request_url};
use super::flow::{Carried, Flow};
use crate::bench::{Fault, Part, fault};
use crate::log::{Entry, Log, NO_ACCOUNT, error_page};
use crate::wrap;

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
        |flow| asked(flow, cookie_lax),
    ),
    fault(
        "cookies-cleared-at-idp",
        Part::Way,
        "the IdP's cookie was deleted while its page stood open",
        &["cookies_gone"],
        USER,
        |flow| asked(flow, cookies_cleared),
    )
    .hiding(),
    fault(
        "body-limit",
        Part::Way,
        "a proxy takes no form as large as the answer (413)",
        &["message_too_large"],
        NETWORK,
        |flow| logged(flow, body_limit),
    ),
    fault(
        "uri-limit",
        Part::Way,
        "the IdP's server takes no address as long as the request (414)",
        &["message_too_large"],
        &["network", "idp-admin"],
        |flow| asked(flow, uri_limit),
    )
    .hiding(),
    fault(
        "post-redirected",
        Part::Way,
        "a redirect adds a slash and drops the form",
        &["post_redirected"],
        NETWORK,
        |flow| logged(flow, post_redirected),
    ),
    fault(
        "own-address",
        Part::Way,
        "the application's error page names its own address with http",
        &["own_address_unknown"],
        SP,
        |flow| logged(flow, own_address),
    ),
    fault(
        "parameter-lost",
        Part::Way,
        "RelayState is lost between application and IdP",
        &["lost_on_the_way"],
        NETWORK,
        |flow| asked(flow, parameter_lost),
    )
    .hiding(),
    fault(
        "sent-twice",
        Part::Way,
        "the page that posts the answer was loaded again",
        &["sent_twice"],
        USER,
        |flow| logged(flow, sent_twice),
    ),
    fault(
        "two-tabs",
        Part::Way,
        "two tabs begin a sign-in each, the first is finished",
        &["two_sign_ins"],
        USER,
        |flow| asked(flow, two_tabs),
    ),
    fault(
        "session-forgotten",
        Part::Way,
        "the application was restarted between request and answer",
        &["session_forgotten"],
        SP,
        |flow| asked(flow, session_forgotten),
    ),
    fault(
        "unsolicited-refused",
        Part::Way,
        "the portal sends an answer, the application takes none that it had not asked for",
        &["not_asked_for"],
        SP,
        unsolicited,
    ),
    fault(
        "framed",
        Part::Way,
        "the IdP's page is opened in a frame, which it forbids",
        &["browser_kept_out"],
        &["sp-admin", "idp-admin"],
        |flow| asked(flow, |log, _| log.framed(ASK)),
    )
    .hiding(),
    fault(
        "plain-http",
        Part::Way,
        "the request goes to the IdP over plain HTTP",
        &["browser_kept_out"],
        SP,
        |flow| asked(flow, plain_http),
    ),
    fault(
        "user-unknown",
        Part::Way,
        "the application says that it does not know the person",
        &["application_refused"],
        SP,
        |flow| logged(flow, |log, _| log.refused(ANSWER, 403, NO_ACCOUNT)),
    ),
    fault(
        "bad-gateway",
        Part::Way,
        "the proxy before the application answers 502",
        &["gateway_failed"],
        NETWORK,
        |flow| logged(flow, |log, _| log.bad_gateway(ANSWER)),
    ),
    fault(
        "relay-state-dropped",
        Part::Way,
        "the IdP's form leaves RelayState out, and the application refuses",
        &["relay_state_lost"],
        &["idp-admin"],
        |flow| asked(flow, relay_state_dropped),
    ),
    fault(
        "form-handed-on",
        Part::Way,
        "the IdP answers its sign-in form with 307, to the application",
        &["form_handed_on"],
        &["idp-admin"],
        |flow| asked(flow, form_handed_on),
    ),
];

fn logged(flow: &mut Flow, happens: fn(&mut Log, &Flow)) -> Option<()> {
    (flow.carried == Carried::Log).then_some(())?;
    flow.way.push(happens);
    Some(())
}

fn asked(flow: &mut Flow, happens: fn(&mut Log, &Flow)) -> Option<()> {
    flow.asked.then_some(())?;
    logged(flow, happens)
}

fn cookie_lax(log: &mut Log, _: &Flow) {
    log.refused(ANSWER, 400, "No sign-in is in progress for this browser.");
    log.entry(START).got[0].1 = SESSION.replace("SameSite=None", "SameSite=Lax");
    log.without_cookie(ANSWER);
}

fn cookies_cleared(log: &mut Log, _: &Flow) {
    log.entries.truncate(FORM + 1);
    log.without_cookie(FORM);
    log.entry(FORM).status = 400;
    log.entry(FORM).page = error_page("Your session could not be found.");
}

fn body_limit(log: &mut Log, _: &Flow) {
    log.refused(ANSWER, 413, "413 Request Entity Too Large");
    log.entry(ANSWER).got.push(("Server", "nginx".to_owned()));
}

fn uri_limit(log: &mut Log, _: &Flow) {
    log.entries.truncate(ASK + 1);
    let ask = log.entry(ASK);
    ask.status = 414;
    ask.got.clear();
    ask.page = error_page("414 Request-URI Too Large");
}

fn post_redirected(log: &mut Log, flow: &Flow) {
    let acs = flow.sign_in.parties.sp.acs;
    log.entries.truncate(ANSWER + 1);
    log.entry(ANSWER).status = 301;
    log.entry(ANSWER).got = vec![("Location", format!("{acs}/"))];
    let lost = Entry::get(21_100, format!("{acs}/"), 405).sends("Cookie", "sid=s3kV9");
    log.entries.push(lost.shows(error_page("Method not allowed")));
}

fn own_address(log: &mut Log, flow: &Flow) {
    let acs = flow.sign_in.parties.sp.acs;
    let plain = acs.replace("https:", "http:");
    log.refused(ANSWER, 403, &format!("The response was received at {plain} instead of {acs}"));
}

fn parameter_lost(log: &mut Log, _: &Flow) {
    log.entries.truncate(ASK + 1);
    let ask = log.entry(ASK);
    ask.url = ask.url.replace("&RelayState=%2Fhome", "");
    ask.status = 400;
    ask.got.clear();
    ask.page = error_page("RelayState is required.");
}

fn sent_twice(log: &mut Log, _: &Flow) {
    log.entries.truncate(ANSWER + 1);
    let again = log.entry(ANSWER).clone();
    let again = Entry { at: 24_500, status: 403, got: Vec::new(), ..again };
    log.entries.push(again.shows(error_page("This response was already used.")));
}

fn two_tabs(log: &mut Log, flow: &Flow) {
    let parties = flow.sign_in.parties;
    let arrived = crate::instant::stamp(crate::instant::plus(flow.sign_in.arrived, 8), true);
    let second = SignIn::new(parties, "the other tab", &arrived);
    log.refused(ANSWER, 403, "The response answers another request.");
    let ask = request_url(&second);
    let page = format!("{}/reports", origin(parties.sp.acs));
    log.entries.push(Entry::get(9_000, page, 302).sends("Cookie", "sid=s3kV9").to(ask.clone()));
    log.entries.push(Entry::get(9_100, ask, 200).sends("Cookie", "login=k27Qa"));
}

fn session_forgotten(log: &mut Log, _: &Flow) {
    log.refused(ANSWER, 403, "InResponseTo is not valid.");
    log.entry(ANSWER).got.push(("Set-Cookie", SESSION.replace("s3kV9", "n8Xw2")));
}

fn unsolicited(flow: &mut Flow) -> Option<()> {
    (!flow.asked).then_some(())?;
    logged(flow, |log, _| {
        log.refused(ANSWER, 403, "InResponseTo is missing from the response.");
        log.without_cookie(ANSWER);
    })
}

fn plain_http(log: &mut Log, _: &Flow) {
    let plain = log.entry(ASK).url.replacen("https://", "http://", 1);
    log.entry(START).got[1].1.clone_from(&plain);
    log.entry(ASK).url = plain;
}

fn relay_state_dropped(log: &mut Log, flow: &Flow) {
    log.refused(ANSWER, 400, "We do not know where you wanted to go.");
    log.entry(ANSWER).form = Some(wrap::form(&[("SAMLResponse", &wrap::base64(&flow.document()))]));
}

fn form_handed_on(log: &mut Log, flow: &Flow) {
    let there = format!("{}/relay", origin(flow.sign_in.parties.sp.acs));
    log.entry(FORM).status = 307;
    log.entry(FORM).got.push(("Location", there.clone()));
    let again = Entry::post(20_100, there, "user=x", 200);
    log.entries.insert(ANSWER, again);
}
