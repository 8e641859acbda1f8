//! Joining two `xml:base` values, either of which may be relative (Canonical XML 1.1 §2.4, over RFC 3986 §5.2).

/// The parts of a URI reference (RFC 3986 appendix B), without its fragment.
#[derive(Clone, Copy)]
struct Reference<'a> {
    scheme: Option<&'a str>,
    authority: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
}

/// `next` as seen from `base`.
pub(super) fn join(base: &str, next: &str) -> String {
    let base = parse(base);
    let next = parse(next);
    let joined = match next {
        Reference { scheme: Some(_), .. } => return write(next, &without_dots(next.path)),
        Reference { authority: Some(_), .. } => Reference { scheme: base.scheme, ..next },
        Reference { path: "", .. } => Reference { query: next.query.or(base.query), ..base },
        _ => Reference { query: next.query, ..base },
    };
    let path = match next.path {
        _ if next.authority.is_some() => next.path.to_owned(),
        "" => base.path.to_owned(),
        path if path.starts_with('/') => path.to_owned(),
        path => merged(base, path),
    };
    write(joined, &without_dots(&path))
}

/// RFC 3986 §5.2.3.
fn merged(base: Reference<'_>, path: &str) -> String {
    if base.authority.is_some() && base.path.is_empty() {
        return format!("/{path}");
    }
    let directory = base.path.rfind('/').and_then(|at| base.path.get(..=at)).unwrap_or("");
    format!("{directory}{path}")
}

/// RFC 3986 §5.2.4 as Canonical XML 1.1 changes it: a relative path keeps its leading `..`, slashes in a row become one,
/// and `..` at the end gets a slash.
fn without_dots(path: &str) -> String {
    let absolute = path.starts_with('/');
    let last = path.rsplit('/').next().unwrap_or("");
    let mut kept: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." if kept.last().is_some_and(|above| *above != "..") => {
                kept.pop();
            }
            ".." if absolute => {}
            _ => kept.push(segment),
        }
    }
    let mut out = if absolute { "/".to_owned() } else { String::new() };
    out.push_str(&kept.join("/"));
    if matches!(last, "" | "." | "..") && !kept.is_empty() {
        out.push('/');
    }
    out
}

fn parse(text: &str) -> Reference<'_> {
    let text = text.split('#').next().unwrap_or("");
    let (text, query) = match text.split_once('?') {
        Some((text, query)) => (text, Some(query)),
        None => (text, None),
    };
    let colon =
        text.find(':').filter(|at| *at > 0 && !text.get(..*at).is_some_and(|before| before.contains('/')));
    let (scheme, text) = match colon.and_then(|at| text.split_at_checked(at)) {
        Some((scheme, rest)) => (Some(scheme), rest.get(1..).unwrap_or("")),
        None => (None, text),
    };
    let (authority, path) = match text.strip_prefix("//") {
        Some(rest) => {
            let (authority, path) =
                rest.split_at_checked(rest.find('/').unwrap_or(rest.len())).unwrap_or((rest, ""));
            (Some(authority), path)
        }
        None => (None, text),
    };
    Reference { scheme, authority, path, query }
}

fn write(reference: Reference<'_>, path: &str) -> String {
    let mut out = String::new();
    if let Some(scheme) = reference.scheme {
        out.push_str(scheme);
        out.push(':');
    }
    if let Some(authority) = reference.authority {
        out.push_str("//");
        out.push_str(authority);
    }
    out.push_str(path);
    if let Some(query) = reference.query {
        out.push('?');
        out.push_str(query);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn joins_as_in_place() {
        for (base, next, joined) in [
            ("http://a/b/c/d?q", "g", "http://a/b/c/g"),
            ("http://a/b/c/d?q", "../g?y", "http://a/b/g?y"),
            ("http://a/b/c/d?q", "", "http://a/b/c/d?q"),
            ("http://a/b/c/d", "//h/i", "http://h/i"),
            ("http://a/b", "urn:x", "urn:x"),
            ("http://a", "b", "http://a/b"),
            ("a/", "../", ""),
            ("a/", "..", ""),
            ("a/b/", "..", "a/"),
            ("../a/", "../../b", "../../b"),
            ("a", "b", "b"),
            ("/a//b/", "c", "/a/b/c"),
            ("foo/bar/", "../x/./y", "foo/x/y"),
        ] {
            assert_eq!(join(base, next), joined, "{base} + {next}");
        }
    }
}
