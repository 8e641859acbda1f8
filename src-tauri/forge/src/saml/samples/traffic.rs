//! Network logs: what goes wrong on the way, in the browser and at the servers.

use super::super::parties::{HALDEN, KESTREL};
use super::super::sign_in::SignIn;
use super::super::traffic::{ANSWER, ASK, FORM, LAND, SESSION, START, log, origin, request_url, sample};
use crate::instant::plus;
use crate::log::{Entry, Log, error_page};
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    good,
    good_unasked,
    same_site_lax,
    cookies_cleared,
    body_limit,
    gateway_failed,
    post_redirected,
    own_address,
    parameter_lost,
    redirect_loop,
    sent_twice,
    two_tabs,
    session_forgotten,
    not_asked_for,
    framed,
    plain_http,
    clock,
    error_page_alone,
    sign_out_refused,
    inner_host,
];

pub(super) fn sign_in(slug: &'static str) -> SignIn {
    SignIn::new(&HALDEN, slug, "2026-05-12T08:15:32Z")
}

/// The log up to the answer, which the application refuses with a page.
fn refused(log: Log, status: u16, words: &str) -> Log {
    let mut log = log.until(ANSWER);
    let answer = log.entry(ANSWER);
    answer.status = status;
    answer.got.retain(|(name, _)| *name != "Location");
    answer.page = error_page(words);
    log
}

/// The application's cookies that a request brings, left out.
fn without_cookie(log: &mut Log, place: usize) {
    log.entry(place).sent.retain(|(name, _)| *name != "Cookie");
}

fn good() -> Sample {
    let sign_in = sign_in("log-good");
    let log = signed_out(&sign_in, log(&sign_in), 200);
    sample(&sign_in, &log).told(
        "A sign-in and a sign-out that work, as the browser's log shows them",
        "Mira at Halden Freight opened Ledgerline, worked, and signed out again. \
         The log was saved to have something to compare a broken one with.",
    )
}

/// A sign-out that the application asks for, and the page that it ends on.
pub(super) fn signed_out(sign_in: &SignIn, log: Log, status: u16) -> Log {
    let (idp, sp) = (&sign_in.parties.idp, &sign_in.parties.sp);
    let (provider, application) = (origin(idp.sso_url), origin(sp.acs));
    let message = |name: &str, issuer: &str, more: &str, inside: &str| {
        format!(
            "<samlp:{name} xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" \
             xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" Version=\"2.0\" \
             IssueInstant=\"2026-05-12T09:15:{more}><saml:Issuer>{issuer}</saml:Issuer>{inside}</samlp:{name}>"
        )
    };
    let asked = message("LogoutRequest", sp.entity_id, "00Z\" ID=\"_out1\"", "<saml:NameID>x</saml:NameID>");
    let done = "<samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status>";
    let answered =
        message("LogoutResponse", idp.entity_id, "01Z\" ID=\"_out2\" InResponseTo=\"_out1\"", done);
    let there = wrap::redirect(&format!("{provider}/saml/slo"), "SAMLRequest", &asked, "bye");
    let back = wrap::redirect(&format!("{application}/saml/slo"), "SAMLResponse", &answered, "bye");
    let hour = 3_589_000;
    log.then(
        Entry::get(hour, format!("{application}/logout"), 302).sends("Cookie", "sid=s3kV9").to(there.clone()),
    )
    .then(Entry::get(hour + 100, there, 302).sends("Cookie", "login=k27Qa").to(back.clone()))
    .then(
        Entry::get(hour + 200, back, status)
            .sends("Cookie", "sid=s3kV9")
            .shows(error_page("Cannot GET /saml/slo")),
    )
}

fn good_unasked() -> Sample {
    let mut sign_in = sign_in("log-good-unasked");
    sign_in.response.in_response_to = None;
    sign_in.response.assertion().confirmation.in_response_to = None;
    let mut log = log(&sign_in);
    log.entries.drain(START..=ASK);
    sample(&sign_in, &log).told(
        "A sign-in that starts at the provider's portal, and works",
        "Mira clicked the Ledgerline tile in her company's portal. The answer names no request, and Ledgerline takes it.",
    )
}

fn same_site_lax() -> Sample {
    let sign_in = sign_in("log-samesite-lax");
    let mut log = refused(log(&sign_in), 400, "No sign-in is in progress for this browser.");
    log.entry(START).got[0].1 = SESSION.replace("SameSite=None", "SameSite=Lax");
    without_cookie(&mut log, ANSWER);
    sample(&sign_in, &log).rejected("cookie_kept_back", &["flow/answered"]).warns(&["flow/cookies_return"]).told(
        "The session cookie is SameSite=Lax, and the answer comes by POST from another site",
        "Since the last release of Ledgerline nobody gets in: “No sign-in is in progress for this browser.” \
         The release set SameSite=Lax on all cookies, because a scanner had asked for it.",
    )
}

fn cookies_cleared() -> Sample {
    let sign_in = sign_in("log-cookies-cleared");
    let mut log = log(&sign_in).until(FORM);
    without_cookie(&mut log, FORM);
    log.entry(FORM).status = 400;
    log.entry(FORM).page = error_page("Your session could not be found.");
    sample(&sign_in, &log)
        .rejected("cookies_gone", &["flow/answered"])
        .warns(&["flow/login_cookies_return"])
        .told(
            "The provider's cookie was deleted while the sign-in page stood open",
            "A privacy extension clears cookies of sites that stand idle for ten seconds. \
         Mira typed her password slowly, and the provider no longer knew what she wanted.",
        )
}

fn body_limit() -> Sample {
    let sign_in = sign_in("log-body-limit");
    let mut log = refused(log(&sign_in), 413, "");
    log.entry(ANSWER).page =
        "<html><head><title>413 Request Entity Too Large</title></head><body><center><h1>413 Request Entity Too Large</h1></center><hr><center>nginx</center></body></html>".to_owned();
    log.entry(ANSWER).got.push(("Server", "nginx".to_owned()));
    sample(&sign_in, &log).rejected("message_too_large", &["flow/size", "flow/answered"]).told(
        "The proxy before the application takes no form as large as the answer",
        "Most people at Halden Freight get into Ledgerline; those in very many groups see “413 Request Entity Too Large”.",
    )
}

fn gateway_failed() -> Sample {
    let sign_in = sign_in("log-gateway-failed");
    let mut log = refused(log(&sign_in), 502, "");
    log.entry(ANSWER).page =
        "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>".to_owned();
    log.entry(ANSWER).got.push(("Server", "nginx".to_owned()));
    sample(&sign_in, &log).rejected("gateway_failed", &["flow/answered"]).told(
        "The proxy before the application finds nobody behind it",
        "Ledgerline was restarted at a quarter past eight, as it is each morning. Who signs in within that minute sees “502 Bad Gateway”, \
         and the answer never reached the application.",
    )
}

fn post_redirected() -> Sample {
    let sign_in = sign_in("log-post-redirected");
    let acs = HALDEN.sp.acs;
    let mut log = log(&sign_in).until(ANSWER);
    log.entry(ANSWER).status = 301;
    log.entry(ANSWER).got = vec![("Location", format!("{acs}/"))];
    let lost = Entry::get(21_100, format!("{acs}/"), 405)
        .sends("Cookie", "sid=s3kV9")
        .shows(error_page("Method not allowed"));
    sample(&sign_in, &log.then(lost)).rejected("post_redirected", &["flow/post_kept", "flow/answered"]).told(
        "A redirect adds a slash, and the answer is left behind",
        "The new gateway tidies up addresses: what has no slash at the end gets one, by a redirect. \
         The browser follows with a GET, and Ledgerline says that it wants a POST.",
    )
}

fn own_address() -> Sample {
    let sign_in = sign_in("log-own-address");
    let words = format!(
        "The response was received at {} instead of {}",
        HALDEN.sp.acs.replace("https:", "http:"),
        HALDEN.sp.acs
    );
    let log = refused(log(&sign_in), 403, &words);
    sample(&sign_in, &log).rejected("own_address_unknown", &["flow/own_address", "flow/answered"]).told(
        "TLS ends at the proxy, and the application believes that it is at http",
        "Ledgerline moved behind a load balancer over the weekend. Its error page names its own address with http, \
         and with https the one that the answer was made for.",
    )
}

fn parameter_lost() -> Sample {
    let sign_in = sign_in("log-parameter-lost");
    let mut log = log(&sign_in).until(ASK);
    let ask = log.entry(ASK);
    ask.url = ask.url.replace("&RelayState=%2Fhome", "");
    ask.status = 400;
    ask.got.clear();
    ask.page = error_page("RelayState is required.");
    sample(&sign_in, &log).rejected("lost_on_the_way", &["flow/parameters_kept", "flow/answered"]).told(
        "An extension takes parameters out of addresses",
        "One person at Halden Freight alone can't sign in. Their browser has an extension that removes what it takes for \
         tracking from every address.",
    )
}

fn redirect_loop() -> Sample {
    let slugs = ["log-redirect-loop", "log-redirect-loop-2", "log-redirect-loop-3"];
    let mut all: Option<Log> = None;
    for (round, slug) in slugs.into_iter().enumerate() {
        let round = round as i64;
        let again = SignIn::issued(&HALDEN, slug, "2026-05-12T08:15:32Z", -1 + round);
        let mut one = log(&again).until(LAND);
        one.entries.remove(LAND);
        if round > 0 {
            one.entries.remove(FORM);
            one.entries.remove(ASK + 1);
        }
        for entry in &mut one.entries {
            let late = if entry.at < 20_000 && round > 0 { 20_700 } else { 0 };
            entry.at += late + round * 1_000;
        }
        all = Some(match all {
            Some(all) => one.entries.into_iter().fold(all, Log::then),
            None => one,
        });
    }
    let first = sign_in("log-redirect-loop");
    let log = all.expect("there are rounds");
    sample(&first, &log).rejected("redirect_loop", &["flow/no_loop"]).told(
        "The application asks again as soon as it is answered",
        "Ledgerline sets its session cookie for www, and the page behind the answer has no www. \
         The browser's tab flickers, and after a while it gives up.",
    )
}

fn sent_twice() -> Sample {
    let sign_in = sign_in("log-sent-twice");
    let mut log = log(&sign_in).until(ANSWER);
    let again = log.entry(ANSWER).clone();
    let again = Entry { at: 24_500, status: 403, got: Vec::new(), ..again }
        .shows(error_page("This response was already used."));
    sample(&sign_in, &log.then(again)).rejected("sent_twice", &["flow/answered"]).warns(&["flow/sent_once"]).told(
        "The page that posts the answer was loaded again",
        "The page behind the sign-in was slow, so Mira loaded it again and agreed to send the form once more. \
         Ledgerline took the second answer for a replay.",
    )
}

fn two_tabs() -> Sample {
    let sign_in = sign_in("log-two-tabs");
    let second = SignIn::new(&HALDEN, "log-two-tabs-2", "2026-05-12T08:15:40Z");
    let mut log = refused(log(&sign_in), 403, "The response answers another request.");
    let ask = request_url(&second);
    let application = origin(HALDEN.sp.acs);
    let other =
        Entry::get(9_000, format!("{application}/reports"), 302).sends("Cookie", "sid=s3kV9").to(ask.clone());
    let asked = Entry::get(9_100, ask, 200).sends("Cookie", "login=k27Qa");
    log.entries.extend([other, asked]);
    sample(&sign_in, &log).rejected("two_sign_ins", &["flow/answered"]).warns(&["flow/one_at_a_time"]).told(
        "Two tabs start a sign-in each, and the first one is finished",
        "Mira had two links to Ledgerline open from a mail. She signed in where the first one had led her, \
         and Ledgerline waited for the answer to the second.",
    )
}

fn session_forgotten() -> Sample {
    let sign_in = sign_in("log-session-forgotten");
    let mut log = refused(log(&sign_in), 403, "InResponseTo is not valid.");
    log.entry(ANSWER).got.push(("Set-Cookie", SESSION.replace("s3kV9", "n8Xw2")));
    sample(&sign_in, &log).rejected("session_forgotten", &["flow/answered"]).warns(&["flow/session_known"]).told(
        "The application was restarted between request and answer",
        "Ledgerline keeps its sessions in memory and restarts at each release. Who is at the sign-in page in that moment \
         comes back to “InResponseTo is not valid”.",
    )
}

fn not_asked_for() -> Sample {
    let mut sign_in = SignIn::new(&KESTREL, "log-not-asked-for", "2026-05-12T08:15:32Z");
    sign_in.response.in_response_to = None;
    sign_in.response.assertion().confirmation.in_response_to = None;
    let mut log = refused(log(&sign_in), 403, "InResponseTo is missing from the response.");
    without_cookie(&mut log, ANSWER);
    log.entries.drain(START..=ASK);
    sample(&sign_in, &log).rejected("not_asked_for", &["flow/answered"]).warns(&["flow/asked_for"]).told(
        "The portal sends an answer that the application had not asked for",
        "The clinic put a tile for Rotawell on its portal. Who clicks it sees an error; who opens Rotawell itself is let in.",
    )
}

fn framed() -> Sample {
    let sign_in = sign_in("log-framed");
    let mut log = log(&sign_in).until(ASK);
    log.entry(ASK).status = 200;
    log.entry(ASK).got = vec![("X-Frame-Options", "DENY".to_owned())];
    log.entry(ASK).sent[0].1 = "iframe".to_owned();
    log.entry(ASK).page = "<form><input type=password></form>".to_owned();
    sample(&sign_in, &log).undetermined("browser_kept_out").warns(&["flow/framed"]).told(
        "The portal shows the application in a frame, and the provider forbids frames",
        "Halden's intranet shows Ledgerline inside a page of its own. Where the sign-in should be, people see a grey box.",
    )
}

fn plain_http() -> Sample {
    let sign_in = sign_in("log-plain-http");
    let mut log = log(&sign_in);
    let plain = log.entry(ASK).url.replace("https://", "http://");
    log.entry(START).got[1].1.clone_from(&plain);
    log.entry(ASK).url = plain;
    sample(&sign_in, &log).because("browser_kept_out").warns(&["flow/transport"]).told(
        "The request goes to the provider over plain HTTP",
        "Somebody typed the provider's address into Ledgerline without the s. The provider redirects to https, so it works, \
         and anybody on the way can read and change the request.",
    )
}

fn clock() -> Sample {
    let sign_in = sign_in("log-clock");
    let mut log = log(&sign_in);
    let ahead = |entry: &mut Entry| *entry = entry.clone().ahead(412);
    [START, ANSWER, LAND].into_iter().for_each(|place| ahead(log.entry(place)));
    let late = crate::saml::request::authn_request(&HALDEN, sign_in.slug, plus(sign_in.arrived, 412 - 21));
    let url = wrap::redirect(HALDEN.idp.sso_url, "SAMLRequest", &late, "/home");
    log.entry(START).got[1].1.clone_from(&url);
    log.entry(ASK).url = url;
    sample(&sign_in, &log).because("clock_skew").warns(&["flow/clocks"]).told(
        "The application's clock runs seven minutes ahead",
        "Some people get into Ledgerline and some don't, by how long the page took. \
         The log shows the Date of each answer beside the browser's own time.",
    )
}

fn error_page_alone() -> Sample {
    let sign_in = sign_in("log-error-page");
    let log = refused(log(&sign_in), 500, "Something went wrong. Reference: 7f3a91.");
    sample(&sign_in, &log).rejected("answered_with_error", &["flow/answered"]).told(
        "The application answers with an error of its own, and nothing is wrong with the message",
        "Ledgerline's database was down. Its page says that something went wrong, and people blame the sign-in.",
    )
}

fn sign_out_refused() -> Sample {
    let sign_in = sign_in("log-sign-out-refused");
    let log = signed_out(&sign_in, log(&sign_in), 404);
    sample(&sign_in, &log).because("wrong_endpoint").warns(&["flow/signed_out"]).told(
        "The sign-out comes back to an address that the application does not have",
        "Mira is signed out at the provider, and the last page says “Cannot GET /saml/slo”. \
         The logout address in the provider's settings is an old one.",
    )
}

fn inner_host() -> Sample {
    let sign_in = sign_in("log-inner-host");
    let mut log = log(&sign_in).until(ANSWER);
    let inner = "http://ledgerline-web-5d9f:8080/home";
    log.entry(ANSWER).got.retain(|(name, _)| *name != "Location");
    log.entry(ANSWER).got.push(("Location", inner.to_owned()));
    let lost = Entry::get(21_200, inner, 0);
    sample(&sign_in, &log.then(lost)).rejected("own_address_unknown", &["flow/own_address"]).told(
        "Behind the sign-in the application sends the browser to its inner host",
        "Ledgerline was moved into a cluster. It takes the answer, and sends the browser on to the name that only the cluster knows.",
    )
}
