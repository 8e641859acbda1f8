//! A browser's network log (HAR 1.2), entry by entry, as a browser with sensitive data would save it.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::instant::stamp;

/// A network log.
pub(crate) struct Log {
    start: DateTime<Utc>,
    pub(crate) entries: Vec<Entry>,
}

/// One request and its answer.
#[derive(Clone)]
pub(crate) struct Entry {
    /// Milliseconds after the start of the log.
    pub(crate) at: i64,
    /// Seconds by which the server's clock is ahead.
    pub(crate) ahead: i64,
    pub(crate) method: &'static str,
    pub(crate) url: String,
    pub(crate) status: u16,
    pub(crate) sent: Vec<(&'static str, String)>,
    pub(crate) got: Vec<(&'static str, String)>,
    pub(crate) form: Option<String>,
    pub(crate) page: String,
}

impl Entry {
    /// A page that the browser opens.
    pub(crate) fn get(at: i64, url: impl Into<String>, status: u16) -> Self {
        let sent = vec![
            ("Sec-Fetch-Dest", "document".to_owned()),
            ("User-Agent", "Mozilla/5.0 Chrome/156.0".to_owned()),
        ];
        let (got, page) = (Vec::new(), String::new());
        Entry { at, ahead: 0, method: "GET", url: url.into(), status, sent, got, form: None, page }
    }

    /// A form that the browser sends.
    pub(crate) fn post(at: i64, url: impl Into<String>, form: impl Into<String>, status: u16) -> Self {
        Entry { method: "POST", form: Some(form.into()), ..Entry::get(at, url, status) }
    }

    /// A header of the request.
    pub(crate) fn sends(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.sent.push((name, value.into()));
        self
    }

    /// A header of the answer.
    pub(crate) fn gets(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.got.push((name, value.into()));
        self
    }

    /// The answer sends the browser on.
    pub(crate) fn to(self, location: impl Into<String>) -> Self {
        self.gets("Location", location)
    }

    /// The page of the answer.
    pub(crate) fn shows(mut self, page: impl Into<String>) -> Self {
        self.page = page.into();
        self
    }

    /// It was sent by a page of another site.
    pub(crate) fn from(self, origin: &str) -> Self {
        self.sends("Origin", origin).sends("Sec-Fetch-Site", "cross-site")
    }

    /// The server's clock is ahead by so many seconds.
    pub(crate) fn ahead(mut self, seconds: i64) -> Self {
        self.ahead = seconds;
        self
    }

    fn value(&self, start: DateTime<Utc>) -> Value {
        let started = start + TimeDelta::milliseconds(self.at);
        let date = started + TimeDelta::milliseconds(30) + TimeDelta::seconds(self.ahead);
        let mut got = vec![("Date", date.format("%a, %d %b %Y %H:%M:%S GMT").to_string())];
        got.extend(self.got.iter().cloned());
        let mut request = json!({
            "method": self.method, "url": self.url, "httpVersion": "HTTP/2",
            "headers": headers(&self.sent), "queryString": [], "cookies": [], "headersSize": -1,
            "bodySize": self.form.as_ref().map_or(0, String::len),
        });
        if let (Some(form), Some(object)) = (&self.form, request.as_object_mut()) {
            let body = json!({ "mimeType": "application/x-www-form-urlencoded", "text": form });
            object.insert("postData".to_owned(), body);
        }
        json!({
            "startedDateTime": stamp(started, true), "time": 60, "_resourceType": "document",
            "request": request,
            "response": {
                "status": self.status, "statusText": "", "httpVersion": "HTTP/2", "headers": headers(&got), "cookies": [],
                "content": { "size": self.page.len(), "mimeType": "text/html", "text": self.page },
                "redirectURL": "", "headersSize": -1, "bodySize": self.page.len(),
            },
            "cache": {},
            "timings": { "blocked": 1, "dns": -1, "connect": -1, "ssl": -1, "send": 1, "wait": 50, "receive": 8 },
        })
    }
}

fn headers(headers: &[(&'static str, String)]) -> Vec<Value> {
    headers.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect()
}

impl Log {
    /// A log whose times count from `start`.
    pub(crate) fn new(start: DateTime<Utc>, entries: Vec<Entry>) -> Self {
        Log { start, entries }
    }

    /// An entry, to change it.
    pub(crate) fn entry(&mut self, place: usize) -> &mut Entry {
        &mut self.entries[place]
    }

    /// Ends the log behind an entry.
    pub(crate) fn until(mut self, place: usize) -> Self {
        self.entries.truncate(place + 1);
        self
    }

    /// Ends the log with an entry that is refused, with a page that says so.
    pub(crate) fn refused(&mut self, place: usize, status: u16, words: &str) {
        self.entries.truncate(place + 1);
        let answer = self.entry(place);
        answer.status = status;
        answer.got.retain(|(name, _)| *name != "Location");
        answer.page = error_page(words);
    }

    /// Ends the log with an entry that is asked for in a frame, and whose answer forbids frames.
    pub(crate) fn framed(&mut self, place: usize) {
        self.entries.truncate(place + 1);
        let asked = self.entry(place);
        asked.status = 200;
        asked.got = vec![("X-Frame-Options", "DENY".to_owned())];
        "iframe".clone_into(&mut asked.sent[0].1);
        "<form><input type=password></form>".clone_into(&mut asked.page);
    }

    /// Ends the log with an entry that the proxy before the application answers, because the application does not.
    pub(crate) fn bad_gateway(&mut self, place: usize) {
        self.refused(place, 502, "502 Bad Gateway");
        self.entry(place).got.push(("Server", "nginx".to_owned()));
    }

    /// The browser leaves the cookies out of an entry.
    pub(crate) fn without_cookie(&mut self, place: usize) {
        self.entry(place).sent.retain(|(name, _)| *name != "Cookie");
    }

    /// Puts another entry at the end.
    pub(crate) fn then(mut self, entry: Entry) -> Self {
        self.entries.push(entry);
        self
    }

    /// The document.
    pub(crate) fn document(&self) -> String {
        let entries: Vec<Value> = self.entries.iter().map(|entry| entry.value(self.start)).collect();
        let log = json!({ "log": {
            "version": "1.2", "creator": { "name": "WebInspector", "version": "537.36" }, "pages": [], "entries": entries,
        } });
        format!("{log:#}\n")
    }
}

/// A page that says that something went wrong.
pub(crate) fn error_page(words: &str) -> String {
    format!(
        "<html><head><title>Error</title></head><body><h1>Sign-in failed</h1><p>{words}</p></body></html>"
    )
}

/// What an application says of somebody whom it has no account for.
pub(crate) const NO_ACCOUNT: &str =
    "There is no account for you in this application. Ask your administrator.";
