//! A web page that shows metadata or a message, saved as a whole: what it shows is escaped in its source.

use super::excerpts;
use super::form::{Bid, Form};
use super::xml::is_page;
use crate::case::{Case, Layer};
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "page",
    title: "A web page that shows metadata or a message",
    example: "<!DOCTYPE html><html><body><pre>&lt;md:EntityDescriptor entityID=&quot;https://idp.example&quot;&gt;…</pre></body></html>",
    surest: 60,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    if is_page(layer.bytes.trim_ascii_start()) && excerpts::holds_some(&layer.bytes) {
        Bid::new(60, "a page with a message in its text")
    } else {
        None
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    excerpts::open(case, id)
}
