//! A sign-in as a network log shows it, from the application's first page to the one behind the answer.

use super::request::authn_request;
use super::sign_in::SignIn;
use crate::instant::plus;
use crate::log::{Entry, Log};
use crate::sample::Sample;
use crate::wrap;

/// Places of the entries in [`log`].
pub(super) const START: usize = 0;
pub(super) const ASK: usize = 1;
pub(super) const FORM: usize = 3;
pub(super) const ANSWER: usize = 4;
pub(super) const LAND: usize = 5;

/// Seconds from the first entry to the answer.
const TAKES: i64 = 21;

/// The application's session cookie, as it should be.
pub(super) const SESSION: &str = "sid=s3kV9; Path=/; Secure; HttpOnly; SameSite=None";
const PROVIDERS: &str = "login=k27Qa; Path=/; Secure; HttpOnly; SameSite=None";

/// The origin of a URL.
pub(super) fn origin(url: &str) -> &str {
    let end = url.match_indices('/').nth(2).map_or(url.len(), |(at, _)| at);
    &url[..end]
}

/// The URL by which the application asks.
pub(super) fn request_url(sign_in: &SignIn) -> String {
    let request = authn_request(sign_in.parties, sign_in.slug, plus(sign_in.arrived, -TAKES));
    wrap::redirect(sign_in.parties.idp.sso_url, "SAMLRequest", &request, "/home")
}

/// The whole journey, all of it well.
pub(super) fn log(sign_in: &SignIn) -> Log {
    let (idp, sp) = (&sign_in.parties.idp, &sign_in.parties.sp);
    let (provider, application) = (origin(idp.sso_url), origin(sp.acs));
    let ask = request_url(sign_in);
    let login = format!("{provider}/login");
    let form = wrap::saml_form(&sign_in.response.document(), "/home");
    let same = |entry: Entry| entry.sends("Origin", provider).sends("Sec-Fetch-Site", "same-origin");
    let entries = vec![
        Entry::get(0, format!("{application}/home"), 302).gets("Set-Cookie", SESSION).to(ask.clone()),
        Entry::get(100, ask, 302).gets("Set-Cookie", PROVIDERS).to(login.clone()),
        Entry::get(300, login.clone(), 200)
            .sends("Cookie", "login=k27Qa")
            .shows("<form><input type=password></form>"),
        same(Entry::post(19_970, login, "user=x", 200)).sends("Cookie", "login=k27Qa"),
        Entry::post(21_000, sp.acs, form, 302).from(provider).sends("Cookie", "sid=s3kV9").to("/home"),
        Entry::get(21_200, format!("{application}/home"), 200)
            .sends("Cookie", "sid=s3kV9")
            .shows("<h1>Welcome</h1>"),
    ];
    Log::new(plus(sign_in.arrived, -TAKES), entries)
}

/// The sample whose capture is a log; the log itself shows which request is answered.
pub(super) fn sample(sign_in: &SignIn, log: &Log) -> Sample {
    sign_in.sample().without_expectation("saml.sp.request_id").capture("capture.har", log.document())
}
