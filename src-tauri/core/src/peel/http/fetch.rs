//! A request copied as a script: `fetch(…)` for a browser or Node.js, or as Python's requests and the like write it.

use super::script::{Flavour, Literal, literals};
use super::{Copied, open_list};
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
    open_all(case, id, Flavour::Backslash)
}

/// Opens the calls of a script, of which browsers copy a whole list.
pub(super) fn open_all(case: &mut Case, id: LayerId, flavour: Flavour) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let mut calls: Vec<Vec<Literal>> = vec![Vec::new()];
    for literal in literals(&layer.bytes, flavour) {
        let begun = calls.last().is_some_and(|call| call.iter().any(is_address));
        match calls.last_mut().filter(|_| !(begun && literal.opens_call && is_address(&literal))) {
            Some(call) => call.push(literal),
            None => calls.push(vec![literal]),
        }
    }
    let all: Vec<Copied> = calls.into_iter().map(exchange).collect();
    open_list(case, id, all)
}

fn is_address(literal: &Literal) -> bool {
    literal.value.out.bytes.starts_with(b"http")
}

/// The exchange that literals tell of: the first address is where it was sent.
fn exchange(literals: Vec<Literal>) -> Copied {
    let mut read = Copied { kind: Some(LayerKind::Quoted), ..Copied::default() };
    for literal in literals {
        let is_address = is_address(&literal);
        let Literal { name, value, .. } = literal;
        let bare = name.trim_start_matches('-').to_ascii_lowercase();
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

#[cfg(test)]
mod tests {
    use crate::{Paste, peel};

    fn sent(text: &str) -> Vec<(String, String, bool)> {
        let case = peel::peel(vec![Paste::capture("copied", text)]);
        let told = case.exchanges().iter().map(|exchange| {
            let body = exchange.request.body.as_ref();
            (
                exchange.method().to_owned(),
                exchange.url.value.clone(),
                body.is_some_and(|body| body.layer.is_some()),
            )
        });
        told.collect()
    }

    /// What a browser copies of all requests at once.
    #[test]
    fn each_call_of_a_list_is_a_request_of_its_own() {
        let expected = [
            ("GET", "https://idp.example/sso?SAMLRequest=fZ", false),
            ("POST", "https://sp.example/acs", true),
        ];
        let expected: Vec<(String, String, bool)> =
            expected.map(|(method, url, body)| (method.to_owned(), url.to_owned(), body)).into();
        let fetches = "fetch(\"https://idp.example/sso?SAMLRequest=fZ\", {\n  \"headers\": { \"referer\": \"https://sp.example/\" },\n  \"body\": null,\n  \"method\": \"GET\"\n}) ;\nfetch(\"https://sp.example/acs\", {\n  \"headers\": { \"origin\": \"https://idp.example\" },\n  \"body\": \"SAMLResponse=PHNhbWxwOlJlc3BvbnNl\",\n  \"method\": \"POST\"\n});";
        assert_eq!(sent(fetches), expected);
        let shell = "$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\nInvoke-WebRequest -UseBasicParsing -Uri \"https://idp.example/sso?SAMLRequest=fZ\" `\n-WebSession $session;\n$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\nInvoke-WebRequest -UseBasicParsing -Uri \"https://sp.example/acs\" `\n-Method \"POST\" `\n-Headers @{\n\"Origin\"=\"https://idp.example\"\n} `\n-Body \"SAMLResponse=PHNhbWxwOlJlc3BvbnNl\"";
        assert_eq!(sent(shell), expected);
    }
}
