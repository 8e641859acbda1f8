//! JSON documents one a line (NDJSON), as logs are exported.

use ssoscope_jose::{Limits as JsonLimits, json as reader};

use crate::case::{Artefact, Case, Content, Layer};
use crate::limits::Limits;
use crate::peel::form::{Bid, Form};
use crate::peel::http::lines;
use crate::peel::json;
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "ndjson",
    title: "JSON, one document a line",
    example: "{\"eventType\":\"user.authentication.sso\",…}\n{\"eventType\":\"user.session.start\",…}",
    surest: 84,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    if begins(&layer.bytes) { Bid::new(84, "an object on each line") } else { None }
}

/// Whether a text begins with two lines of an object each.
pub(in crate::peel) fn begins(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii();
    let lines = memchr::memchr(b'\n', bytes).and_then(|end| bytes.split_at_checked(end));
    lines.is_some_and(|(first, rest)| {
        json::starts(first)
            && bytes.first() == Some(&b'{')
            && first.trim_ascii_end().last() == Some(&b'}')
            && rest.trim_ascii_start().first() == Some(&b'{')
    })
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let all: Vec<Span> = lines(&layer.bytes, 0)
        .filter(|line| {
            layer.bytes.get(line.clone()).is_some_and(|text| text.trim_ascii_start().first() == Some(&b'{'))
        })
        .map(|line| Span::new(id, line.start as u32..line.end as u32))
        .take(Limits::EXCERPTS)
        .collect();
    let mut opened = Vec::new();
    for at in all {
        case.artefacts.push(Artefact { at, content: Content::Json });
        let document = reader::read(case.bytes(at), &JsonLimits::default());
        opened.extend(json::open_strings(case, at, &document));
    }
    opened
}
