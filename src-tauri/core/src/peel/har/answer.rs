//! The body of an answer as the browser keeps it: a text, or the base64 of one.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ssoscope_jose::json::{Text, Value};

use super::entry::Part;
use super::read::media_type;
use crate::limits::Limits;
use crate::peel::html_form;

/// The body of an answer that is text.
pub(super) struct Answer<'e> {
    /// As the log has it.
    pub(super) written: &'e Text,
    /// What base64 stands for, where the log has that.
    pub(super) decoded: Option<String>,
    /// Its media type without parameters, empty where it is not told.
    media: String,
    status: Option<u16>,
}

/// Members of the JSON that providers answer with.
const TELLING: &[&str] = &[
    "\"id_token\"",
    "\"access_token\"",
    "\"keys\"",
    "\"issuer\"",
    "\"error\"",
    "\"sub\"",
    "\"active\"",
    "\"request_uri\"",
    "\"redirect_uris\"",
    "\"device_code\"",
    "\"auth_req_id\"",
];

impl<'e> Answer<'e> {
    /// Of an answer (HAR 1.2, "content"); `None` where nothing of its body is kept, or no text.
    pub(super) fn of(response: &'e Value) -> Option<Self> {
        let content = response.member("content")?;
        let written = content.member("text")?.text().filter(|text| !text.value.is_empty())?;
        let media = content.member("mimeType").and_then(Value::text).map(|media| media_type(&media.value));
        let media = media.unwrap_or_default();
        let decoded = match content.member("encoding").and_then(Value::text) {
            None => None,
            Some(encoding) if encoding.value == "base64" && is_text(&media) => Some(decoded(&written.value)?),
            Some(_) => return None,
        };
        let status = response.member("status").and_then(Value::number);
        Some(Answer { written, decoded, media, status: status.and_then(|status| status.parse().ok()) })
    }

    /// Which part of a sign-in it is, if it is one; `carries` says whether its request carries a message.
    pub(super) fn part(&self, carries: bool) -> Option<Part> {
        self.holds().or_else(|| self.is_read(carries).then_some(Part::Words))
    }

    fn holds(&self) -> Option<Part> {
        let text = self.decoded.as_deref().unwrap_or(&self.written.value);
        let start = text.trim_start();
        if start.starts_with('{') {
            return TELLING.iter().any(|name| text.contains(name)).then_some(Part::Answer);
        }
        if start.starts_with("eyJ") {
            return Some(Part::Token);
        }
        (start.starts_with('<') && html_form::tells(text.as_bytes())).then_some(Part::Page)
    }

    /// Whether it is a page that a person reads where something failed, or that answers a message.
    fn is_read(&self, carries: bool) -> bool {
        let ends = |status: u16| status >= 400 || carries && status == 200;
        READ.contains(&self.media.as_str()) && self.status.is_some_and(ends)
    }
}

/// Media types of what a person reads.
const READ: &[&str] = &["", "text/html", "text/plain", "application/json"];

/// Whether a media type is that of a text; pictures and scripts are in base64 too, and tell nothing.
fn is_text(media: &str) -> bool {
    matches!(media, "" | "text/html" | "text/plain" | "application/jwt" | "application/xhtml+xml")
        || media.ends_with("json")
}

fn decoded(text: &str) -> Option<String> {
    let short = Some(text).filter(|text| text.len() <= 2 * Limits::PAGE_BYTES)?;
    String::from_utf8(STANDARD.decode(short).ok()?).ok()
}
