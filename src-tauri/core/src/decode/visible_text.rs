//! What a person reads on a page: no head, no scripts, no markup, and nothing of what every page of a product says.

use std::ops::Range;

use super::drawn_text;
use crate::peel::character_reference;

/// What a person reads, and where in the page that stands.
pub(crate) struct Visible {
    /// The words, white space folded.
    pub text: String,
    /// From the first of them to the last, in bytes of the page.
    pub range: Range<usize>,
}

/// What a person reads on a page or in plain text, at most `longest` characters; nothing where that is empty.
pub(crate) fn visible(page: &str, longest: usize) -> Option<Visible> {
    let lower = page.to_ascii_lowercase();
    let from = ["</head>", "</title>"].iter().find_map(|end| Some(lower.find(end)? + end.len())).unwrap_or(0);
    let mut seen = Words { text: String::new(), letters: 0, range: None };
    let mut at = from;
    while at < page.len() && seen.letters < longest {
        let rest = page.get(at..)?;
        if let Some(len) = tag(&lower, at) {
            let end = at + len?;
            seen.push(' ');
            if let Some(drawn) = page.get(at..end).and_then(drawn_text::of_tag) {
                seen.drawn(at..end, &drawn);
            }
            at = end;
            continue;
        }
        let len = rest.char_indices().skip(1).find(|(_, c)| *c == '<').map_or(rest.len(), |(len, _)| len);
        seen.piece(at, rest.get(..len)?);
        at += len;
    }
    let text: String = seen.text.trim().chars().take(longest).collect();
    seen.range.filter(|_| !text.is_empty()).map(|range| Visible { text, range })
}

/// What is collected on the way.
struct Words {
    text: String,
    letters: usize,
    range: Option<Range<usize>>,
}

impl Words {
    fn piece(&mut self, at: usize, piece: &str) {
        let words = piece.trim();
        if words.is_empty() || is_boilerplate(words) {
            return self.push(' ');
        }
        let lead = piece.len() - piece.trim_start().len();
        let start = self.range.as_ref().map_or(at + lead, |range| range.start);
        self.range = Some(start..at + lead + words.len());
        let mut rest = piece;
        while let Some(first) = rest.chars().next() {
            let (c, len) = character_reference(rest.as_bytes()).unwrap_or((first, first.len_utf8()));
            self.push(c);
            rest = rest.get(len..).unwrap_or_default();
        }
    }

    /// What a script writes where a tag stands.
    fn drawn(&mut self, tag: Range<usize>, text: &str) {
        let start = self.range.as_ref().map_or(tag.start, |range| range.start);
        self.range = Some(start..tag.end);
        text.chars().for_each(|c| self.push(c));
    }

    fn push(&mut self, c: char) {
        if !c.is_whitespace() && !c.is_control() {
            self.text.push(c);
        } else if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        } else {
            return;
        }
        self.letters += 1;
    }
}

/// The length of the tag at `at`; of a script or a style with all that it holds. Absent where no tag starts; `Some(None)` where
/// one never ends. A `<` before anything but a name stands for itself, as in a log.
fn tag(lower: &str, at: usize) -> Option<Option<usize>> {
    let rest = lower.get(at..)?;
    let inside = rest.strip_prefix('<')?;
    if inside.starts_with("!--") {
        return Some(rest.find("-->").map(|end| end + 3));
    }
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        return None;
    }
    for name in ["script", "style"] {
        if inside.starts_with(name) {
            let end = rest.find(&format!("</{name}"));
            return Some(end.and_then(|end| Some(end + rest.get(end..)?.find('>')? + 1)));
        }
    }
    Some(rest.find('>').map(|end| end + 1))
}

/// Sentences that stand on every page of a product and say nothing of this failure.
const BOILERPLATE: &[&str] = &[
    "to report this problem",
    "please contact the site administrator",
    "please include the following",
    "the system encountered an error at",
    "how to get help",
    "this error probably is due to some unexpected behaviour",
    "go to portal",
    "service provided by",
    "free software covered by",
    "lemonldap::ng",
    "copyright ©",
    "all rights reserved",
    "you're seeing this error because you have",
    "if you report this error",
];

fn is_boilerplate(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    let words = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    words.is_empty()
        || BOILERPLATE.iter().any(|sentence| words.starts_with(sentence))
        || is_mail_address(words)
}

fn is_mail_address(piece: &str) -> bool {
    piece.split_once('@').is_some_and(|(_, host)| host.contains('.')) && !piece.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(page: &str) -> Option<String> {
        visible(page, 300).map(|visible| visible.text)
    }

    #[test]
    fn the_words_of_a_page_are_pulled_out() {
        let page = "<html><head><title>Oops</title><style>p{}</style></head><body><script>x</script>\n<h1>Sign-in failed</h1>\n<p>It&#x27;s <b>late</b></p></body>";
        let seen = visible(page, 300).unwrap();
        assert_eq!(seen.text, "Sign-in failed It's late");
        assert!(page[seen.range.clone()].starts_with("Sign-in failed") && page[seen.range].ends_with("late"));
        assert_eq!(text("<p> </p>"), None);
        assert_eq!(text("plain words").unwrap(), "plain words");
        assert_eq!(text("<unclosed"), None);
        assert_eq!(text("5 < 6 & 7").unwrap(), "5 < 6 & 7");
    }

    #[test]
    fn what_a_script_draws_is_read_where_it_is_drawn() {
        let page = "<body><div><span trmsg=\"108\"></span></div><a>Go to portal</a></body>";
        let seen = visible(page, 300).unwrap();
        assert_eq!(
            (seen.text.as_str(), &page[seen.range]),
            ("Error 108: Unauthorized URL", "<span trmsg=\"108\">")
        );
    }

    #[test]
    fn what_every_page_says_is_left_out() {
        let page = "<p>The system encountered an error at Mon Nov 23</p><p>To report this problem, write to <a>us@a.example</a>. Please include the following message:</p>\
                    <p>opensaml&#58;&#58;SecurityPolicyException</p><p>Message was signed, but &ldquo;</p>";
        assert_eq!(text(page).unwrap(), "opensaml::SecurityPolicyException Message was signed, but &ldquo;");
    }
}
