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
    let bytes = layer.bytes.trim_ascii();
    if bytes.first() != Some(&b'{') {
        return None;
    }
    let end = memchr::memchr(b'\n', bytes)?;
    let first = bytes.get(..end)?.trim_ascii_end();
    let second = bytes.get(end + 1..)?.trim_ascii_start();
    if first.last() == Some(&b'}') && second.first() == Some(&b'{') {
        Bid::new(84, "an object on each line")
    } else {
        None
    }
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
