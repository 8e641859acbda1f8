//! URLs as places: who serves them, and how two of them nearly agree. Never normalises what it compares silently.

/// The parts of a URL with a host (RFC 3986, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'u> {
    /// `https` or `http`.
    pub scheme: &'u str,
    /// The host, as it is written.
    pub host: &'u str,
    /// The port, where it is written.
    pub port: Option<&'u str>,
    /// The path; empty where there is none.
    pub path: &'u str,
    /// What stands behind `?`.
    pub query: Option<&'u str>,
}

/// The parts of a URL; nothing where it has no host.
pub fn place(url: &str) -> Option<Place<'_>> {
    let (scheme, rest) = url.split_once("://")?;
    let rest = rest.split('#').next()?;
    let (rest, query) = rest.split_once('?').map_or((rest, None), |(rest, query)| (rest, Some(query)));
    let slash = rest.find('/').unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(slash)?;
    let authority = authority.rsplit('@').next()?;
    let colon =
        authority.rfind(':').filter(|colon| !authority.get(*colon..).is_some_and(|a| a.contains(']')));
    let (host, port) = match colon {
        Some(colon) => (authority.get(..colon)?, authority.get(colon + 1..)),
        None => (authority, None),
    };
    (!host.is_empty()).then_some(Place { scheme, host, port, path, query })
}

/// The host of a URL in lower case; nothing where it has none.
pub fn host(url: &str) -> Option<String> {
    place(url).map(|place| place.host.to_ascii_lowercase())
}

impl<'u> Place<'u> {
    /// The port, that of the scheme where none is written.
    pub fn port(&self) -> &'u str {
        match (self.port, self.scheme) {
            (Some(port), _) if !port.is_empty() => port,
            (_, "http") => "80",
            _ => "443",
        }
    }

    /// Whether both are served by the same scheme, host and port.
    pub fn same_origin(&self, other: &Place) -> bool {
        self.scheme.eq_ignore_ascii_case(other.scheme)
            && self.host.eq_ignore_ascii_case(other.host)
            && self.port() == other.port()
    }

    /// In what two spellings of what may be the same resource differ; nothing where they are the same or far apart.
    pub fn nearly(&self, other: &Place) -> Option<Difference> {
        let slash = |path: &str| path.trim_end_matches('/').to_ascii_lowercase();
        if slash(self.path) != slash(other.path) {
            return None;
        }
        let www = |host: &str| host.to_ascii_lowercase().trim_start_matches("www.").to_owned();
        let hosts = (self.host.eq_ignore_ascii_case(other.host), www(self.host) == www(other.host));
        match hosts {
            (true, _) if !self.scheme.eq_ignore_ascii_case(other.scheme) => Some(Difference::Scheme),
            (true, _) if self.port() != other.port() => Some(Difference::Port),
            (true, _) if self.path != other.path => Some(Difference::Path),
            (false, true) => Some(Difference::Host),
            _ => None,
        }
    }
}

/// In what two spellings of an address differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// `http` or `https`.
    Scheme,
    /// The host: with or without `www.`, or one that is known inside a network only.
    Host,
    /// The port.
    Port,
    /// A slash at the end, or upper and lower case.
    Path,
}

/// Where a `Location` leads, seen from the URL whose answer holds it (RFC 9110, section 10.2.2).
pub fn resolve(base: &str, location: &str) -> String {
    if location.contains("://") {
        return location.to_owned();
    }
    let Some(from) = place(base) else { return location.to_owned() };
    let port = from.port.map_or(String::new(), |port| format!(":{port}"));
    let origin = format!("{}://{}{port}", from.scheme, from.host);
    if let Some(rest) = location.strip_prefix("//") {
        return format!("{}://{rest}", from.scheme);
    }
    if location.starts_with('/') {
        return format!("{origin}{location}");
    }
    let folder = from.path.rfind('/').map_or("/", |end| from.path.get(..=end).unwrap_or("/"));
    format!("{origin}{folder}{location}")
}

/// Ends of host names under which anybody may register; the commonest of the Public Suffix List, for where the
/// browser's own word (`Sec-Fetch-Site`) is missing.
const SHARED_ENDS: &[&str] = &[
    "ac",
    "co",
    "com",
    "edu",
    "gov",
    "net",
    "org",
    "github.io",
    "azurewebsites.net",
    "cloudfront.net",
    "herokuapp.com",
    "web.app",
    "pages.dev",
    "workers.dev",
    "vercel.app",
    "netlify.app",
    "run.app",
];

/// The site of a host: the part that one party registered (HTML, "obtain a site"), by the commonest shared ends.
pub fn site(host: &str) -> String {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    if labels.iter().all(|label| label.bytes().all(|byte| byte.is_ascii_digit())) {
        return host;
    }
    let tail = |count: usize| labels.get(labels.len().saturating_sub(count)..).unwrap_or_default().join(".");
    let second = labels.len().checked_sub(2).and_then(|at| labels.get(at)).copied().unwrap_or_default();
    let short_end = labels.last().is_some_and(|last| last.len() == 2);
    let shared = SHARED_ENDS.contains(&tail(2).as_str()) || short_end && SHARED_ENDS.contains(&second);
    tail(if shared { 3 } else { 2 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_url() {
        let parts = place("https://u@app.example:8443/a/b?c=d#e").unwrap();
        assert_eq!(
            (parts.scheme, parts.host, parts.port(), parts.path),
            ("https", "app.example", "8443", "/a/b")
        );
        assert_eq!(parts.query, Some("c=d"));
        assert_eq!(place("http://[::1]:80/x").unwrap().host, "[::1]");
        assert!(place("/relative").is_none() && place("https:///x").is_none());
    }

    #[test]
    fn spellings_of_one_address_differ_in_one_thing() {
        let nearly = |a, b| place(a).unwrap().nearly(&place(b).unwrap());
        assert_eq!(nearly("http://a.example/acs", "https://a.example/acs"), Some(Difference::Scheme));
        assert_eq!(nearly("https://a.example/acs/", "https://a.example/acs"), Some(Difference::Path));
        assert_eq!(nearly("https://www.a.example/acs", "https://a.example/acs"), Some(Difference::Host));
        assert_eq!(nearly("https://a.example:8443/acs", "https://a.example/acs"), Some(Difference::Port));
        assert_eq!(nearly("https://a.example/acs", "https://a.example/acs?x=1"), None);
        assert_eq!(nearly("https://a.example/acs", "https://a.example/home"), None);
    }

    #[test]
    fn locations_are_resolved() {
        assert_eq!(resolve("https://a.example/x/y?z", "/b"), "https://a.example/b");
        assert_eq!(resolve("https://a.example:444/x/y", "b?c"), "https://a.example:444/x/b?c");
        assert_eq!(resolve("https://a.example/x", "//b.example/y"), "https://b.example/y");
        assert_eq!(resolve("https://a.example/x", "http://b.example/"), "http://b.example/");
    }

    #[test]
    fn sites() {
        assert_eq!(site("login.app.example.com"), "example.com");
        assert_eq!(site("app.example.co.uk"), "example.co.uk");
        assert_eq!(site("a.example"), "a.example");
        assert_eq!(site("x.azurewebsites.net"), "x.azurewebsites.net");
        assert_eq!(site("10.0.0.1"), "10.0.0.1");
    }
}
