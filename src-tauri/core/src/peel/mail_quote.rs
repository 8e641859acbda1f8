//! The lines of a mail reply, each with `> ` before it.

use super::form::{Bid, Form};
use super::unwrapped::Unwrapped;
use crate::case::{Case, Layer, LayerKind};
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "mail_quote",
    title: "Lines of a mail reply",
    example: "> PHNhbWxwOlJlc3BvbnNl\n> IElEPSJfMSI+",
    surest: 92,
    needs: b">",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    if layer.bytes.first() != Some(&b'>') && memchr::memmem::find(&layer.bytes, b"\n>").is_none() {
        return None;
    }
    let lines = || layer.bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let quoted = lines().filter(|line| is_quoted(line)).count();
    let all = lines().count();
    if quoted > 0 && quoted * 10 >= all * 9 {
        return Bid::new(92, "its lines start with >");
    }
    let words = layer.bytes.trim_ascii_start().first().is_some_and(u8::is_ascii_alphanumeric);
    if quoted >= 2 && words { Bid::new(12, "some of its lines start with >") } else { None }
}

fn is_quoted(line: &[u8]) -> bool {
    line.first() == Some(&b'>')
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let (span, name) = (layer.span(), layer.name.clone());
    let mut out = Unwrapped::default();
    let mut at = 0;
    for line in layer.bytes.split_inclusive(|byte| *byte == b'\n') {
        let marks = |byte: &&u8| matches!(byte, b'>' | b' ');
        let mark = if is_quoted(line) { line.iter().take_while(marks).count() } else { 0 };
        out.stretch(line, mark..line.len(), at);
        at += line.len();
    }
    case.crack(
        span,
        "mail-quote",
        "Its lines start with >, as in a mail reply; the marks were left aside.".to_owned(),
    );
    case.add_layer(LayerKind::Excerpt, &name, span, out.bytes, out.map).into_iter().collect()
}
