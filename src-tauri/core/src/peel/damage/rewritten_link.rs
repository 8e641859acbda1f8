//! A link that a mail filter or a chat rewrote to lead over its own server, with the address of the message inside.

use std::ops::Range;

use ::base64::Engine;

use super::{Repair, repaired};
use crate::case::{Case, Layer, LayerKind, Unread};
use crate::peel::form::{Bid, Form};
use crate::peel::parameters::pairs;
use crate::peel::percent;
use crate::peel::unwrapped::Unwrapped;
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "rewritten_link",
    title: "A link that a mail filter or chat leads over its own server",
    example: "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fidp.example%2Fsso%3FSAMLRequest%3DfZFB…&data=05",
    surest: 83,
    needs: b":/",
    bid,
    open,
};

/// How a rewriter writes the address of the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// In a parameter of one of these names.
    Parameter(&'static [&'static str]),
    /// In the parameter `u`, with `-` for `%` and `_` for `/` (Proofpoint URL Defense, version 2).
    Dashes,
    /// Between `__` and `__;`, each special character written as `*` (Proofpoint URL Defense, version 3).
    Stars,
    /// As the last part of the path (Cisco).
    Path,
    /// Nowhere: it is known to the rewriter alone.
    Kept,
}

/// Who rewrites: a piece of the host, the start of the path, what people call it, and the way.
static REWRITERS: &[(&str, &str, &str, Way)] = &[
    (".safelinks.protection.", "/", "Outlook's Safe Links", Way::Parameter(&["url"])),
    ("statics.teams.cdn.office.net", "/", "Microsoft Teams", Way::Parameter(&["url"])),
    ("teams.microsoft.com", "/", "Microsoft Teams", Way::Parameter(&["url"])),
    ("urldefense.", "/v3/", "Proofpoint", Way::Stars),
    ("urldefense.", "/v2/", "Proofpoint", Way::Dashes),
    ("urldefense.", "/v1/", "Proofpoint", Way::Parameter(&["u"])),
    ("google.", "/url", "Google", Way::Parameter(&["q", "url"])),
    ("slack-redir.net", "/link", "Slack", Way::Parameter(&["url"])),
    ("linkprotect.cudasvc.com", "/url", "Barracuda", Way::Parameter(&["a"])),
    ("l.facebook.com", "/l.php", "Facebook", Way::Parameter(&["u"])),
    ("linkedin.com", "/redir", "LinkedIn", Way::Parameter(&["url"])),
    ("clicktime.symantec.com", "/", "Symantec", Way::Parameter(&["u"])),
    ("secure-web.cisco.com", "/", "Cisco", Way::Path),
    ("mimecast.com", "/s/", "Mimecast", Way::Kept),
    ("fireeye.com", "/", "Trellix", Way::Kept),
];

fn rewriter(text: &[u8]) -> Option<(&'static str, Way)> {
    let rest = text.strip_prefix(b"https://").or_else(|| text.strip_prefix(b"http://"))?;
    let host = rest.get(..memchr::memchr(b'/', rest).filter(|end| *end < 100)?)?;
    let path = rest.get(host.len()..)?;
    let known = |piece: &str, start: &str| {
        memchr::memmem::find(host, piece.as_bytes()).is_some() && path.starts_with(start.as_bytes())
    };
    REWRITERS.iter().find(|(piece, start, ..)| known(piece, start)).map(|(_, _, who, way)| (*who, *way))
}

/// Whether a word is such a link.
pub(in crate::peel) fn is_one(word: &[u8]) -> bool {
    word.starts_with(b"http") && rewriter(word).is_some()
}

fn bid(layer: &Layer) -> Option<Bid> {
    let text = layer.bytes.trim_ascii();
    let one_line = || memchr::memchr(b'\n', text).is_none();
    if is_one(text) && one_line() { Bid::new(83, "its host is one that links are led over") } else { None }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let text = layer.bytes.trim_ascii();
    let lead = layer.bytes.len() - layer.bytes.trim_ascii_start().len();
    let Some((who, way)) = rewriter(text) else { return Vec::new() };
    let at = lead..lead + text.len();
    let says = format!("{who} led this link over its own server; the address inside was taken out.");
    let repair = |out| Repair { id: "rewritten-link", says: says.clone(), at: at.clone(), out };
    match way {
        Way::Parameter(names) => {
            let Some(value) = parameter(&layer.bytes, at.clone(), names) else { return Vec::new() };
            let whole = Span::new(id, at.start as u32..at.end as u32);
            let added = open_value(case, id, value);
            case.crack(whole, "rewritten-link", says);
            added.into_iter().collect()
        }
        Way::Dashes => {
            match parameter(&layer.bytes, at.clone(), &["u"]).map(|value| dashes(&layer.bytes, value)) {
                Some(out) => repaired(case, id, repair(out)),
                None => Vec::new(),
            }
        }
        Way::Stars => match stars(&layer.bytes) {
            Some(out) => repaired(case, id, repair(out)),
            None => Vec::new(),
        },
        Way::Path => {
            let start = memchr::memrchr(b'/', text).map_or(at.start, |slash| lead + slash + 1);
            let out = percent::unwrap(layer.bytes.get(start..at.end).unwrap_or_default(), start, false);
            repaired(case, id, repair(out))
        }
        Way::Kept => {
            case.unread.push(kept(who, Span::new(id, at.start as u32..at.end as u32)));
            Vec::new()
        }
    }
}

fn kept(who: &str, at: Span) -> Unread {
    Unread {
        id: "rewritten-link",
        says: format!("{who} led this link over its own server, and does not say in it where it leads."),
        instead: "Copy the address from the browser's address bar or network log, not from the mail."
            .to_owned(),
        at,
    }
}

fn parameter(bytes: &[u8], at: Range<usize>, names: &[&str]) -> Option<Range<usize>> {
    let query = at.start + memchr::memchr(b'?', bytes.get(at.clone())?)? + 1;
    let named = |name: &[u8]| names.iter().any(|known| known.as_bytes() == name);
    pairs(bytes, query..at.end)
        .into_iter()
        .find(|pair| bytes.get(pair.name.clone()).is_some_and(named))
        .map(|pair| pair.value)
}

fn open_value(case: &mut Case, id: LayerId, value: Range<usize>) -> Option<LayerId> {
    let from = Span::new(id, value.start as u32..value.end as u32);
    let out = percent::unwrap(case.bytes(from), value.start, true);
    case.add_layer(LayerKind::Parameter, "url", from, out.bytes, out.map)
}

/// `-3A` is `%3A`, `_` is `/`.
fn dashes(bytes: &[u8], value: Range<usize>) -> Unwrapped {
    let mut out = Unwrapped::default();
    let mut at = value.start;
    while at < value.end {
        let escaped = match bytes.get(at..value.end) {
            Some([b'-', high, low, ..]) => percent::escape(&[b'%', *high, *low], 0),
            _ => None,
        };
        match (escaped, bytes.get(at)) {
            (Some(byte), _) => out.unit(&[byte], at, 3),
            (None, Some(b'_')) => out.unit(b"/", at, 1),
            (None, Some(byte)) => out.copied(*byte, at),
            (None, None) => {}
        }
        at += if escaped.is_some() { 3 } else { 1 };
    }
    out
}

/// The letters that stand for the length of a run of special characters, after `**`.
const RUNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// `https://urldefense.com/v3/__ADDRESS__;CHARACTERS!!…`, each `*` of the address one of the characters, `**A` two of them.
fn stars(bytes: &[u8]) -> Option<Unwrapped> {
    let start = memchr::memmem::find(bytes, b"/v3/__")? + 6;
    let end = memchr::memmem::find_iter(bytes.get(start..)?, b"__;").last().map(|end| start + end)?;
    let tail = bytes.get(end + 3..)?;
    let encoded = tail.get(..memchr::memchr(b'!', tail).unwrap_or(tail.len()))?;
    let characters = ::base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(encoded).ok()?;
    let (mut out, mut next, mut at) = (Unwrapped::default(), 0, start);
    while at < end {
        let (count, len) = match bytes.get(at..end)? {
            [b'*', b'*', run, ..] if RUNS.contains(run) => {
                (RUNS.iter().position(|letter| letter == run)? + 2, 3)
            }
            [b'*', ..] => (1, 1),
            [byte, ..] => {
                out.copied(*byte, at);
                at += 1;
                continue;
            }
            [] => break,
        };
        out.unit(characters.get(next..next + count)?, at, len);
        (next, at) = (next + count, at + len);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rewriters_are_known_by_their_hosts() {
        assert!(is_one(b"https://eur01.safelinks.protection.outlook.com/?url=x"));
        assert!(is_one(b"https://www.google.com/url?q=https://a"));
        assert!(!is_one(b"https://accounts.google.com/o/oauth2/v2/auth?client_id=x"));
    }

    #[test]
    fn the_ways_of_proofpoint() {
        let second = b"https://urldefense.proofpoint.com/v2/url?u=https-3A__idp.example_sso-3FSAMLRequest-3Dab-252Bc&d=x";
        let value = parameter(second, 0..second.len(), &["u"]).unwrap();
        assert_eq!(dashes(second, value).bytes, b"https://idp.example/sso?SAMLRequest=ab%2Bc");
        let third = b"https://urldefense.com/v3/__https://idp.example/sso?SAMLRequest=ab*2Bc__;JQ!!x!y$";
        assert_eq!(stars(third).unwrap().bytes, b"https://idp.example/sso?SAMLRequest=ab%2Bc");
    }
}
