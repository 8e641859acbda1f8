//! What could not be read: what it looks like, and what to paste instead.

use crate::case::{Case, Unread};
use crate::limits::Limits;
use crate::span::{LayerId, Span};

const PASTE: &str = "Paste the SAMLResponse or the ID token itself, or save the browser's network log as a HAR and open that.";

/// Says what a paste looks like in which nothing was found.
pub(super) fn describe(case: &Case, id: LayerId) -> Unread {
    let bytes = case.layer(id).map_or(&[][..], |layer| &layer.bytes);
    let at = Span::new(id, 0..bytes.len() as u32);
    let looks = LOOKS.iter().find(|looks| (looks.like)(bytes));
    match looks {
        Some(looks) => unread(looks.id, looks.says.to_owned(), looks.instead, at),
        None => unread(
            "text",
            format!(
                "This is text of {} bytes without a SAML message, a token, metadata or a certificate in it.",
                bytes.len()
            ),
            PASTE,
            at,
        ),
    }
}

/// A log of requests of which none carries a message of a sign-in.
pub(super) fn no_sign_in(paste: LayerId, requests: usize) -> Unread {
    let many = if requests == 1 { "one request".to_owned() } else { format!("{requests} requests") };
    Unread {
        id: "no-sign-in",
        says: format!("This is a log of {many}, and no message of a sign-in is in it."),
        instead: "Start the log before the sign-in, let it go on across pages (Preserve log), and save it once more.".to_owned(),
        at: Span::new(paste, 0..0),
    }
}

/// A paste that is larger than what is opened.
pub(super) fn too_large(id: LayerId, name: &str, size: u64) -> Unread {
    let says = format!("“{name}” has {size} bytes; at most {} are opened.", Limits::PASTE_BYTES);
    unread(
        "too-large",
        says,
        "Save only the entries of the sign-in, or only the message itself.",
        Span::new(id, 0..0),
    )
}

/// Pastes that there was no room for.
pub(super) fn no_room(says: String) -> Unread {
    let instead = "Open the files of one sign-in at a time.";
    unread("no-room", says, instead, Span::new(LayerId(0), 0..0))
}

/// Something that starts like a token and has a number of parts that no token has.
pub(super) fn token_with_parts(at: Span, parts: usize) -> Unread {
    let says = format!(
        "This starts like a token and has {parts} parts between dots; a signed token has 3, an encrypted one 5."
    );
    let instead = "Copy the token once more, from its first eyJ to its last character; a chat or a terminal may have cut it.";
    unread("token-parts", says, instead, at)
}

fn unread(id: &'static str, says: String, instead: &str, at: Span) -> Unread {
    Unread { id, says, instead: instead.to_owned(), at }
}

struct Looks {
    id: &'static str,
    like: fn(&[u8]) -> bool,
    says: &'static str,
    instead: &'static str,
}

/// From the most to the least telling.
static LOOKS: &[Looks] = &[
    Looks {
        id: "empty",
        like: |b| b.trim_ascii().is_empty(),
        says: "There is nothing here.",
        instead: PASTE,
    },
    Looks {
        id: "picture",
        like: is_picture,
        says: "This is a picture; text can't be read out of it.",
        instead: "Copy the text itself: the SAMLResponse from the browser's network tab, or the error text from the page.",
    },
    Looks {
        id: "pdf",
        like: |b| b.starts_with(b"%PDF-"),
        says: "This is a PDF.",
        instead: "Copy the text out of it, or paste the message that it shows.",
    },
    Looks {
        id: "archive",
        like: |b| b.starts_with(b"PK\x03\x04") || b.starts_with(b"7z\xbc\xaf") || b.starts_with(b"Rar!"),
        says: "This is an archive.",
        instead: "Unpack it and open the files in it.",
    },
    Looks {
        id: "html",
        like: |b| super::xml::is_page(b.trim_ascii_start()),
        says: "This is a web page with no SAML message or token in it.",
        instead: "If it came in place of metadata, the address or the sign-in before it is wrong. If it shows an error, paste the request that led to it as a HAR.",
    },
    Looks {
        id: "binary",
        like: |b| std::str::from_utf8(b).is_err() || b.contains(&0),
        says: "These are binary data that are no certificate and no compressed message.",
        instead: PASTE,
    },
    Looks {
        id: "opaque-token",
        like: |b| {
            OPAQUE.iter().any(|start| b.trim_ascii().starts_with(start)) && !b.trim_ascii().contains(&b' ')
        },
        says: "This is an opaque token: only the party that issued it can tell what it stands for.",
        instead: "Paste the ID token, or the answer of the introspection or UserInfo endpoint for this token.",
    },
    Looks {
        id: "case-lost",
        like: is_of_one_case,
        says: "This is base64 in which all letters are small, or all are capitals: something changed their case, and it can't be read any more.",
        instead: "Copy the value once more from where it arrives, not from a tool that changes letters.",
    },
    Looks {
        id: "base64",
        like: is_base64,
        says: "This looks like base64, but what it decodes to is no SAML message, token or certificate. It may be cut at its start.",
        instead: "Copy the whole value once more, from its first character.",
    },
    Looks {
        id: "url",
        like: |b| starts_with_any_case(b, &["http://", "https://"]) && !b.trim_ascii().contains(&b'\n'),
        says: "This is an address without a SAML message or a token in it; nothing is fetched from it.",
        instead: "Open it in a browser, and paste what it shows, or paste the address of the redirect with its parameters.",
    },
];

/// Whether a text starts like a message would whose letters were made all small or all capitals.
fn is_of_one_case(bytes: &[u8]) -> bool {
    let text = bytes.trim_ascii();
    let starts = ["phn", "pd9", "eyj"]
        .iter()
        .any(|start| text.get(..3).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes())));
    let lost = !text.iter().any(u8::is_ascii_uppercase) || !text.iter().any(u8::is_ascii_lowercase);
    text.len() >= 40
        && starts
        && lost
        && text.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+/=-_.\r\n".contains(byte))
}

/// How tokens start that hold nothing to read: Google, GitHub, GitLab, Slack.
const OPAQUE: &[&[u8]] = &[b"ya29.", b"1//0", b"gho_", b"ghp_", b"ghu_", b"glpat-", b"xoxb-", b"xoxp-"];

fn is_picture(bytes: &[u8]) -> bool {
    [&b"\x89PNG"[..], b"\xff\xd8\xff", b"GIF8", b"BM"].iter().any(|magic| bytes.starts_with(magic))
        || (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"))
}

fn is_base64(bytes: &[u8]) -> bool {
    let text = bytes.trim_ascii();
    text.len() >= 24
        && text.iter().all(|b| {
            b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'-' | b'_' | b'=' | b'\n' | b'\r')
        })
}

fn starts_with_any_case(bytes: &[u8], starts: &[&str]) -> bool {
    let text = bytes.trim_ascii_start();
    starts
        .iter()
        .any(|start| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes())))
}
