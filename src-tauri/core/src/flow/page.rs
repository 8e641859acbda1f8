//! What a page says to the person: the words of an answer, pulled out of its markup, and who wrote it.

use crate::case::Case;
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
    let (text, range) = visible(&page)?;
    Some(Words { text, at: Span::new(layer.id, range.start as u32..range.end as u32) })
}

/// The text of a page behind its head, without scripts and styles, and where it starts and ends.
fn visible(page: &str) -> Option<(String, std::ops::Range<usize>)> {
    let lower = page.to_ascii_lowercase();
    let from = ["</head>", "</title>"].iter().find_map(|end| Some(lower.find(end)? + end.len())).unwrap_or(0);
    let (mut text, mut range, mut at) = (String::new(), None, from);
    while at < page.len() && text.chars().count() < QUOTED {
        let rest = page.get(at..)?;
        if rest.starts_with('<') {
            at += tag_end(&lower, at)?;
            push(&mut text, ' ');
            continue;
        }
        let len = rest.find('<').unwrap_or(rest.len());
        let piece = rest.get(..len)?;
        if !piece.trim().is_empty() {
            let lead = piece.len() - piece.trim_start().len();
            let start = range.map_or(at + lead, |range: std::ops::Range<usize>| range.start);
            range = Some(start..at + piece.trim_end().len());
        }
        unescaped(piece).chars().for_each(|c| push(&mut text, c));
        at += len;
    }
    let text: String = text.trim().chars().take(QUOTED).collect();
    range.filter(|_| !text.is_empty()).map(|range| (text, range))
}

/// The length of the tag at `at`; of a script or a style with all that it holds.
fn tag_end(lower: &str, at: usize) -> Option<usize> {
    let rest = lower.get(at..)?;
    if rest.starts_with("<!--") {
        return Some(rest.find("-->")? + 3);
    }
    for name in ["script", "style"] {
        if rest.get(1..)?.starts_with(name) {
            let end = rest.find(&format!("</{name}"))?;
            return Some(end + rest.get(end..)?.find('>')? + 1);
        }
    }
    rest.find('>').map(|end| end + 1)
}

fn push(text: &mut String, c: char) {
    if !c.is_whitespace() && !c.is_control() {
        text.push(c);
    } else if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

/// The character references that error pages use.
fn unescaped(text: &str) -> String {
    const REFERENCES: [(&str, &str); 8] = [
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    REFERENCES.iter().fold(text.to_owned(), |text, (reference, is)| text.replace(reference, is))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_page_are_pulled_out() {
        let page = "<html><head><title>Oops</title><style>p{}</style></head><body><script>x</script>\n<h1>Sign-in failed</h1>\n<p>It&#x27;s <b>late</b></p></body>";
        let (text, range) = visible(page).unwrap();
        assert_eq!(text, "Sign-in failed It's late");
        assert!(page[range.clone()].starts_with("Sign-in failed") && page[range].ends_with("late"));
        assert_eq!(visible("<p> </p>"), None);
        assert_eq!(visible("plain words").unwrap().0, "plain words");
        assert_eq!(visible("<unclosed"), None);
    }
}
