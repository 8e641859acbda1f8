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
    pub(super) media: String,
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
        Some(Answer { written, decoded, media })
    }

    /// Which part of a sign-in it is, if it is one.
    pub(super) fn part(&self) -> Option<Part> {
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
}

/// Whether a media type is that of a text; pictures and scripts are in base64 too, and tell nothing.
fn is_text(media: &str) -> bool {
    matches!(media, "" | "text/html" | "text/plain" | "application/jwt" | "application/xhtml+xml")
        || media.ends_with("json")
}

fn decoded(text: &str) -> Option<String> {
    let short = text.len() <= Limits::PAGE_BYTES.saturating_mul(2);
    String::from_utf8(STANDARD.decode(text).ok().filter(|_| short)?).ok()
}
