//! What a person reads on a page that stands in a capture: no tags, no scripts, no escapes.

/// Characters of a page that are kept.
const LONGEST: usize = 600;

/// The visible text of HTML that may be written as a JSON string.
pub(super) fn visible(bytes: &[u8]) -> String {
    let raw = String::from_utf8_lossy(bytes);
    let plain = unescaped(&raw);
    let text = without_tags(&without_blocks(&plain, &["script", "style", "title"]));
    let text = CHARACTERS.iter().fold(text, |text, (written, meant)| text.replace(written, meant));
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(LONGEST).collect()
}

/// The character references that error pages use.
const CHARACTERS: &[(&str, &str)] = &[
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&amp;", "&"),
];

/// The short escapes of a JSON string.
fn unescaped(text: &str) -> String {
    [("\\n", "\n"), ("\\r", " "), ("\\t", " "), ("\\\"", "\""), ("\\/", "/")]
        .iter()
        .fold(text.to_owned(), |text, (written, meant)| text.replace(written, meant))
}

/// Without elements whose content nobody reads.
fn without_blocks(text: &str, names: &[&str]) -> String {
    names.iter().fold(text.to_owned(), |text, name| {
        let (opens, closes) = (format!("<{name}"), format!("</{name}>"));
        let mut kept = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(start) = rest.find(&opens) {
            kept.push_str(rest.get(..start).unwrap_or_default());
            let inside = rest.get(start..).unwrap_or_default();
            let end = inside.find(&closes).map_or(inside.len(), |end| end + closes.len());
            rest = inside.get(end..).unwrap_or_default();
        }
        kept + rest
    })
}

fn without_tags(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut inside = false;
    for letter in text.chars() {
        match letter {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                kept.push(' ');
            }
            _ if inside => {}
            letter => kept.push(letter),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_reads() {
        let page = br#"<html>\n<style>a{}</style><body><h1>oops</h1><pre>error: <b>invalid_client</b></pre> &quot;x&quot;<script>no()</script></body>"#;
        assert_eq!(visible(page), "oops error: invalid_client \"x\"");
    }
}
