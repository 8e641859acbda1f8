//! What carries a text on its way: mails, chats, terminals, tickets, fields and files.

use crate::kept::{Kept, Kind};
use crate::trial::{ALL, Damaged, LETTERS, Way, lost, same, way};
use Kind::{Address, Armour, Blob, Body, Json, Markup, Token, Words};

/// A text broken into lines of a width, wherever that falls.
fn broken(text: &str, width: usize, end: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    characters.chunks(width).map(|line| line.iter().collect::<String>()).collect::<Vec<_>>().join(end)
}

/// Each line longer than a width broken, as a mail program does it: words between words, all else wherever that falls.
fn folded(kept: &Kept, width: usize, end: &str) -> String {
    let fold = |line: &str| {
        if kept.kind == Words { between_words(line, width, end) } else { broken(line, width, end) }
    };
    kept.text.lines().map(fold).collect::<Vec<_>>().join(end)
}

fn between_words(line: &str, width: usize, end: &str) -> String {
    let (mut out, mut len) = (String::new(), 0);
    for word in line.split(' ') {
        let starts = out.is_empty();
        let fits = starts || len + 1 + word.len() <= width;
        out += if starts {
            ""
        } else if fits {
            " "
        } else {
            end
        };
        len = if fits && !starts { len + 1 + word.len() } else { word.len() };
        out += word;
    }
    out
}

fn each_line(text: &str, mark: &str) -> String {
    text.lines().map(|line| format!("{mark}{line}\n")).collect()
}

fn cut(kept: &Kept, len: usize) -> Option<Damaged> {
    (kept.text.len() > len + 8 && kept.text.is_char_boundary(len))
        .then(|| Damaged::Text(kept.text[..len].to_owned(), kept.kind))
}

fn in_the_middle(kept: &Kept, mark: &str) -> Option<Damaged> {
    let characters: Vec<char> = kept.text.chars().collect();
    let (third, rest) = (characters.len() * 2 / 5, characters.len() * 3 / 5);
    (characters.len() > 300).then(|| {
        let head: String = characters[..third].iter().collect();
        let tail: String = characters[rest..].iter().collect();
        Damaged::Text(head + mark + &tail, kept.kind)
    })
}

/// Quoted-printable as mails have it: soft line ends, escapes never cut.
fn quoted_printable(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut len = 0;
        for byte in line.bytes() {
            let unit = match byte {
                b'=' | 0x80.. | 0..0x20 => format!("={byte:02X}"),
                _ => char::from(byte).to_string(),
            };
            if len + unit.len() > 75 {
                out += "=\n";
                len = 0;
            }
            len += unit.len();
            out += &unit;
        }
        out.push('\n');
    }
    out
}

fn utf16(text: &str, mark: bool, big: bool) -> Vec<u8> {
    let text = if mark { format!("\u{feff}{text}") } else { text.to_owned() };
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

fn base64(text: &str) -> String {
    base64::Engine::encode(&base64::engine::general_purpose::STANDARD, text)
}

const WRAPPED: &[&str] = &["base64/white-space", "token/white-space", "wrapped", "layer:excerpt", "form:pem"];
const LOST: &[&str] = &["ellipsis/cut", "cause:damaged_paste"];
const CUT: &[&str] = &[
    "cut/limit",
    "base64/cut",
    "xml/cut",
    "json/broken",
    "deflate/cut",
    "pem/cut",
    "cause:damaged_paste",
    "token/no-signature",
    "token-parts",
];

pub(crate) fn ways() -> Vec<Way> {
    vec![
        way("wrapped at 60", LETTERS, WRAPPED, |kept| same(kept, broken(&kept.text, 60, "\n"))),
        way("wrapped at 64, CRLF", LETTERS, WRAPPED, |kept| same(kept, broken(&kept.text, 64, "\r\n"))),
        way("wrapped at 72", LETTERS, WRAPPED, |kept| same(kept, broken(&kept.text, 72, "\n"))),
        way("wrapped at 76, CRLF", LETTERS, WRAPPED, |kept| same(kept, broken(&kept.text, 76, "\r\n"))),
        way("wrapped at 78", &[Blob, Token, Body, Address, Markup, Json], WRAPPED, |kept| {
            same(kept, folded(kept, 78, "\n"))
        }),
        way("wrapped at 998", &[Blob, Token, Body, Json], WRAPPED, |kept| {
            (kept.text.len() > 998).then(|| same(kept, broken(&kept.text, 998, "\r\n")))?
        }),
        way("wrapped, indented", LETTERS, WRAPPED, |kept| {
            same(kept, each_line(&broken(&kept.text, 70, "\n"), "    "))
        }),
        way("wrapped, tabs", LETTERS, WRAPPED, |kept| same(kept, broken(&kept.text, 70, "\n\t"))),
        way("wrapped, empty lines between", LETTERS, WRAPPED, |kept| {
            same(kept, broken(&kept.text, 70, "\n\n"))
        }),
        way("wrapped, backslashes", LETTERS, WRAPPED, |kept| same(kept, broken(&kept.text, 70, "\\\n"))),
        way("wrapped, spaces at the ends", LETTERS, WRAPPED, |kept| {
            same(kept, broken(&kept.text, 70, " \n"))
        }),
        way("numbered lines", LETTERS, &["log-prefix", "numbered"], |kept| {
            let lines: String = broken(&kept.text, 70, "\n")
                .lines()
                .enumerate()
                .map(|(n, line)| format!("{:6}\t{line}\n", n + 1))
                .collect();
            same(kept, lines)
        }),
        way("quoted", ALL, &["mail-quote"], |kept| same(kept, each_line(&folded(kept, 76, "\n"), "> "))),
        way("quoted, no space", ALL, &["mail-quote"], |kept| {
            same(kept, each_line(&folded(kept, 76, "\n"), ">"))
        }),
        way("quoted twice", ALL, &["mail-quote"], |kept| {
            same(kept, each_line(&folded(kept, 74, "\n"), "> > "))
        }),
        way("quoted twice, no space", ALL, &["mail-quote"], |kept| {
            same(kept, each_line(&folded(kept, 74, "\r\n"), ">> "))
        }),
        way("quoted, unwrapped", ALL, &["mail-quote"], |kept| same(kept, each_line(&kept.text, "> "))),
        way("quoted below words", ALL, &["mail-quote"], |kept| {
            same(
                kept,
                format!(
                    "Hi Zoe,\n\nsee below, it does not work.\n\nOn Tue, Mar 10, 2026 at 9:15 AM Mira <mira@halden.example> wrote:\n{}",
                    each_line(&folded(kept, 76, "\n"), "> ")
                ),
            )
        }),
        way("bar-quoted", LETTERS, &["mail-quote"], |kept| {
            same(kept, each_line(&folded(kept, 74, "\n"), "| "))
        }),
        way("quoted-printable", ALL, &["quoted-printable"], |kept| same(kept, quoted_printable(&kept.text))),
        way("mail, quoted-printable", ALL, &["quoted-printable"], |kept| {
            same(
                kept,
                format!(
                    "From: mira@halden.example\nTo: desk@halden.example\nSubject: sign-in\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nHello,\n\n{}\nRegards\n",
                    quoted_printable(&kept.text)
                ),
            )
        }),
        way("mail, base64", ALL, &["mail/base64"], |kept| {
            let body = base64(&format!("Hello,\r\n\r\n{}\r\n\r\nRegards\r\n", kept.text));
            same(
                kept,
                format!(
                    "From: mira@halden.example\r\nTo: desk@halden.example\r\nSubject: sign-in\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n",
                    broken(&body, 76, "\r\n")
                ),
            )
        }),
        way("words around", ALL, &[], |kept| {
            same(kept, format!("Hi,\n\nthis is what I got:\n\n{}\n\nCan you help?\nThanks, Bob", kept.text))
        }),
        way("words before, same line", LETTERS, &[], |kept| {
            same(kept, format!("here it is: {} , thanks", kept.text))
        }),
        way("Markdown fence", ALL, &[], |kept| {
            same(kept, format!("It says:\n```xml\n{}\n```\nWhy?", kept.text))
        }),
        way("Markdown table", LETTERS, &[], |kept| {
            same(kept, format!("| name | value |\n|---|---|\n| user | mira |\n| value | {} |\n", kept.text))
        }),
        way("ticket code block", ALL, &[], |kept| {
            same(kept, format!("{{code:title=capture|borderStyle=solid}}\n{}\n{{code}}\n", kept.text))
        }),
        way("chat export", ALL, &[], |kept| {
            same(
                kept,
                format!(
                    "[10.03.26, 08:15:02] Mira: it fails again\n[10.03.26, 08:15:31] Mira: {}\n[10.03.26, 08:16:00] Zoe: looking\n",
                    kept.text
                ),
            )
        }),
        way("chat export, wrapped", LETTERS, &[], |kept| {
            same(kept, format!("Mira  8:15 AM\n{}\nZoe  8:16 AM\nlooking\n", broken(&kept.text, 76, "\n")))
        }),
        way("BOM", ALL, &["charset"], |kept| same(kept, format!("\u{feff}{}", kept.text))),
        way("UTF-16LE", ALL, &["charset"], |kept| Some(Damaged::Bytes(utf16(&kept.text, true, false)))),
        way("UTF-16BE", ALL, &["charset"], |kept| Some(Damaged::Bytes(utf16(&kept.text, true, true)))),
        way("UTF-16LE, no mark", ALL, &["charset"], |kept| {
            Some(Damaged::Bytes(utf16(&kept.text, false, false)))
        }),
        way("UTF-16BE, no mark", ALL, &["charset"], |kept| {
            Some(Damaged::Bytes(utf16(&kept.text, false, true)))
        }),
        way("Latin-1 words around", ALL, &["charset"], |kept| {
            kept.text.is_ascii().then(|| {
                Damaged::Bytes(
                    [b"Gr\xfc\xdfe, es schl\xe4gt fehl:\n\n", kept.text.as_bytes(), b"\n\nM\xfcller"]
                        .concat(),
                )
            })
        }),
        way("CRLF", ALL, &[], |kept| same(kept, kept.text.replace('\n', "\r\n") + "\r\n")),
        way("times before each line", LETTERS, &["log-prefix"], |kept| {
            same(kept, each_line(&broken(&kept.text, 90, "\n"), "2026-03-10 08:15:31,123 DEBUG sso: "))
        }),
        way(
            "times before each line of XML",
            &[Markup, Json, Armour],
            &["log-prefix", "layer:excerpt"],
            |kept| same(kept, each_line(&kept.text, "Mar 10 08:15:31 sp1 app[911]: ")),
        ),
        way("compose prefix", LETTERS, &["log-prefix"], |kept| {
            same(kept, each_line(&broken(&kept.text, 90, "\n"), "app-1  | "))
        }),
        way("doubled", ALL, &["doubled"], |kept| same(kept, format!("{0}{0}", kept.text))),
        way("doubled, lines", ALL, &["doubled"], |kept| same(kept, format!("{0}\n{0}\n", kept.text))),
        lost("ellipsis in the middle", &[Blob, Token, Markup, Json], LOST, |kept| in_the_middle(kept, "…")),
        lost("dots in the middle", &[Blob, Token, Markup, Json], LOST, |kept| in_the_middle(kept, "...")),
        lost("[truncated] in the middle", &[Blob, Token], LOST, |kept| in_the_middle(kept, "[truncated]")),
        lost("dots at the end", &[Blob, Token, Body], LOST, |kept| {
            Some(Damaged::Text(format!("{}...", kept.text.get(..kept.text.len() / 2)?), kept.kind))
        }),
        lost(
            "masked in the middle",
            &[Blob, Token, Markup, Json],
            &["mask", "masked", "cause:damaged_paste"],
            |kept| in_the_middle(kept, "[REDACTED]"),
        ),
        lost(
            "stars in the middle",
            &[Blob, Token, Markup, Json],
            &["mask", "masked", "cause:damaged_paste"],
            |kept| in_the_middle(kept, "********"),
        ),
        lost("cut at 255", ALL, CUT, |kept| cut(kept, 255)),
        lost("cut at 2000", ALL, CUT, |kept| cut(kept, 2000)),
        lost("cut at 4096", ALL, CUT, |kept| cut(kept, 4096)),
        lost("cut at 333", &[Blob, Token, Markup, Json, Armour], CUT, |kept| cut(kept, 333)),
        lost("head missing", &[Blob], &["head-missing", "head-missing/cut"], |kept| {
            Some(Damaged::Text(kept.text.get(29..)?.to_owned(), kept.kind))
        }),
        lost("small letters", &[Blob, Token], &["case-lost"], |kept| {
            same(kept, kept.text.to_ascii_lowercase())
        }),
        lost("read off a picture", &[Blob], &["cause:damaged_paste", "base64/misread"], |kept| {
            let mut l = 0;
            let text = kept
                .text
                .chars()
                .map(|c| match c {
                    'l' => {
                        l += 1;
                        if l % 3 == 0 { '1' } else { 'l' }
                    }
                    'O' => '0',
                    other => other,
                })
                .collect();
            same(kept, text)
        }),
        lost("read off a picture, token", &[Token], &["cause:damaged_paste", "base64/misread"], |kept| {
            same(kept, kept.text.replace('0', "O").replace('1', "l"))
        }),
        lost("a line missing", &[Blob], &["cause:damaged_paste", "line-missing"], |kept| {
            let lines: Vec<String> = broken(&kept.text, 76, "\n").lines().map(str::to_owned).collect();
            same(
                kept,
                lines
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| *at != 20)
                    .map(|(_, l)| l.clone())
                    .collect::<Vec<_>>()
                    .join("\n"),
            )
        }),
    ]
}
