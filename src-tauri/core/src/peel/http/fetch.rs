//! A request copied as a script: `fetch(…)` for a browser or Node.js, or as Python's requests and the like write it.

use super::Copied;
use super::script::{Flavour, Literal, literals};
use crate::case::{Case, Layer, LayerKind};
use crate::peel::form::{Bid, Form};
use crate::peel::parameters;
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "fetch",
    title: "A request copied as fetch, or as another script",
    example: "fetch(\"https://sp.example/acs\", { \"body\": \"SAMLResponse=PHN…\", \"method\": \"POST\" });",
    surest: 95,
    needs: b"(",
    bid,
    open,
};

/// How such scripts start.
const STARTS: &[&[u8]] = &[
    b"fetch(",
    b"await fetch(",
    b"axios",
    b"requests.",
    b"import requests",
    b"const response = await fetch(",
    b"$.post(",
    b"$.ajax(",
];

fn bid(layer: &Layer) -> Option<Bid> {
    let text = layer.bytes.trim_ascii_start();
    if STARTS.iter().any(|start| text.starts_with(start)) {
        Bid::new(95, "starts with a call that sends a request")
    } else {
        None
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    exchange(literals(&layer.bytes, Flavour::Backslash)).open(case, id)
}

/// The exchange that literals tell of: the first address is where it was sent.
pub(super) fn exchange(literals: Vec<Literal>) -> Copied {
    let mut read = Copied { kind: Some(LayerKind::Quoted), ..Copied::default() };
    for Literal { name, value } in literals {
        let bare = name.trim_start_matches('-').to_ascii_lowercase();
        let is_address = value.out.bytes.starts_with(b"http");
        match bare.as_str() {
            "method" => read.method = Some(value),
            "body" | "data" => read.bodies.push(value),
            _ if is_address && read.url.is_none() => read.url = Some(value),
            _ if parameters::is_opened(&name) => read.parameters.push((name, value)),
            _ if parameters::tells(&value.out.bytes) => read.bodies.push(value),
            "authorization" | "dpop" => read.headers.push((name, value)),
            _ => {}
        }
    }
    read
}
