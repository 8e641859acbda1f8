//! Lines of a web server's access log: `"GET /sso?SAMLRequest=… HTTP/1.1" 302`, and IIS's with its fields named above.

use std::ops::Range;

use super::{Copied, Piece, lines};
use crate::case::{Artefact, Case, Content, Layer};
use crate::exchange::Source;
use crate::instant::Seen;
use crate::limits::Limits;
use crate::peel::form::{Bid, Form};
use crate::peel::{beside, excerpts, parameters};
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "access_log",
    title: "Lines of a web server's access log",
    example: "203.0.113.7 - - [23/Nov/2026:08:02:11 +0000] \"GET /sso?SAMLRequest=fZ… HTTP/1.1\" 302 0",
    surest: 93,
    needs: b" ",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    begins(&layer.bytes)
}

/// Whether a text begins like an access log, and why.
pub(in crate::peel) fn begins(bytes: &[u8]) -> Option<Bid> {
    let head = bytes.get(..HEAD.min(bytes.len()))?;
    if head.starts_with(b"#Software: Microsoft Internet Information") || head.starts_with(b"#Fields: ") {
        return Bid::new(93, "it names the fields of an access log");
    }
    let first = bytes.trim_ascii_start().first()?;
    let starts = first.is_ascii_alphanumeric() || matches!(first, b'[' | b':');
    let line = || lines(bytes, 0).take(LINES).any(|line| quoted_request(bytes, line).is_some());
    if starts && memchr::memmem::find(head, b" HTTP/").is_some() && line() {
        Bid::new(90, "its lines hold requests in quotes")
    } else {
        None
    }
}

/// Bytes and lines at the start that are looked at.
const HEAD: usize = 64 << 10;
const LINES: usize = 50;

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let bytes = &layer.bytes;
    let mut fields: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for (number, line) in lines(bytes, 0).enumerate() {
        let number = layer.kept.as_ref().map_or(number as u64, |kept| kept.item(line.start as u32));
        let text = bytes.get(line.clone()).unwrap_or_default();
        if let Some(names) = text.strip_prefix(b"#Fields: ") {
            fields = String::from_utf8_lossy(names).split_ascii_whitespace().map(str::to_owned).collect();
        } else if text.first() != Some(&b'#') {
            let read =
                if fields.is_empty() { common(bytes, line, id) } else { iis(bytes, line, &fields, id) };
            let source = Some(Source::LogLine { line: number.try_into().unwrap_or(u32::MAX) });
            found.extend(read.map(|read| Copied { source, ..read }));
        }
        if found.len() >= Limits::EXCERPTS {
            break;
        }
    }
    let beside = beside(layer);
    let mut opened: Vec<LayerId> = found.into_iter().flat_map(|exchange| exchange.open(case, id)).collect();
    if let Some(at) = beside.says {
        case.artefacts.push(Artefact { at, content: Content::LogText });
    }
    opened.extend(excerpts::open_in(case, id, beside.stretches));
    opened
}

/// What stands between the requests: lines of the application itself, a stack, a configuration.
struct Beside {
    /// All of it, where words stand there that tell of a failure.
    says: Option<Span>,
    stretches: Vec<Range<usize>>,
}

fn beside(layer: &Layer) -> Beside {
    let bytes = &layer.bytes;
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let fields = layer.kept.is_some() || bytes.starts_with(b"#") || !beside::is_given(layer);
    let others = lines(bytes, 0).filter(|line| quoted_request(bytes, line.clone()).is_none());
    for line in others.filter(|line| !fields && !line.is_empty()) {
        match stretches.last_mut().filter(|before| before.end + 2 >= line.start) {
            Some(before) => before.end = line.end,
            None => stretches.push(line),
        }
    }
    // Where line breaks became something else, all of it is one line.
    let one_line = !fields && lines(bytes, 0).filter(|line| !line.is_empty()).nth(1).is_none();
    let tells = (one_line || !stretches.is_empty())
        && bytes.len() <= Limits::PAGE_BYTES
        && !layer.error_texts().is_empty();
    Beside { says: tells.then(|| layer.span()), stretches }
}

/// Method and target of a request in quotes.
fn quoted_request(bytes: &[u8], line: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let text = bytes.get(line.clone())?;
    let version = memchr::memmem::find(text, b" HTTP/")?;
    let open = memchr::memrchr(b'"', text.get(..version)?)?;
    let method = memchr::memchr(b' ', text.get(open..version)?)?;
    let letters = text.get(open + 1..open + method)?;
    let upper = !letters.is_empty() && letters.iter().all(u8::is_ascii_uppercase);
    upper.then(|| {
        (
            line.start + open + 1..line.start + open + method,
            line.start + open + method + 1..line.start + version,
        )
    })
}

fn common(bytes: &[u8], line: Range<usize>, id: LayerId) -> Option<Copied> {
    let (method, target) = quoted_request(bytes, line.clone())?;
    let url = Piece::plain(bytes, target);
    parameters::tells(&url.out.bytes).then(|| Copied {
        method: Some(Piece::plain(bytes, method)),
        url: Some(url),
        seen: time(bytes, line, id),
        ..Copied::default()
    })
}

/// The time in brackets, as Apache and nginx write it.
fn time(bytes: &[u8], line: Range<usize>, id: LayerId) -> Option<Seen> {
    let text = bytes.get(line.clone())?;
    let open = memchr::memchr(b'[', text)? + 1;
    let close = open + memchr::memchr(b']', text.get(open..)?)?;
    let written = std::str::from_utf8(text.get(open..close)?).ok()?;
    let at = chrono::DateTime::parse_from_str(written, "%d/%b/%Y:%H:%M:%S %z").ok()?.to_utc();
    let span = Span::new(id, (line.start + open) as u32..(line.start + close) as u32);
    Some(Seen { at, span, called: "the access log" })
}

/// A line of IIS (W3C Extended Log File Format), whose query stands apart from the path.
fn iis(bytes: &[u8], line: Range<usize>, fields: &[String], id: LayerId) -> Option<Copied> {
    let mut at = line.start;
    let columns: Vec<Range<usize>> = bytes
        .get(line.clone())?
        .split(|byte| *byte == b' ')
        .map(|column| {
            at += column.len() + 1;
            at - column.len() - 1..at - 1
        })
        .collect();
    let column =
        |name: &str| fields.iter().position(|field| field == name).and_then(|at| columns.get(at)).cloned();
    let text = |range: Range<usize>| bytes.get(range).map(|text| String::from_utf8_lossy(text).into_owned());
    let query =
        column("cs-uri-query").filter(|query| bytes.get(query.clone()).is_some_and(parameters::tells))?;
    let (day, hour) = (column("date")?, column("time")?);
    let written = format!("{}T{}Z", text(day.clone())?, text(hour.clone())?);
    let seen = chrono::DateTime::parse_from_rfc3339(&written).ok().map(|at| Seen {
        at: at.to_utc(),
        span: Span::new(id, day.start as u32..hour.end as u32),
        called: "the access log",
    });
    let method = column("cs-method").map(|method| Piece::plain(bytes, method));
    Some(Copied { method, bodies: vec![Piece::plain(bytes, query)], seen, ..Copied::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_with_their_times() {
        let line = b"203.0.113.7 - - [23/Nov/2026:08:02:11 +0100] \"GET /sso?SAMLRequest=fZ HTTP/1.1\" 302 0 \"-\" \"curl\"";
        let read = common(line, 0..line.len(), LayerId(0)).unwrap();
        assert_eq!(read.url.unwrap().text(), "/sso?SAMLRequest=fZ");
        assert_eq!(crate::instant::stamp(read.seen.unwrap().at), "2026-11-23T07:02:11Z");
        let fields = ["date", "time", "cs-method", "cs-uri-stem", "cs-uri-query"].map(str::to_owned);
        let line = b"2026-11-23 08:02:11 GET /adfs/ls SAMLRequest=fZ&RelayState=x";
        let read = iis(line, 0..line.len(), &fields, LayerId(0)).unwrap();
        assert_eq!(
            (read.bodies[0].text(), read.method.unwrap().text()),
            ("SAMLRequest=fZ&RelayState=x".to_owned(), "GET".to_owned())
        );
    }
}
