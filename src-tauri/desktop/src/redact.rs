//! What leaves the window can have values taken out of it: each is replaced wherever it stands, however the format wrote it.

use serde::Deserialize;

/// A value that is not to leave, and what stands there instead.
#[derive(Debug, Deserialize)]
pub(crate) struct Hidden {
    value: String,
    instead: String,
}

/// The text without the hidden values, the longest replaced first, so that none is left in pieces.
pub(crate) fn without(text: String, mut hidden: Vec<Hidden>) -> String {
    hidden.retain(|hidden| !hidden.value.is_empty());
    hidden.sort_by_key(|hidden| std::cmp::Reverse(hidden.value.len()));
    hidden.iter().fold(text, |text, Hidden { value, instead }| {
        written(value).iter().fold(text, |text, value| text.replace(value, instead))
    })
}

/// A value as it is, and as JSON, HTML, Markdown and URLs write it.
fn written(value: &str) -> Vec<String> {
    let json = serde_json::to_string(value).unwrap_or_default();
    let mut all = vec![
        value.to_owned(),
        json.trim_matches('"').to_owned(),
        escaped(value, |c| match c {
            '&' => Some("&amp;".into()),
            '<' => Some("&lt;".into()),
            '>' => Some("&gt;".into()),
            '"' => Some("&quot;".into()),
            '\'' => Some("&#39;".into()),
            _ => None,
        }),
        escaped(value, |c| "\\`*[]<>|#".contains(c).then(|| format!("\\{c}"))),
        escaped(value, |c| (!c.is_ascii_alphanumeric() && !"-._~".contains(c)).then(|| percent(c))),
    ];
    all.retain(|form| !form.is_empty());
    all.dedup();
    all
}

fn escaped(value: &str, escape: impl Fn(char) -> Option<String>) -> String {
    value.chars().map(|c| escape(c).unwrap_or_else(|| c.to_string())).collect()
}

fn percent(c: char) -> String {
    c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(value: &str, instead: &str) -> Hidden {
        Hidden { value: value.to_owned(), instead: instead.to_owned() }
    }

    #[test]
    fn a_value_is_taken_out_however_it_is_written() {
        let text = "a@b.example <a&b> a%40b.example a&amp;b \"a\\\"b\"".to_owned();
        let shown = without(
            text,
            vec![hidden("a@b.example", "[mail]"), hidden("a&b", "[and]"), hidden("a\"b", "[q]")],
        );
        assert_eq!(shown, "[mail] <[and]> [mail] [and] \"[q]\"");
    }

    #[test]
    fn the_longest_goes_first_and_an_empty_one_changes_nothing() {
        let shown = without(
            "mira.solberg".to_owned(),
            vec![hidden("mira", "[1]"), hidden("mira.solberg", "[2]"), hidden("", "[3]")],
        );
        assert_eq!(shown, "[2]");
    }
}
