//! What an entry of a browser's log is worth, told from its bytes without reading all of it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;
use ssoscope_jose::Limits as JsonLimits;
use ssoscope_jose::json::{self, Value};

use super::selection::Weight;
use crate::limits::Limits;
use crate::peel::har::walk::Walk;
use crate::peel::{html_form, parameters};

/// What an entry is worth.
pub(super) struct Weighed {
    /// How much.
    pub(super) weight: Weight,
    /// The text of its answer, where that tells nothing.
    pub(super) leave_out: Option<Range<usize>>,
}

/// Hosts whose clocks may be read from the times in their answers: of each, the first answers are a sign.
#[derive(Default)]
pub(super) struct Hosts(HashMap<Vec<u8>, u8>);

/// Hosts, and answers of each.
const HOSTS: usize = 256;
const ANSWERS: u8 = 8;

impl Hosts {
    /// Whether this is one of the first answers of a URL's host.
    fn is_early(&mut self, url: &[u8]) -> bool {
        let rest = memmem::find(url, b"://").and_then(|at| url.get(at + 3..)).unwrap_or_default();
        let end = rest.iter().position(|byte| matches!(byte, b'/' | b'?' | b'#' | b'\\'));
        let host = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        if let Some(seen) = self.0.get_mut(host) {
            *seen = seen.saturating_add(1);
            return *seen <= ANSWERS;
        }
        let room = self.0.len() < HOSTS;
        if room {
            self.0.insert(host.to_vec(), 1);
        }
        room
    }
}

/// Weighs the entry that starts at `at`, and tells where it ends; nothing of one that breaks off.
pub(super) fn weigh(bytes: &[u8], at: usize, hosts: &mut Hosts) -> Option<(Weighed, usize)> {
    let (seen, end) = Seen::read(bytes, at);
    end.map(|end| (seen.weighed(hosts), end))
}

/// The parts of an entry that are looked at, as they are written, without their quotes.
#[derive(Default)]
struct Seen<'b> {
    bytes: &'b [u8],
    url: &'b [u8],
    post: &'b [u8],
    kind: &'b [u8],
    status: Option<u16>,
    answer_headers: &'b [u8],
    text: Option<Range<usize>>,
    media: &'b [u8],
    encoded: bool,
}

impl<'b> Seen<'b> {
    /// In one walk; and where the entry ends, unless it breaks off.
    fn read(bytes: &'b [u8], at: usize) -> (Self, Option<usize>) {
        let (mut seen, mut walk) = (Seen { bytes, ..Seen::default() }, Walk::at(bytes, at));
        if walk.enter() {
            while let Some(name) = walk.member() {
                match name {
                    b"_resourceType" => seen.kind = unquoted(walk.value()),
                    b"request" => seen.request(&mut walk),
                    b"response" => seen.response(&mut walk),
                    _ => drop(walk.skip()),
                }
            }
        }
        (seen, walk.end())
    }

    fn request(&mut self, walk: &mut Walk<'b>) {
        if !walk.enter() {
            return;
        }
        while let Some(name) = walk.member() {
            match name {
                b"url" => self.url = unquoted(walk.value()),
                b"postData" => self.post = walk.value(),
                _ => drop(walk.skip()),
            }
        }
    }

    fn response(&mut self, walk: &mut Walk<'b>) {
        if !walk.enter() {
            return;
        }
        while let Some(name) = walk.member() {
            match name {
                b"status" => self.status = number(walk.value()),
                b"headers" => self.answer_headers = walk.value(),
                b"content" => self.content(walk),
                _ => drop(walk.skip()),
            }
        }
    }

    fn content(&mut self, walk: &mut Walk<'b>) {
        if !walk.enter() {
            return;
        }
        while let Some(name) = walk.member() {
            match name {
                b"mimeType" => self.media = unquoted(walk.value()),
                b"text" => {
                    let at = walk.skip();
                    self.text = Some(at.start + 1..at.end.saturating_sub(1).max(at.start + 1));
                }
                _ => {
                    walk.skip();
                    self.encoded |= name == b"encoding";
                }
            }
        }
    }

    fn weighed(&self, hosts: &mut Hosts) -> Weighed {
        let early = hosts.is_early(self.url);
        let carries = self.carries();
        let told = if self.encoded { Weight::Nothing } else { self.told() };
        let weight = if carries || told == Weight::Message || self.sends_on_a_message() {
            Weight::Message
        } else {
            told.max(self.way(early))
        };
        let text = self.text.clone().filter(|text| !text.is_empty());
        let read = self.is_read(carries) || told > Weight::Nothing;
        let leave_out = text.filter(|text| !read || text.len() > Limits::TEXT_BYTES);
        Weighed { weight, leave_out }
    }

    /// Whether the request carries parameters of a sign-in.
    fn carries(&self) -> bool {
        let has_parameters = memchr::memchr2(b'?', b'#', self.url).is_some();
        has_parameters && parameters::tells(&unescaped(self.url)) || self.posts()
    }

    fn posts(&self) -> bool {
        if self.post.is_empty() {
            return false;
        }
        let (mut text, mut listed): (&[u8], &[u8]) = (&[], &[]);
        let mut walk = Walk::at(self.post, 0);
        walk.enter();
        while let Some(name) = walk.member() {
            match name {
                b"text" => text = unquoted(walk.value()),
                b"params" => listed = walk.value(),
                _ => drop(walk.skip()),
            }
        }
        if text.len() <= Limits::TEXT_BYTES && parameters::tells(&unescaped(text)) {
            return true;
        }
        let names = memmem::find_iter(listed, b"\"name\"").filter_map(|at| name_behind(listed, at + 6));
        names.take(Limits::EXCERPTS).any(parameters::is_telling_name)
    }

    /// Whether the answer sends the browser on with parameters of a sign-in.
    fn sends_on_a_message(&self) -> bool {
        if !self.redirects() {
            return false;
        }
        let headers = json::read(self.answer_headers, &JsonLimits::default());
        let listed = headers.root.as_ref().and_then(Value::array).unwrap_or_default();
        listed.iter().any(|header| {
            let text = |name| header.member(name).and_then(Value::text).map(|text| text.value.as_str());
            text("name").is_some_and(|name| name.eq_ignore_ascii_case("location"))
                && text("value").is_some_and(|value| parameters::tells(value.as_bytes()))
        })
    }

    fn redirects(&self) -> bool {
        self.status.is_some_and(|status| (300..400).contains(&status) && status != 304)
    }

    /// What the body of the answer tells.
    fn told(&self) -> Weight {
        let text = self.text.clone().and_then(|at| self.bytes.get(at)).unwrap_or_default();
        let start = without_blanks(text);
        if start.starts_with(b"eyJ") {
            return Weight::Message;
        }
        if start.starts_with(b"{") {
            return told_by_json(start);
        }
        let markup = [&b"<"[..], b"\\u003c", b"\\u003C"].iter().any(|sign| start.starts_with(sign));
        let named = || [&b"SAML"[..], b"id_token", b"wresult"].iter().any(|sign| holds(text, sign));
        match markup && named() && html_form::tells(&unescaped(text)) {
            true => Weight::Message,
            false => Weight::Nothing,
        }
    }

    /// Whether a person reads the body: where something failed, or where it answers a message.
    fn is_read(&self, carries: bool) -> bool {
        let failed = self.status.is_some_and(|status| status >= 400);
        let shown = failed || carries && self.status == Some(200);
        let words = self.media.is_empty()
            || [&b"text/html"[..], b"text/plain", b"application/json"]
                .iter()
                .any(|media| self.media.starts_with(media));
        let len = self.text.as_ref().map_or(0, Range::len);
        shown && words && len <= Limits::PAGE_BYTES
    }

    /// What the entry tells of the way there.
    fn way(&self, early: bool) -> Weight {
        let page = match self.kind {
            b"" => self.redirects() || self.media.starts_with(b"text/html"),
            kind => kind.eq_ignore_ascii_case(b"document"),
        };
        let asked = [&b""[..], b"xhr", b"fetch", b"preflight"].contains(&self.kind);
        let failed = asked && self.status.is_none_or(|status| status >= 400);
        if page {
            Weight::Page
        } else if failed || early || self.redirects() || self.sets_cookie() {
            Weight::Sign
        } else {
            Weight::Nothing
        }
    }

    fn sets_cookie(&self) -> bool {
        [&b"\"Set-Cookie\""[..], b"\"set-cookie\""].iter().any(|name| holds(self.answer_headers, name))
    }
}

/// Members of JSON that providers answer with; the second ones stand in other answers too.
const TELLING: &[&[u8]] = &[
    b"id_token",
    b"access_token",
    b"jwks_uri",
    b"kty\\\"",
    b"request_uri",
    b"redirect_uris",
    b"device_code",
    b"auth_req_id",
];
const HINTING: &[&[u8]] = &[b"\"error\\\"", b"\"sub\\\"", b"\"active\\\"", b"\"issuer\\\"", b"\"keys\\\""];

fn told_by_json(text: &[u8]) -> Weight {
    if TELLING.iter().any(|name| holds(text, name)) {
        Weight::Message
    } else if HINTING.iter().any(|name| holds(text, name)) {
        Weight::Sign
    } else {
        Weight::Nothing
    }
}

fn holds(text: &[u8], sign: &[u8]) -> bool {
    memmem::find(text, sign).is_some()
}

/// A text behind white space, which JSON may write in two letters.
fn without_blanks(mut text: &[u8]) -> &[u8] {
    loop {
        text = match text {
            [b' ' | b'\t' | b'\n' | b'\r', rest @ ..] | [b'\\', b'n' | b'r' | b't', rest @ ..] => rest,
            _ => return text,
        };
    }
}

/// A string's bytes between its quotes.
fn unquoted(text: &[u8]) -> &[u8] {
    let text = text.strip_prefix(b"\"").unwrap_or_default();
    text.strip_suffix(b"\"").unwrap_or(text)
}

/// A string's bytes, its escapes taken off where it has any.
fn unescaped(text: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'\\', text).is_none() {
        return Cow::Borrowed(text);
    }
    let quoted = [b"\"", text, b"\""].concat();
    let document = json::read(&quoted, &JsonLimits::default());
    let read = document.root.as_ref().and_then(Value::text).map(|text| text.value.clone().into_bytes());
    read.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The string behind a member's name.
fn name_behind(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let rest =
        bytes.get(at..)?.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start().strip_prefix(b"\"")?;
    rest.get(..memchr::memchr(b'"', rest)?)
}

fn number(text: &[u8]) -> Option<u16> {
    std::str::from_utf8(text).ok()?.parse().ok().filter(|number| *number > 0)
}
