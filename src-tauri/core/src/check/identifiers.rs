//! Two identifiers that differ: how, character by character. Never normalises; says which rule would have to be bent.

/// A difference between what was expected and what was seen, named by its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// A short name, such as `trailing-slash`.
    pub kind: &'static str,
    /// What differs, in a sentence: "One ends in a slash, the other does not."
    pub says: String,
}

/// How two different identifiers nearly agree; `None` where they are equal or have little in common.
pub fn near_miss(expected: &str, observed: &str) -> Option<NearMiss> {
    if expected == observed {
        return None;
    }
    RULES
        .iter()
        .find(|rule| (rule.bends)(expected) == (rule.bends)(observed))
        .map(NearMiss::from)
        .or_else(|| typo(expected, observed))
}

struct Rule {
    kind: &'static str,
    says: &'static str,
    /// What would make the two the same.
    bends: fn(&str) -> String,
}

impl From<&Rule> for NearMiss {
    fn from(rule: &Rule) -> Self {
        NearMiss { kind: rule.kind, says: rule.says.to_owned() }
    }
}

/// From the most to the least specific.
static RULES: &[Rule] = &[
    Rule {
        kind: "white-space",
        says: "They differ in white space at an end.",
        bends: |s| s.trim().to_owned(),
    },
    Rule {
        kind: "trailing-slash",
        says: "One ends in a slash, the other does not.",
        bends: |s| s.trim_end_matches('/').to_owned(),
    },
    Rule { kind: "scheme", says: "One says http, the other https.", bends: without_scheme },
    Rule { kind: "letter-case", says: "They differ only in upper and lower case.", bends: str::to_lowercase },
    Rule {
        kind: "default-port",
        says: "One names the default port, the other leaves it out.",
        bends: without_default_port,
    },
    Rule {
        kind: "www",
        says: "One host starts with www, the other does not.",
        bends: |s| s.replacen("://www.", "://", 1),
    },
    Rule {
        kind: "spn",
        says: "One has the prefix spn:, the other does not.",
        bends: |s| s.trim_start_matches("spn:").to_owned(),
    },
    Rule {
        kind: "entra-version",
        says: "One is the tenant's issuer of version 1.0, the other that of version 2.0 (Entra ID).",
        bends: |s| entra_tenant(s).unwrap_or(s).to_owned(),
    },
    Rule {
        kind: "version",
        says: "One ends in /v2.0, the other does not.",
        bends: |s| s.trim_end_matches('/').trim_end_matches("/v2.0").to_owned(),
    },
    Rule {
        kind: "percent-encoding",
        says: "One is percent-encoded, the other is not.",
        bends: percent_decoded,
    },
    Rule {
        kind: "query",
        says: "They differ only behind the question mark.",
        bends: |s| s.split(['?', '#']).next().unwrap_or(s).to_owned(),
    },
    Rule {
        kind: "host",
        says: "The path is the same, the host is another.",
        bends: |s| host_and_path(s).map_or_else(|| s.to_owned(), |(_, path)| path.to_owned()),
    },
    Rule {
        kind: "path",
        says: "The host is the same, the path is another.",
        bends: |s| host_and_path(s).map_or_else(|| s.to_owned(), |(host, _)| host.to_owned()),
    },
];

fn without_scheme(s: &str) -> String {
    s.strip_prefix("https://").or_else(|| s.strip_prefix("http://")).unwrap_or(s).to_owned()
}

fn without_default_port(s: &str) -> String {
    let port = if s.starts_with("https:") { ":443" } else { ":80" };
    match host_and_path(s) {
        Some((host, path)) => format!("{}{path}", host.strip_suffix(port).unwrap_or(host)),
        None => s.to_owned(),
    }
}

fn percent_decoded(s: &str) -> String {
    String::from_utf8_lossy(&crate::peel::percent_decoded(s.as_bytes())).into_owned()
}

/// The tenant that an issuer of Entra ID names, in either version of its tokens.
fn entra_tenant(s: &str) -> Option<&str> {
    let first = s.strip_prefix("https://sts.windows.net/");
    let second = || s.strip_prefix("https://login.microsoftonline.com/")?.strip_suffix("/v2.0");
    first.or_else(second).map(|tenant| tenant.trim_end_matches('/'))
}

/// Scheme with host, and path: only where there is a path worth comparing.
fn host_and_path(s: &str) -> Option<(&str, &str)> {
    let start = s.find("://")? + 3;
    let slash = s[start..].find('/').map(|at| at + start)?;
    (slash + 1 < s.len()).then(|| s.split_at(slash))
}

fn typo(expected: &str, observed: &str) -> Option<NearMiss> {
    let longest = expected.chars().count().max(observed.chars().count());
    if longest > 2_000 {
        return None;
    }
    let edits = strsim::damerau_levenshtein(expected, observed);
    let near = edits <= 3 && edits * 4 <= longest;
    let says = if edits == 1 {
        "They differ in one character.".to_owned()
    } else {
        format!("They differ in {edits} characters.")
    };
    near.then_some(NearMiss { kind: "typing", says })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(a: &str, b: &str) -> Option<&'static str> {
        near_miss(a, b).map(|miss| miss.kind)
    }

    #[test]
    fn each_kind_is_named() {
        let sp = "https://app.example/sp";
        assert_eq!(kind(sp, sp), None);
        assert_eq!(kind(sp, "https://app.example/sp/"), Some("trailing-slash"));
        assert_eq!(kind(sp, "http://app.example/sp"), Some("scheme"));
        assert_eq!(kind(sp, "https://App.example/sp"), Some("letter-case"));
        assert_eq!(kind(sp, "https://app.example:443/sp"), Some("default-port"));
        assert_eq!(kind(sp, " https://app.example/sp"), Some("white-space"));
        assert_eq!(kind(sp, "https%3A%2F%2Fapp.example%2Fsp"), Some("percent-encoding"));
        assert_eq!(kind(sp, "https://test.example/sp"), Some("host"));
        assert_eq!(kind(sp, "https://app.example/saml/metadata"), Some("path"));
        let (first, second) =
            ("https://sts.windows.net/72f9/", "https://login.microsoftonline.com/72f9/v2.0");
        assert_eq!(kind(first, second), Some("entra-version"));
        assert_eq!(kind("abc-1234", "abc-1243"), Some("typing"));
        assert_eq!(kind("abc", "xyz"), None);
    }
}
