//! What an API answers that refuses an access token: the header WWW-Authenticate (RFC 6750, section 3; RFC 9449, section 7.1).

use crate::exchange::Exchange;
use crate::span::Spanned;

/// Why an API refuses an access token.
pub struct Challenge<'a> {
    /// The header, all of it.
    pub header: &'a Spanned<String>,
    /// The code: `invalid_token`, `insufficient_scope` …
    pub error: String,
    /// The API's own words.
    pub error_description: Option<String>,
    /// The scope that it wants.
    pub scope: Option<String>,
}

/// Why the answer of an exchange refuses an access token, where it says so. A challenge without an error asks for a token, and
/// refuses none.
pub fn challenge(exchange: &Exchange) -> Option<Challenge<'_>> {
    if !matches!(exchange.status(), 400 | 401 | 403) {
        return None;
    }
    exchange.answer.headers.all("www-authenticate").find_map(|header| {
        let text = header.value.as_str();
        let ours = |word: &str| ["Bearer", "DPoP"].iter().any(|name| word.eq_ignore_ascii_case(name));
        text.split(|c: char| c.is_whitespace() || c == ',').any(ours).then_some(())?;
        let error = parameter(text, "error")?;
        let error_description = parameter(text, "error_description");
        Some(Challenge { header, error, error_description, scope: parameter(text, "scope") })
    })
}

/// The value of a parameter (RFC 9110, section 11.2): a token, or a quoted string in which a backslash takes the next character as
/// it is.
fn parameter(challenges: &str, name: &str) -> Option<String> {
    let mut rest = challenges;
    while let Some((before, after)) = rest.split_once('=') {
        let found = before.rsplit([' ', ',', '\t']).next().unwrap_or_default();
        let (value, behind) = value(after);
        if found.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = behind;
    }
    None
}

/// A value, and what stands behind it.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([',', ' ']).unwrap_or(text.len());
        let (value, behind) = text.split_at(end);
        return (value.to_owned(), behind);
    };
    let (mut value, mut escaped) = (String::new(), false);
    for (at, letter) in quoted.char_indices() {
        match letter {
            '"' if !escaped => return (value, quoted.get(at + 1..).unwrap_or_default()),
            '\\' if !escaped => escaped = true,
            _ => {
                value.push(letter);
                escaped = false;
            }
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_read_quoted_and_bare_and_beside_other_challenges() {
        let header = r#"Basic realm="a, error=b", Bearer realm="api",error="invalid_token", error_description="The \"aud\" is wrong, a=b""#;
        assert_eq!(parameter(header, "error").as_deref(), Some("invalid_token"));
        assert_eq!(parameter(header, "error_description").as_deref(), Some("The \"aud\" is wrong, a=b"));
        assert_eq!(
            parameter("DPoP error=use_dpop_nonce, algs=ES256", "error").as_deref(),
            Some("use_dpop_nonce")
        );
        assert_eq!(parameter("Negotiate YII=", "error"), None);
        assert_eq!(parameter("Bearer error=\"cut", "error").as_deref(), Some("cut"));
    }
}
