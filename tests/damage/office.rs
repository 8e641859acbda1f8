//! What office programs, mail filters and chats make of a text.

use crate::kept::Kind;
use crate::programs::percent;
use crate::trial::{ALL, LETTERS, Way, same, way};
use Kind::{Address, Armour, Blob, Body, Json, Markup, Token, Words};

/// Every so many characters, another one.
fn strewn(text: &str, every: usize, with: &str) -> String {
    let mut out = String::new();
    for (at, character) in text.chars().enumerate() {
        if at > 0 && at.is_multiple_of(every) {
            out.push_str(with);
        }
        out.push(character);
    }
    out
}

/// Quotation marks as an office program sets them: opening ones behind a space or `=`, closing ones elsewhere.
fn curly(text: &str) -> String {
    let mut open = false;
    let quote = |character| match character {
        '"' => {
            open = !open;
            if open { '“' } else { '”' }
        }
        other => other,
    };
    text.chars().map(quote).collect()
}

/// Each address in a text, written by `link`.
fn linked(text: &str, link: fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("http") {
        let (before, from) = rest.split_at(start);
        let end = from.find(['"', '<', '>', ' ', '\n', '\'']).unwrap_or(from.len());
        let (address, after) = from.split_at(end);
        out += before;
        out += &if address.contains("://") { link(address) } else { address.to_owned() };
        rest = after;
    }
    out + rest
}

pub(crate) fn ways() -> Vec<Way> {
    vec![
        way("smart quotes", &[Markup, Json, Words], &["typographic"], |kept| {
            let quotes = kept.text.contains('"').then(|| curly(&kept.text))?;
            same(kept, quotes)
        }),
        way("in smart quotes", &[Blob, Token, Body, Address], &["typographic", "layer:excerpt"], |kept| {
            same(kept, format!("“{}”", kept.text))
        }),
        way("in plain quotes", &[Blob, Token, Body, Address], &[], |kept| {
            same(kept, format!("\"{}\"", kept.text))
        }),
        way("in backticks", &[Blob, Token, Body, Address, Markup], &[], |kept| {
            same(kept, format!("`{}`", kept.text))
        }),
        way("guillemets", &[Markup, Json], &["typographic"], |kept| same(kept, kept.text.replace('"', "»"))),
        way("nbsp inside", LETTERS, &["invisible"], |kept| same(kept, strewn(&kept.text, 97, "\u{a0}"))),
        way("nbsp for spaces", &[Markup, Json, Words], &["invisible"], |kept| {
            same(kept, kept.text.replace(' ', "\u{a0}"))
        }),
        way("zero width", LETTERS, &["invisible"], |kept| same(kept, strewn(&kept.text, 61, "\u{200b}"))),
        way("soft hyphens", LETTERS, &["invisible"], |kept| same(kept, strewn(&kept.text, 75, "\u{ad}"))),
        way("word joiner", LETTERS, &["invisible"], |kept| same(kept, strewn(&kept.text, 120, "\u{2060}"))),
        way("one zero width at its start", ALL, &["invisible", "charset"], |kept| {
            same(kept, format!("\u{200b}{}", kept.text))
        }),
        way("line separators", LETTERS, &["invisible"], |kept| {
            same(kept, strewn(&kept.text, 80, "\u{2028}"))
        }),
        way("auto-linked, angles", &[Markup, Json], &["auto-link"], |kept| {
            same(kept, linked(&kept.text, |a| format!("{a}<{a}>")))
        }),
        way("auto-linked, Markdown", &[Markup, Json], &["auto-link"], |kept| {
            same(kept, linked(&kept.text, |a| format!("[{a}]({a})")))
        }),
        way("auto-linked, mailto-like bar", &[Markup, Json], &["auto-link"], |kept| {
            same(kept, linked(&kept.text, |a| format!("<{a}|{a}>")))
        }),
        way("auto-linked, angles only", &[Markup, Json], &["auto-link"], |kept| {
            same(kept, linked(&kept.text, |a| format!("<{a}>")))
        }),
        way("an address as a link, angles", &[Address], &[], |kept| {
            same(kept, format!("{0}<{0}>", kept.text))
        }),
        way("an address as a link, Markdown", &[Address], &[], |kept| {
            same(kept, format!("[{0}]({0})", kept.text))
        }),
        way("an address in angles", &[Address], &[], |kept| same(kept, format!("<{}>", kept.text))),
        way("Safe Links", &[Address], &["rewritten-link"], |kept| {
            same(
                kept,
                format!(
                    "https://eur01.safelinks.protection.outlook.com/?url={}&data=05%7C02%7C&sdata=abc%3D&reserved=0",
                    percent(&kept.text)
                ),
            )
        }),
        way("Proofpoint, version 2", &[Address], &["rewritten-link"], |kept| {
            let text = kept.text.replace('-', "%2D").replace('_', "%5F").replace('%', "-25");
            let mut written = String::new();
            for character in text.chars() {
                match character {
                    '/' => written.push('_'),
                    ':' | '?' | '=' | '&' | '+' | '#' => {
                        use std::fmt::Write;
                        write!(written, "-{:02X}", character as u32).ok()?;
                    }
                    other => written.push(other),
                }
            }
            same(
                kept,
                format!("https://urldefense.proofpoint.com/v2/url?u={written}&d=DwMFaQ&c=x&r=y&m=z&s=w&e="),
            )
        }),
        way("Proofpoint, version 3", &[Address], &["rewritten-link"], |kept| {
            use base64::Engine;
            let specials = "%";
            let count = kept.text.matches(specials).count();
            let letters = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(specials.repeat(count));
            same(
                kept,
                format!("https://urldefense.com/v3/__{}__;{letters}!!AbC!xyz$", kept.text.replace('%', "*")),
            )
        }),
        way("Google's redirect", &[Address], &["rewritten-link"], |kept| {
            same(kept, format!("https://www.google.com/url?q={}&source=gmail&ust=1", percent(&kept.text)))
        }),
        way("Slack's redirect", &[Address], &["rewritten-link"], |kept| {
            same(kept, format!("https://slack-redir.net/link?url={}", percent(&kept.text)))
        }),
        way("plus to space", &[Blob], &["base64/lost-plus"], |kept| same(kept, kept.text.replace('+', " "))),
        way("HTML ampersands", &[Body, Address], &["parameters/html-escaped"], |kept| {
            same(kept, kept.text.replace('&', "&amp;"))
        }),
        way("lowercase escapes", &[Body, Address], &[], |kept| {
            let mut out = String::new();
            let mut left = 0;
            for c in kept.text.chars() {
                if c == '%' {
                    left = 3;
                }
                out.push(if left > 0 { c.to_ascii_lowercase() } else { c });
                left = left.max(1) - 1;
            }
            same(kept, out)
        }),
        way("tabs at the start", ALL, &[], |kept| same(kept, format!("\t  {}\t\n", kept.text))),
        way("trailing comma", &[Blob, Token], &[], |kept| same(kept, format!("\"{}\",", kept.text))),
        way("dashes for hyphens", &[Armour], &["typographic"], |kept| {
            same(kept, kept.text.replace("-----", "—–—"))
        }),
        way("browser's view", &[Markup], &["viewer"], |kept| {
            let text = kept.text.replacen('<', "This XML file does not appear to have any style information associated with it. The document tree is shown below.\n<", 1);
            same(kept, text)
        }),
    ]
}
