//! A network log of a few exchanges (HAR 1.2), as a browser or a proxy in front of a server keeps it.

use chrono::{DateTime, Utc};

use crate::instant::{plus, stamp};
use crate::json::Json;

/// One exchange, before it is written.
pub(crate) struct Exchange {
    method: &'static str,
    url: String,
    sent: Option<String>,
    status: i64,
    location: Option<String>,
    challenge: Option<String>,
    media: &'static str,
    body: String,
}

impl Exchange {
    /// The browser asks for a page.
    pub(crate) fn get(url: impl Into<String>) -> Self {
        Exchange {
            method: "GET",
            url: url.into(),
            sent: None,
            status: 200,
            location: None,
            challenge: None,
            media: "text/html",
            body: String::new(),
        }
    }

    /// It is sent on to another URL.
    pub(crate) fn redirects(self, location: impl Into<String>) -> Self {
        Exchange { status: 302, location: Some(location.into()), ..self }
    }

    /// It is answered with a page.
    pub(crate) fn page(self, status: i64, text: &str) -> Self {
        let body = format!("<html><body><h1>Something went wrong</h1><p>{text}</p></body></html>");
        Exchange { status, body, ..self }
    }

    /// It is answered with JSON.
    pub(crate) fn json(self, status: i64, body: impl Into<String>) -> Self {
        Exchange { status, media: "application/json", body: body.into(), ..self }
    }

    /// An API refuses the access token.
    pub(crate) fn refuses(self, challenge: &str) -> Self {
        let json = self.json(401, "{}");
        Exchange { challenge: Some(challenge.to_owned()), ..json }
    }

    fn entry(&self, at: DateTime<Utc>) -> Json {
        let header =
            |name: &str, value: &str| Json::Object(vec![("name", name.into()), ("value", value.into())]);
        let location = self.location.iter().map(|url| header("Location", url));
        let challenge = self.challenge.iter().map(|says| header("WWW-Authenticate", says));
        let headers = location.chain(challenge).collect();
        let mut request = vec![
            ("method", self.method.into()),
            ("url", self.url.clone().into()),
            ("headers", Json::List(Vec::new())),
        ];
        if let Some(sent) = &self.sent {
            request.push(("postData", Json::Object(vec![("text", sent.clone().into())])));
        }
        let content = vec![("mimeType", self.media.into()), ("text", self.body.clone().into())];
        let response = vec![
            ("status", self.status.into()),
            ("headers", Json::List(headers)),
            ("content", Json::Object(content)),
        ];
        Json::Object(vec![
            ("startedDateTime", stamp(at, false).into()),
            ("time", 40.into()),
            ("request", Json::Object(request)),
            ("response", Json::Object(response)),
        ])
    }
}

/// The log, one exchange a second, the last one at `end`.
pub(crate) fn log(end: DateTime<Utc>, exchanges: &[Exchange]) -> String {
    let first = exchanges.len() as i64 - 1;
    let entries = exchanges.iter().zip(0_i64..).map(|(exchange, at)| exchange.entry(plus(end, at - first)));
    let log = vec![("version", "1.2".into()), ("entries", Json::List(entries.collect()))];
    Json::Object(vec![("log", Json::Object(log))]).pretty()
}
