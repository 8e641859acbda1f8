//! Cookies: what an answer set, whether a later request brought it along, and which rule of browsers kept it back.
//!
//! RFC 6265bis (draft-ietf-httpbis-rfc6265bis), and what Chrome and Firefox do beyond it.

use chrono::{DateTime, TimeDelta, Utc};

use super::step::Step;
use crate::case::Case;
use crate::exchange::Exchange;
use crate::place::{Place, place, site};
use crate::span::{Span, Spanned};

/// A cookie as an answer set it. Its value is kept to compare, and enters no report.
#[derive(Clone, Debug)]
pub struct Cookie {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// `Domain`, without a leading dot, in lower case; absent where it is for one host only.
    pub domain: Option<String>,
    /// `Path`; absent where the default of RFC 6265, section 5.1.4 holds.
    pub path: Option<String>,
    /// `Secure`.
    pub secure: bool,
    /// `HttpOnly`.
    pub http_only: bool,
    /// `SameSite`, in lower case.
    pub same_site: Option<String>,
    /// `Partitioned`.
    pub partitioned: bool,
    /// When it ends, where it is to be kept.
    pub expires: Option<DateTime<Utc>>,
    /// `Max-Age`, in seconds.
    pub max_age: Option<i64>,
    /// Where it was set.
    pub at: Span,
    /// Bytes of name and value.
    pub size: usize,
}

/// Longest name and value that browsers keep (RFC 6265bis, section 5.7).
pub const LARGEST: usize = 4096;
/// How long Chrome sends a cookie without SameSite with a POST from another site ("Lax+POST").
const GRACE: TimeDelta = TimeDelta::seconds(120);

/// Reads a `Set-Cookie` header.
pub fn parse(header: &Spanned<String>) -> Option<Cookie> {
    let mut parts = header.value.split(';');
    let (name, value) = parts.next()?.split_once('=')?;
    let (name, value) = (name.trim().to_owned(), value.trim().to_owned());
    let mut cookie = Cookie {
        size: name.len() + value.len(),
        name,
        value,
        domain: None,
        path: None,
        secure: false,
        http_only: false,
        same_site: None,
        partitioned: false,
        expires: None,
        max_age: None,
        at: header.at,
    };
    parts.for_each(|part| cookie.attribute(part));
    Some(cookie)
}

impl Cookie {
    fn attribute(&mut self, part: &str) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "domain" if !value.is_empty() => {
                self.domain = Some(value.trim_start_matches('.').to_ascii_lowercase());
            }
            "path" if value.starts_with('/') => self.path = Some(value.to_owned()),
            "secure" => self.secure = true,
            "httponly" => self.http_only = true,
            "samesite" => self.same_site = Some(value.to_ascii_lowercase()),
            "partitioned" => self.partitioned = true,
            "expires" => self.expires = http_date(value),
            "max-age" => self.max_age = value.parse().ok(),
            _ => {}
        }
    }

    /// Whether setting it takes the cookie away.
    pub fn deletes(&self, now: Option<DateTime<Utc>>) -> bool {
        match (self.max_age, self.expires) {
            (Some(age), _) => age <= 0,
            // Clocks differ: only what ended long ago is meant to take it away.
            (None, Some(end)) => now.is_some_and(|now| end < now - TimeDelta::days(2)),
            (None, None) => false,
        }
    }

    /// The server's time when it wrote the cookie, where it wrote both how long it lasts and until when.
    pub fn written_at(&self) -> Option<DateTime<Utc>> {
        let age = TimeDelta::try_seconds(self.max_age.filter(|age| *age > 0)?)?;
        self.expires?.checked_sub_signed(age)
    }
}

/// A time as HTTP writes it (RFC 9110, section 5.6.7), with a dash where older servers put one.
pub(super) fn http_date(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim().replace('-', " ");
    let (_, day) = text.split_once(", ")?;
    ["%d %b %y %H:%M:%S GMT", "%d %b %Y %H:%M:%S GMT"]
        .iter()
        .find_map(|form| chrono::NaiveDateTime::parse_from_str(day, form).ok())
        .map(|at| at.and_utc())
}

/// What became of a cookie on a later request to who set it.
#[derive(Clone, Debug)]
pub struct Fate {
    /// The cookie as it was set last.
    pub cookie: Cookie,
    /// The step whose answer set it.
    pub set_in: usize,
    /// Whether the request brings it, with this or another value.
    pub sent: bool,
    /// The rule that keeps it back; absent where no rule of browsers does.
    pub kept_back: Option<Barrier>,
}

/// A rule by which a browser does not send a cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barrier {
    /// `SameSite=Lax`, and the request is a POST from another site.
    Lax,
    /// No `SameSite`, more than two minutes old, and the request is a POST from another site.
    Unset,
    /// `SameSite=Strict`, and the request comes from another site.
    Strict,
    /// `SameSite=None` without `Secure`: browsers do not keep such a cookie.
    NoneWithoutSecure,
    /// `Secure`, and the request goes over plain HTTP, or the cookie was set over it.
    Secure,
    /// It is for another host.
    Host,
    /// It is for another path.
    Path,
    /// It is larger than browsers keep.
    Size,
    /// `Partitioned`, and it was set under another top-level site than the request is made under (CHIPS).
    Partition,
    /// The request is made in a frame of another site, and the cookie was set outside of it: browsers that keep
    /// cookies of third parties out do not send it.
    ThirdParty,
    /// Its name begins with `__Host-` or `__Secure-`, and it does not keep to what that promises.
    Prefix,
}

/// What became of the cookies of a host on the request of `step`: every cookie that steps before it set there, or for
/// the same site. Nothing where the step has no exchange.
pub fn fates(case: &Case, steps: &[Step], step: usize) -> Vec<Fate> {
    let exchange = |step: usize| case.exchanges().get(steps.get(step)?.exchange?);
    let Some(here) = exchange(step) else { return Vec::new() };
    let Some(target) = place(&here.url.value) else { return Vec::new() };
    let mut jar: Vec<(Cookie, usize)> = Vec::new();
    for before in 0..step {
        let Some(there) = exchange(before) else { continue };
        let Some(from) = place(&there.url.value).filter(|from| site(from.host) == site(target.host)) else {
            continue;
        };
        for cookie in there.answer.headers.all("set-cookie").filter_map(parse) {
            jar.retain(|(known, _)| known.name != cookie.name || known.path != cookie.path);
            if !cookie.deletes(there.start()) && (from.host == target.host || cookie.domain.is_some()) {
                jar.push((cookie, before));
            }
        }
    }
    let sent = sent_names(here);
    let journey = Journey { here, target, cross_site: cross_site(case, steps, step, here) };
    let fate = |(cookie, set_in): (Cookie, usize)| {
        let there = exchange(set_in)?;
        let kept_back = journey.barrier(&cookie, there);
        Some(Fate { sent: sent.contains(&cookie.name), cookie, set_in, kept_back })
    };
    jar.into_iter().filter_map(fate).collect()
}

/// The names of the cookies that a request brings.
pub fn sent_names(exchange: &Exchange) -> Vec<String> {
    let headers = exchange.request.headers.all("cookie").flat_map(|header| header.value.split(';'));
    headers.filter_map(|pair| Some(pair.split_once('=')?.0.trim().to_owned())).collect()
}

/// Whether a request was made from another site: by the browser's own word, else by its origin.
pub(super) fn cross_site(case: &Case, steps: &[Step], step: usize, here: &Exchange) -> bool {
    let headers = &here.request.headers;
    if let Some(said) = headers.first("sec-fetch-site") {
        return said.value == "cross-site";
    }
    let lead = steps.get(step).and_then(|step| steps.get(step.from?.step)?.exchange);
    let led = lead.and_then(|place| case.exchanges().get(place)).map(|there| there.url.value.as_str());
    let origin = headers.first("origin").or_else(|| headers.first("referer")).map(|from| from.value.as_str());
    let own = place(&here.url.value).map(|place| site(place.host));
    let from =
        origin.filter(|origin| *origin != "null").or(led).and_then(place).map(|place| site(place.host));
    from.is_some() && from != own
}

struct Journey<'a> {
    here: &'a Exchange,
    target: Place<'a>,
    cross_site: bool,
}

impl Journey<'_> {
    fn barrier(&self, cookie: &Cookie, there: &Exchange) -> Option<Barrier> {
        let set_by = place(&there.url.value)?;
        self.not_kept(cookie, &set_by)
            .or_else(|| self.not_for(cookie, &set_by))
            .or_else(|| self.not_now(cookie, there))
            .or_else(|| self.not_here(cookie, there))
    }

    /// Rules by which a browser does not keep it at all.
    fn not_kept(&self, cookie: &Cookie, set_by: &Place) -> Option<Barrier> {
        let same_site = cookie.same_site.as_deref();
        let host_prefix = cookie.name.starts_with("__Host-");
        let promised =
            cookie.secure && (!host_prefix || cookie.domain.is_none() && cookie.path.as_deref() == Some("/"));
        if cookie.size > LARGEST {
            Some(Barrier::Size)
        } else if (host_prefix || cookie.name.starts_with("__Secure-")) && !promised {
            Some(Barrier::Prefix)
        } else if same_site == Some("none") && !cookie.secure && self.is_chromium() {
            Some(Barrier::NoneWithoutSecure)
        } else {
            (cookie.secure && set_by.scheme == "http").then_some(Barrier::Secure)
        }
    }

    /// Rules by which it is for another place.
    fn not_for(&self, cookie: &Cookie, set_by: &Place) -> Option<Barrier> {
        let host = self.target.host.to_ascii_lowercase();
        let for_host = match &cookie.domain {
            Some(domain) => host == *domain || host.ends_with(&format!(".{domain}")),
            None => host == set_by.host.to_ascii_lowercase(),
        };
        let folder = set_by.path.rfind('/').filter(|end| *end > 0).and_then(|end| set_by.path.get(..end));
        let path = cookie.path.as_deref().or(folder).unwrap_or("/");
        if !for_host {
            Some(Barrier::Host)
        } else if !within(self.target.path, path) {
            Some(Barrier::Path)
        } else {
            (cookie.secure && self.target.scheme == "http").then_some(Barrier::Secure)
        }
    }

    /// Rules by which it does not go along with a request from another site.
    fn not_now(&self, cookie: &Cookie, there: &Exchange) -> Option<Barrier> {
        if !self.cross_site {
            return None;
        }
        let posts = !matches!(self.here.method(), "GET" | "HEAD");
        match cookie.same_site.as_deref() {
            Some("strict") => Some(Barrier::Strict),
            // With a request that opens no window it does not go along at all.
            Some("lax") => (posts || is_framed_by_another_site(self.here)).then_some(Barrier::Lax),
            Some("none") => None,
            _ => {
                let age = self.here.start().zip(there.start()).map(|(now, set)| now - set);
                let old = age.is_none_or(|age| age > GRACE);
                (posts && old && self.is_chromium()).then_some(Barrier::Unset)
            }
        }
    }

    /// Rules by which it stays under the top-level site that it was set under.
    fn not_here(&self, cookie: &Cookie, there: &Exchange) -> Option<Barrier> {
        let (framed, set_framed) = (is_framed_by_another_site(self.here), is_framed_by_another_site(there));
        match framed == set_framed {
            true => None,
            false if cookie.partitioned => Some(Barrier::Partition),
            false => framed.then_some(Barrier::ThirdParty),
        }
    }

    /// Firefox and Safari do not take a cookie without SameSite for Lax.
    fn is_chromium(&self) -> bool {
        let agent = self.here.request.headers.first("user-agent");
        agent.is_none_or(|agent| agent.value.contains("Chrom") || agent.value.contains("Edg"))
    }
}

/// Whether the browser loads it in a frame whose page is of another site, by the browser's own word.
pub fn is_framed_by_another_site(exchange: &Exchange) -> bool {
    let says = |name, what: &[&str]| {
        exchange.request.headers.first(name).is_some_and(|value| what.contains(&value.as_str()))
    };
    says("sec-fetch-dest", &["iframe", "frame"]) && says("sec-fetch-site", &["cross-site"])
}

/// RFC 6265, section 5.1.4.
fn within(path: &str, folder: &str) -> bool {
    let path = if path.is_empty() { "/" } else { path };
    path == folder
        || path.strip_prefix(folder).is_some_and(|rest| folder.ends_with('/') || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::LayerId;

    fn read(text: &str) -> Cookie {
        parse(&Spanned::new(text.to_owned(), Span::new(LayerId(0), 0..1))).unwrap()
    }

    #[test]
    fn attributes_are_read() {
        let cookie = read("a=b=c; Path=/x; Domain=.App.example; Secure; HttpOnly; SameSite=Lax; Max-Age=60");
        assert_eq!((cookie.name.as_str(), cookie.value.as_str()), ("a", "b=c"));
        assert_eq!((cookie.domain.as_deref(), cookie.path.as_deref()), (Some("app.example"), Some("/x")));
        assert!(cookie.secure && cookie.same_site.as_deref() == Some("lax"));
    }

    #[test]
    fn both_forms_of_a_date_are_read() {
        assert!(http_date("Mon, 23 Nov 2026 08:27:40 GMT").is_some());
        assert_eq!(http_date("Mon, 23-Nov-26 08:27:40 GMT"), http_date("Mon, 23 Nov 2026 08:27:40 GMT"));
        assert!(http_date("tomorrow").is_none());
    }

    #[test]
    fn a_cookie_that_says_both_ends_tells_the_time() {
        let cookie = read("s=1; expires=Mon, 23 Nov 2026 08:28:40 GMT; Max-Age=60");
        assert_eq!(cookie.written_at(), http_date("Mon, 23 Nov 2026 08:27:40 GMT"));
    }

    #[test]
    fn paths_match_whole_segments() {
        assert!(within("/a/b", "/a") && within("/a", "/a") && within("/ab", "/"));
        assert!(!within("/ab", "/a"));
    }
}
