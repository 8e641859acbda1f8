//! Network logs: what browsers do with cookies, frames and plain HTTP.

use super::super::parties::HALDEN;
use super::super::traffic::{ANSWER, ASK, FORM, LAND, log, origin, sample};
use super::traffic::sign_in;
use crate::log::{Entry, Log, error_page};
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    cookie_too_large,
    many_cookies,
    good_framed,
    kept_out_of_frame,
    mixed_content,
    cookie_for_scripts,
    form_handed_on,
    form_answered,
];

fn cookie_too_large() -> Sample {
    let sign_in = sign_in("log-cookie-too-large");
    let mut log = log(&sign_in);
    let session = format!("session={}; Path=/; Secure; HttpOnly; SameSite=Lax", "Ax9".repeat(1_800));
    log.entry(ANSWER).got.push(("Set-Cookie", session));
    log.entry(LAND).status = 401;
    log.entry(LAND).page = error_page("You are not signed in.");
    sample(&sign_in, &log).rejected("cookie_too_large", &["flow/answered"]).warns(&["flow/cookie_size"]).told(
        "The session with all groups does not fit into its cookie",
        "Ledgerline keeps all that the provider says of a person in a cookie. Who is in many groups is told “You are not signed in” \
         right after signing in; a colleague with few groups gets in.",
    )
}

fn many_cookies() -> Sample {
    let sign_in = sign_in("log-good-many-cookies");
    let mut log = log(&sign_in);
    let left: Vec<String> = (0..60).map(|number| format!("nonce-{number}={}", "b7".repeat(70))).collect();
    log.entry(ANSWER).sent.push(("Cookie", left.join("; ")));
    sample(&sign_in, &log).warns(&["flow/lengths"]).told(
        "Cookies of sixty sign-ins that were never finished travel along",
        "Ledgerline leaves a cookie for each sign-in that somebody begins. Mira gets in today; behind the new proxy, which takes 8 KB \
         of headers, she will not.",
    )
}

/// The same journey in a frame of a page of another site.
fn in_frame(log: &mut Log) {
    for entry in &mut log.entries {
        entry.sent[0].1 = "iframe".to_owned();
        entry.sent.retain(|(name, _)| *name != "Sec-Fetch-Site");
        entry.sent.push(("Sec-Fetch-Site", "cross-site".to_owned()));
        entry.sent.push(("Referer", "https://intranet.halden-freight.example/".to_owned()));
        for (name, value) in &mut entry.got {
            if *name == "Set-Cookie" {
                value.push_str("; Partitioned");
            }
        }
    }
}

fn good_framed() -> Sample {
    let sign_in = sign_in("log-good-framed");
    let mut log = log(&sign_in);
    in_frame(&mut log);
    sample(&sign_in, &log).told(
        "A sign-in in a frame that works, for its cookies are partitioned",
        "Halden's intranet shows Ledgerline in a frame. Both sides set their cookies for this place alone (Partitioned), \
         and the browser sends them along.",
    )
}

fn kept_out_of_frame() -> Sample {
    let sign_in = sign_in("log-kept-out-of-frame");
    let mut log = log(&sign_in).until(ASK);
    in_frame(&mut log);
    log.entry(ASK).status = 200;
    log.entry(ASK).got.clear();
    log.entry(ASK).page = "<form><input type=password></form>".to_owned();
    let provider = origin(HALDEN.idp.sso_url);
    let before = Entry::get(-60_000, format!("{provider}/portal"), 200)
        .gets("Set-Cookie", "login=k27Qa; Path=/; Secure; HttpOnly; SameSite=Lax")
        .shows("<h1>Your applications</h1>");
    log.entries.insert(0, before);
    sample(&sign_in, &log).undetermined("cookies_out_of_frame").warns(&["flow/frame_cookies"]).told(
        "Signed in at the provider, and a stranger to it inside the frame",
        "Mira signed in at her company's portal a minute ago. In the frame of the intranet the provider asks for her password again: \
         its cookie is SameSite=Lax and stays out.",
    )
}

fn mixed_content() -> Sample {
    let sign_in = sign_in("log-mixed-content");
    let application = origin(HALDEN.sp.acs);
    let mut renewal =
        Entry::get(61_000, format!("{}/session/renew", application.replace("https", "http")), 0)
            .sends("Referer", format!("{application}/"));
    renewal.sent[0].1 = "iframe".to_owned();
    let log = log(&sign_in).then(renewal);
    sample(&sign_in, &log).because("browser_kept_out").warns(&["flow/mixed_content"]).told(
        "The page renews its session in a frame over plain HTTP",
        "Ledgerline believes that it is at http and writes that into its pages. The browser blocks the hidden frame that renews \
         the session, and after an hour everybody is signed out.",
    )
}

fn cookie_for_scripts() -> Sample {
    let sign_in = sign_in("log-cookie-for-scripts");
    let mut log = log(&sign_in);
    let bare = "ledgerline=u5Tz1; Path=/; SameSite=Lax".to_owned();
    log.entry(ANSWER).got.push(("Set-Cookie", bare));
    sample(&sign_in, &log).warns(&["flow/cookie_flags"]).told(
        "The sign-in works, and its cookie lies open",
        "Ledgerline sets the cookie of its own session with the flags of 2009: none. \
         Any script on the page can read it, and one on plain HTTP too.",
    )
}

fn form_handed_on() -> Sample {
    let sign_in = sign_in("log-form-handed-on");
    let mut log = log(&sign_in);
    log.entry(FORM).status = 307;
    let back = wrap::redirect(HALDEN.sp.acs, "SAMLResponse", &sign_in.response.document(), "/home");
    log.entry(FORM).got.push(("Location", back.clone()));
    let answer = log.entry(ANSWER);
    (answer.url, answer.form) = (back, Some("user=x".to_owned()));
    sample(&sign_in, &log).rejected("form_handed_on", &["flow/form_stays"]).told(
        "The provider sends the form with the password on to the application",
        "A new framework at Halden's provider answers forms with 307, so that the browser posts them again where it is sent. \
         Nobody noticed, for Ledgerline lets people in.",
    )
}

fn form_answered() -> Sample {
    let sign_in = sign_in("log-form-answered");
    let mut log = log(&sign_in);
    let resume = format!("{}/resume", origin(HALDEN.idp.sso_url));
    log.entry(FORM).status = 303;
    log.entry(FORM).got.push(("Location", resume.clone()));
    log.entries.insert(ANSWER, Entry::get(20_100, resume, 200).sends("Cookie", "login=k27Qa"));
    sample(&sign_in, &log).told(
        "The provider answers its sign-in form by the book",
        "Halden's provider was mended: it answers the form with 303, and what was typed stays where it was typed.",
    )
}
