//! What would have to be bent to make two identifiers the same; used for telling how they differ, and for nothing else.

/// Words that name an environment.
pub(crate) const ENVIRONMENTS: &[&str] = &[
    "dev",
    "devel",
    "development",
    "test",
    "testing",
    "tst",
    "stage",
    "staging",
    "stg",
    "qa",
    "uat",
    "sandbox",
    "preprod",
    "preproduction",
    "preview",
    "demo",
    "int",
    "integration",
    "acc",
    "acceptance",
    "prod",
    "production",
    "prd",
    "live",
];

/// Without white space and characters that nobody sees.
pub(super) fn without_space(s: &str) -> String {
    let unseen = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
    };
    s.chars().filter(|c| !unseen(*c)).collect()
}

pub(super) fn without_scheme(s: &str) -> String {
    s.strip_prefix("https://").or_else(|| s.strip_prefix("http://")).unwrap_or(s).to_owned()
}

pub(super) fn without_default_port(s: &str) -> String {
    let port = if s.starts_with("https:") { ":443" } else { ":80" };
    let (authority, path) = authority_and_rest(s);
    format!("{}{path}", authority.strip_suffix(port).unwrap_or(authority))
}

/// The same host by any port.
pub(super) fn without_port(s: &str) -> String {
    let (authority, path) = authority_and_rest(s);
    let bare = authority.rsplit_once(':').filter(|(host, port)| {
        !host.ends_with(['/', ':']) && !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())
    });
    format!("{}{path}", bare.map_or(authority, |(host, _)| host))
}

/// Character references as XML and HTML write an ampersand, read once.
pub(super) fn character_references(s: &str) -> String {
    ["&amp;", "&#38;", "&#x26;"].iter().fold(s.to_owned(), |s, reference| s.replace(reference, "&"))
}

pub(super) fn percent_decoded(s: &str) -> String {
    String::from_utf8_lossy(&crate::peel::percent_decoded(s.as_bytes())).into_owned()
}

/// The host by the labels that the domain name system has for it (RFC 3492; RFC 5891).
pub(super) fn in_ascii(s: &str) -> String {
    let (authority, rest) = authority_and_rest(s);
    let (scheme, host) = authority.split_once("://").map_or(("", authority), |(scheme, host)| (scheme, host));
    let label = |label: &str| {
        if label.is_ascii() { label.to_owned() } else { punycode(&label.to_lowercase()) }
    };
    let host: Vec<String> = host.split('.').map(label).collect();
    format!("{scheme}|{}{rest}", host.join("."))
}

/// A label in Punycode (RFC 3492, section 6.3), with the prefix that marks it.
pub(super) fn punycode(label: &str) -> String {
    const BASE: u32 = 36;
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let basic = out.len() as u32;
    let (mut n, mut delta, mut bias, mut done) = (128_u32, 0_u32, 72_u32, basic);
    let all: Vec<u32> = label.chars().map(u32::from).collect();
    if basic > 0 {
        out.push('-');
    }
    while (done as usize) < all.len() {
        let Some(next) = all.iter().copied().filter(|c| *c >= n).min() else { break };
        delta = delta.saturating_add((next - n).saturating_mul(done + 1));
        n = next;
        for c in &all {
            if *c < n {
                delta = delta.saturating_add(1);
            }
            if *c == n {
                let (mut q, mut k) = (delta, BASE);
                loop {
                    let threshold = k.saturating_sub(bias).clamp(1, 26);
                    if q < threshold {
                        break;
                    }
                    out.push(digit(threshold + (q - threshold) % (BASE - threshold)));
                    q = (q - threshold) / (BASE - threshold);
                    k += BASE;
                }
                out.push(digit(q));
                bias = adapted(delta, done + 1, done == basic);
                (delta, done) = (0, done + 1);
            }
        }
        (delta, n) = (delta.saturating_add(1), n + 1);
    }
    format!("xn--{out}")
}

fn digit(value: u32) -> char {
    let letter = if value < 26 { b'a' + value as u8 } else { b'0' + (value as u8).saturating_sub(26) };
    char::from(letter)
}

/// How far the bias moves (RFC 3492, section 6.1).
fn adapted(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

/// The tenant that an issuer of Entra ID names, in either version of its tokens.
pub(super) fn entra_version(s: &str) -> String {
    let first = s.strip_prefix("https://sts.windows.net/");
    let second = || s.strip_prefix("https://login.microsoftonline.com/")?.strip_suffix("/v2.0");
    first.or_else(second).map_or(s, |tenant| tenant.trim_end_matches('/')).to_owned()
}

pub(super) fn without_version(s: &str) -> String {
    s.trim_end_matches('/').trim_end_matches("/v2.0").to_owned()
}

/// An address of Entra ID by whatever tenant.
pub(super) fn without_tenant(s: &str) -> String {
    for base in
        ["https://login.microsoftonline.com/", "https://sts.windows.net/", "https://login.windows.net/"]
    {
        if let Some((_, rest)) = s.strip_prefix(base).map(|rest| rest.split_once('/').unwrap_or((rest, ""))) {
            return format!("{base}/{rest}");
        }
    }
    s.to_owned()
}

/// An issuer of Okta without its authorization server.
pub(super) fn without_server(s: &str) -> String {
    let of_okta = [".okta.com", ".oktapreview.com", ".okta-emea.com"].iter().any(|host| s.contains(host));
    let base = s.split_once("/oauth2").map_or(s, |(base, _)| base);
    if of_okta { base.to_owned() } else { s.to_owned() }
}

/// Without words that name an environment, and what ties them to their neighbours.
pub(super) fn without_environment(s: &str) -> String {
    let pieces = s.split_inclusive(['.', '-', '_', '/', ':']);
    let kept: String = pieces
        .filter(|piece| {
            let word = piece.trim_end_matches(['.', '-', '_', '/', ':']);
            !ENVIRONMENTS.iter().any(|known| known.eq_ignore_ascii_case(word))
        })
        .collect();
    kept.trim_end_matches(['.', '-', '_', '/', ':']).replace("-.", ".").replace("_.", ".").replace("-/", "/")
}

/// Scheme with host, and path: only where there is a path worth comparing.
pub(super) fn host_and_path(s: &str) -> Option<(&str, &str)> {
    let start = s.find("://")? + 3;
    let slash = s.get(start..)?.find('/').map(|at| at + start)?;
    (slash + 1 < s.len()).then(|| s.split_at(slash))
}

/// Scheme with host, and all behind it.
fn authority_and_rest(s: &str) -> (&str, &str) {
    let Some(start) = s.find("://").map(|at| at + 3) else { return (s, "") };
    let end = s.get(start..).and_then(|rest| rest.find(['/', '?', '#'])).map_or(s.len(), |at| at + start);
    s.split_at(end)
}

/// What is left of two texts without what they begin and end with alike.
pub(super) fn common_ends<'t>(one: &'t str, other: &'t str) -> (&'t str, &'t str) {
    let alike = |(a, b): &(char, char)| a == b;
    let ahead: usize = one.chars().zip(other.chars()).take_while(alike).map(|(c, _)| c.len_utf8()).sum();
    let (one, other) = (one.get(ahead..).unwrap_or_default(), other.get(ahead..).unwrap_or_default());
    let behind: usize =
        one.chars().rev().zip(other.chars().rev()).take_while(alike).map(|(c, _)| c.len_utf8()).sum();
    let without = |s: &'t str| s.get(..s.len() - behind).unwrap_or_default();
    (without(one), without(other))
}
