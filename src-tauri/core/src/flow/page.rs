//! What a page says to the person: the words of an answer, pulled out of its markup, and who wrote it.

use crate::case::Case;
use crate::decode::{Visible, visible};
use crate::exchange::Exchange;
use crate::span::Span;

/// What a page says, and where that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The words, white space folded, shortened where they are many.
    pub text: String,
    /// From the first of them to the last, in the page's layer.
    pub at: Span,
}

/// Characters of a page that are quoted.
const QUOTED: usize = 300;
/// Bytes of a page that are looked at.
const LOOKED_AT: usize = 64 << 10;

/// The words of an answer's page, where the capture has it.
pub fn words(case: &Case, exchange: &Exchange) -> Option<Words> {
    let layer = case.layer(exchange.answer.body.as_ref()?.layer?)?;
    let bytes = layer.bytes.get(..LOOKED_AT.min(layer.bytes.len()))?;
    let page = String::from_utf8_lossy(bytes);
    let Visible { text, range } = visible(&page, QUOTED)?;
    Some(Words { text, at: Span::new(layer.id, range.start as u32..range.end as u32) })
}

/// Whether a page speaks of an error, and asks for no password.
pub fn speaks_of_error(case: &Case, exchange: &Exchange, words: &Words) -> bool {
    const ERRORS: &[&str] = &[
        "error",
        "not found",
        "denied",
        "unknown",
        "invalid",
        "failed",
        "not allowed",
        "unable to",
        "went wrong",
    ];
    let layer =
        case.layer(words.at.layer).map(|layer| String::from_utf8_lossy(&layer.bytes).to_ascii_lowercase());
    let asks = layer.is_some_and(|page| page.contains("type=\"password\"") || page.contains("type=password"));
    let text = words.text.to_ascii_lowercase();
    exchange.status() == 200 && !asks && ERRORS.iter().any(|error| text.contains(error))
}

/// What proxies, gateways and firewalls call themselves in their own answers.
const PROXIES: &[&str] = &[
    "nginx",
    "openresty",
    "awselb",
    "cloudflare",
    "cloudfront",
    "varnish",
    "akamai",
    "big-ip",
    "bigip",
    "envoy",
    "haproxy",
    "traefik",
    "squid",
    "application-gateway",
    "incapsula",
    "imperva",
    "fortiweb",
    "netscaler",
    "azure-front-door",
];

/// The proxy that wrote an answer itself, by its own name: told by the `Server` header or the page, where the same host
/// answers otherwise too.
pub fn written_by_proxy(exchange: &Exchange, words: Option<&Words>) -> Option<&'static str> {
    let server = exchange.answer.headers.first("server").map(|server| server.value.to_ascii_lowercase());
    let text = words.map(|words| words.text.to_ascii_lowercase());
    let named = |name: &&&str| {
        server.as_ref().is_some_and(|server| server.contains(**name))
            || text.as_ref().is_some_and(|text| text.contains(**name))
    };
    let by_name = PROXIES.iter().find(named).copied();
    let rejected = text.as_ref().is_some_and(|text| text.contains("the requested url was rejected"));
    by_name.or(rejected.then_some("a web application firewall"))
}
