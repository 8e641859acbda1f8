//! One HTTP request and its answer, as far as a capture shows them.

use chrono::{DateTime, TimeDelta, Utc};

use crate::case::Role;
use crate::instant::Seen;
use crate::limits::Limits;
use crate::span::{LayerId, Span, Spanned};

/// An HTTP request and its answer. What a capture does not tell is absent; nothing is made up.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// Where all of it is written.
    pub at: Span,
    /// Which kind of capture tells of it, and which of its entries.
    pub source: Source,
    /// Whether its paste is examined or vouched for.
    pub role: Role,
    /// The method, such as `POST`.
    pub method: Option<Spanned<String>>,
    /// The whole URL with query and fragment, where the capture has them; a path where it has no more.
    pub url: Spanned<String>,
    /// The version of the protocol as it is written, such as `HTTP/2`.
    pub version: Option<String>,
    /// What the browser sent.
    pub request: Part,
    /// What came back.
    pub answer: Part,
    /// The status of the answer; absent where none came.
    pub status: Option<Spanned<u16>>,
    /// The words beside the status, where there are some.
    pub reason: Option<Spanned<String>>,
    /// When the request was started, by the clock of the machine that captured it.
    pub started: Option<Seen>,
    /// How long its parts took.
    pub timings: Timings,
    /// What the browser loaded it for, and in which page.
    pub purpose: Purpose,
}

/// Where an exchange was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// An entry of a HAR, counted from 0 in the order of the file.
    Har {
        /// Its place in `entries`.
        entry: u32,
    },
    /// A line of a web server's access log, counted from 0.
    LogLine {
        /// Its number.
        line: u32,
    },
    /// A request that somebody copied: cURL, fetch, PowerShell, or as it goes over the wire.
    Copied,
    /// An entry of another tool's capture: SAML-tracer, Fiddler, net-export.
    Tool {
        /// Its place in the capture, counted from 0.
        entry: u32,
    },
}

/// One half of an exchange: its headers and its body.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// The headers, as far as they are kept.
    pub headers: Headers,
    /// The body, where there is one.
    pub body: Option<Body>,
}

/// A body: where it is written, and what is known of it without reading it.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// Its text as it stands in the capture, escapes and all; absent where the capture left it out.
    pub at: Option<Span>,
    /// How the capture wrote the text.
    pub written: Written,
    /// The layer that holds it readable, where it was opened.
    pub layer: Option<LayerId>,
    /// Its size in bytes, as the capture tells it.
    pub size: Option<u64>,
    /// Its media type, such as `text/html`, without parameters.
    pub media_type: Option<String>,
}

/// How a capture wrote a body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Written {
    /// As it is.
    #[default]
    Plain,
    /// As a JSON string.
    Json,
    /// As a JSON string of base64 text.
    JsonBase64,
}

/// The headers of one half: those that tell of a sign-in, and a measure of all.
#[derive(Clone, Debug, Default)]
pub struct Headers {
    kept: Vec<Header>,
    /// How many there are, the ones that are not kept too.
    pub count: u32,
    /// How many bytes all of them have together, as they are written: name, colon, space, value, line end.
    pub bytes: u64,
}

/// A header that is kept.
#[derive(Clone, Debug)]
pub struct Header {
    /// Its name, in lower case.
    pub name: &'static str,
    /// Its value and where that is written.
    pub value: Spanned<String>,
}

/// The headers that are kept; of any other only the size counts.
const KEPT: &[&str] = &[
    "access-control-allow-credentials",
    "access-control-allow-origin",
    "access-control-request-method",
    "age",
    "authorization",
    "cache-control",
    "content-length",
    "content-security-policy",
    "content-type",
    "cookie",
    "date",
    "forwarded",
    "host",
    "location",
    "origin",
    "referer",
    "retry-after",
    "sec-fetch-dest",
    "sec-fetch-mode",
    "sec-fetch-site",
    "sec-fetch-user",
    "server",
    "set-cookie",
    "user-agent",
    "via",
    "www-authenticate",
    "x-cache",
    "x-forwarded-host",
    "x-forwarded-port",
    "x-forwarded-proto",
    "x-frame-options",
    "x-jws-signature",
];

impl Headers {
    /// Takes a header; keeps it where it tells of a sign-in and limits allow.
    pub fn add(&mut self, name: &str, value: &str, at: Span) {
        self.count += 1;
        self.bytes += (name.len() + value.len() + 4) as u64;
        let known = KEPT.iter().find(|known| known.eq_ignore_ascii_case(name));
        let (Some(name), true) = (known, self.kept.len() < Limits::HEADERS) else { return };
        // Some browsers join several Set-Cookie headers by line feeds.
        let lines = value.split('\n').filter(|line| *name == "set-cookie" || line.len() == value.len());
        let before = self.kept.len();
        self.kept.extend(lines.map(|line| Header { name, value: Spanned::new(cut(line), at) }));
        if self.kept.len() == before {
            self.kept.push(Header { name, value: Spanned::new(cut(value), at) });
        }
    }

    /// The first header of a name in lower case.
    pub fn first(&self, name: &str) -> Option<&Spanned<String>> {
        self.kept.iter().find(|header| header.name == name).map(|header| &header.value)
    }

    /// Every header of a name in lower case.
    pub fn all<'h>(&'h self, name: &'h str) -> impl Iterator<Item = &'h Spanned<String>> {
        self.kept.iter().filter(move |header| header.name == name).map(|header| &header.value)
    }

    /// Whether the capture tells of no header at all.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

/// A value as long as is kept of one.
fn cut(value: &str) -> String {
    let fits = |end: usize| value.get(..end);
    let kept = (0..4).find_map(|less| fits(Limits::HEADER_BYTES.min(value.len()).saturating_sub(less)));
    kept.unwrap_or_default().to_owned()
}

/// How long the parts of an exchange took, in milliseconds; absent where the capture does not tell.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timings {
    /// From the start to the end of the answer.
    pub total: Option<f64>,
    /// From the start until the request was on its way: queueing, name, connection, TLS, sending.
    pub before_wait: Option<f64>,
    /// From the sent request to the first byte of the answer.
    pub wait: Option<f64>,
}

/// What the browser loaded something for.
#[derive(Clone, Debug, Default)]
pub struct Purpose {
    /// The page of the capture that it belongs to.
    pub page: Option<String>,
    /// What kind of thing the browser takes it for: `document`, `xhr`, `script` …
    pub kind: Option<String>,
    /// Whether it came out of the browser's cache, so that no server saw it.
    pub from_cache: bool,
    /// What the browser says went wrong, such as `net::ERR_CERT_DATE_INVALID`.
    pub error: Option<Spanned<String>>,
}

impl Exchange {
    /// An exchange of which no more than its URL is known.
    pub fn new(source: Source, role: Role, url: Spanned<String>, at: Span) -> Self {
        Exchange {
            at,
            source,
            role,
            method: None,
            url,
            version: None,
            request: Part::default(),
            answer: Part::default(),
            status: None,
            reason: None,
            started: None,
            timings: Timings::default(),
            purpose: Purpose::default(),
        }
    }

    /// The method, `GET` where the capture does not tell.
    pub fn method(&self) -> &str {
        self.method.as_ref().map_or("GET", |method| method.value.as_str())
    }

    /// The URL without query and fragment.
    pub fn address(&self) -> &str {
        self.url.value.split(['?', '#']).next().unwrap_or_default()
    }

    /// The status, 0 where no answer came.
    pub fn status(&self) -> u16 {
        self.status.as_ref().map_or(0, |status| status.value)
    }

    /// Where the answer sends the browser, where it does.
    pub fn redirect(&self) -> Option<&Spanned<String>> {
        let sends = matches!(self.status(), 301 | 302 | 303 | 307 | 308);
        self.answer.headers.first("location").filter(|_| sends)
    }

    /// When it was started.
    pub fn start(&self) -> Option<DateTime<Utc>> {
        self.started.as_ref().map(|seen| seen.at)
    }

    /// When its last byte had come; its start where the capture does not tell.
    pub fn end(&self) -> Option<DateTime<Utc>> {
        Some(self.start()? + millis(self.timings.total.unwrap_or(0.0)))
    }
}

/// Milliseconds as a stretch of time; nothing for what is no number or longer than a day.
pub fn millis(ms: f64) -> TimeDelta {
    const DAY: f64 = 86_400_000.0;
    if ms.is_finite() && (0.0..DAY).contains(&ms) {
        TimeDelta::microseconds((ms * 1000.0) as i64)
    } else {
        TimeDelta::zero()
    }
}
