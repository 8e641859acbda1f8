//! A page by which a provider or an application says that the sign-in failed, in a capture that shows the exchange.

use crate::case::{Case, Content, Layer, Role};
use crate::decode::{Spanned, is_drawn_in, visible, writes_about};
use crate::exchange::{Exchange, Written};
use crate::limits::Limits;
use crate::place::host;
use crate::span::Span;

/// A page that says that the sign-in failed.
pub struct ErrorPage {
    /// The page as the capture holds it.
    pub at: Span,
    /// The URL that answered with it; the name of the paste, where somebody copied the text alone.
    pub url: Spanned<String>,
    /// The status of the answer, where the capture shows it.
    pub status: Option<u16>,
    /// Whose page it is.
    pub side: Side,
    /// The error that it names: an OAuth code, or the number of a product.
    pub error: Option<Spanned<String>>,
    /// What a person reads on it.
    pub says: Spanned<String>,
}

/// Whose page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The provider's.
    Provider,
    /// The application's.
    Application,
}

/// The pages of a case that say that a sign-in failed.
pub(super) fn all(case: &Case) -> Vec<ErrorPage> {
    let hosts = Hosts::of(case.captured_exchanges());
    case.captured_exchanges().filter_map(|exchange| read(case, exchange, &hosts)).collect()
}

/// Who lives where, by the parameters that their URLs carry.
struct Hosts {
    providers: Vec<String>,
    applications: Vec<String>,
}

impl Hosts {
    fn of<'e>(exchanges: impl Iterator<Item = &'e Exchange>) -> Self {
        let mut hosts = Hosts { providers: Vec::new(), applications: Vec::new() };
        for exchange in exchanges {
            let known = match side_of(&exchange.url.value) {
                Some(Side::Provider) => &mut hosts.providers,
                Some(Side::Application) => &mut hosts.applications,
                None => continue,
            };
            known.extend(host(&exchange.url.value));
            hosts.applications.extend(returns_to(&exchange.url.value));
        }
        hosts
    }

    fn side(&self, exchange: &Exchange, says: &str) -> Option<Side> {
        let host = host(&exchange.url.value)?;
        let among = |hosts: &[String]| hosts.contains(&host);
        if among(&self.providers) {
            return Some(Side::Provider);
        }
        let speaks = || {
            let says = says.to_ascii_lowercase();
            ["oauth", "openid", "oidc"].iter().any(|word| says.contains(word))
        };
        (among(&self.applications) || speaks()).then_some(Side::Application)
    }
}

/// Whose URL one is that carries parameters of a sign-in or a logout.
fn side_of(url: &str) -> Option<Side> {
    let query = url.split_once(['?', '#'])?.1;
    let has = |name: &str| query.split(['&', '#']).any(|pair| pair.split('=').next() == Some(name));
    if has("client_id") && (has("response_type") || has("request_uri") || has("request"))
        || has("post_logout_redirect_uri")
    {
        Some(Side::Provider)
    } else {
        ((has("code") || has("error")) && (has("state") || has("iss"))).then_some(Side::Application)
    }
}

/// The host that a request wants the answer at.
fn returns_to(url: &str) -> Option<String> {
    let query = url.split_once('?')?.1;
    let value = query.split(['&', '#']).find_map(|pair| pair.strip_prefix("redirect_uri="))?;
    let decoded = crate::peel::percent_decoded(value.as_bytes());
    host(&String::from_utf8_lossy(&decoded))
}

/// A page with an error status, or with an error that its script draws, of a party to the sign-in.
fn read(case: &Case, exchange: &Exchange, hosts: &Hosts) -> Option<ErrorPage> {
    let body = exchange.answer.body.as_ref()?;
    let at = match body.written {
        Written::JsonBase64 => case.layer(body.layer?)?.span(),
        Written::Plain | Written::Json => body.at?,
    };
    let header = exchange.answer.headers.first("content-type").map(|header| header.value.as_str());
    let html = body.media_type.as_deref().or(header).is_none_or(|media| media.starts_with("text/"));
    let bytes = case.bytes(at).get(..Limits::PAGE_BYTES.min(at.len() as usize)).filter(|_| html)?;
    if exchange.status() < 400 && !is_drawn_in(&String::from_utf8_lossy(bytes)) {
        return None;
    }
    let says = read_by_person(bytes);
    let side = hosts.side(exchange, &says)?;
    Some(ErrorPage {
        at,
        url: exchange.url.clone(),
        status: Some(exchange.status()),
        side,
        error: named(&says).map(|code| Spanned::new(code, at)),
        says: Spanned::new(says, at),
    })
}

/// What a person reads on a page that may be written as a JSON string.
fn read_by_person(bytes: &[u8]) -> String {
    let raw = String::from_utf8_lossy(bytes);
    let plain = ESCAPES.iter().fold(raw.into_owned(), |text, (written, meant)| text.replace(written, meant));
    visible(&plain, LONGEST).map(|visible| visible.text).unwrap_or_default()
}

/// Characters of a page that are kept.
const LONGEST: usize = 600;

/// The short escapes of a JSON string.
const ESCAPES: [(&str, &str); 5] = [("\\n", "\n"), ("\\r", " "), ("\\t", " "), ("\\\"", "\""), ("\\/", "/")];

/// The texts of error pages that somebody pasted alone: those that name a code, in pastes in which nothing else was found.
pub(super) fn pasted(case: &Case) -> Vec<ErrorPage> {
    let pastes = case.layers().iter().filter(|layer| layer.from.is_none() && layer.role == Role::Capture);
    let empty = pastes.filter(|paste| {
        let within = |at: Span| case.paste_beneath(at.layer).is_some_and(|layer| layer.id == paste.id);
        let mut messages = case.artefacts.iter().filter(|artefact| artefact.content != Content::LogText);
        paste.bytes.len() <= Limits::PAGE_BYTES && !messages.any(|artefact| within(artefact.at))
    });
    empty.filter_map(of_paste).collect()
}

fn of_paste(paste: &Layer) -> Option<ErrorPage> {
    let text =
        paste.text().filter(|text| !lists(text) && !is_record(text) && !writes_about(text.as_bytes()))?;
    let (at, says) = (paste.span(), read_by_person(text.as_bytes()));
    let error = named(&says)?;
    let side = if error.starts_with("IDX") { Side::Application } else { Side::Provider };
    let url = Spanned::new(paste.name.clone(), at);
    Some(ErrorPage {
        at,
        url,
        status: None,
        side,
        error: Some(Spanned::new(error, at)),
        says: Spanned::new(says, at),
    })
}

impl ErrorPage {
    /// Where its URL stands, unless that is the page itself.
    pub fn elsewhere(&self) -> Option<Span> {
        Some(self.url.at).filter(|at| *at != self.at)
    }

    /// What is shown, for a sentence: "a page with status 400".
    pub fn called(&self) -> String {
        self.status.map_or("a page".to_owned(), |status| format!("a page with status {status}"))
    }
}

/// The codes of OAuth and OpenID Connect that providers show on their own pages.
const CODES: &[&str] = &[
    "invalid_redirect_uri",
    "redirect_uri_mismatch",
    "invalid_client",
    "unauthorized_client",
    "invalid_request",
    "invalid_scope",
    "unsupported_response_type",
    "access_denied",
    "consent_required",
    "login_required",
    "invalid_grant",
    "server_error",
    "temporarily_unavailable",
];

/// Different errors that one page names: fewer than this.
const LIST: usize = 4;

/// Whether a text names so many errors that it is a manual's list of them.
fn lists(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let mut errors: Vec<&str> = words.filter(|word| is_numbered(word) || CODES.contains(word)).collect();
    errors.sort_unstable();
    errors.dedup();
    errors.len() >= LIST
}

/// Whether a text is a record that somebody put together: lines of a log, or blocks that a fence sets off.
fn is_record(text: &str) -> bool {
    const SIGNS: &[&str] = &[
        "```",
        "level=",
        "lvl=",
        " ERROR ",
        " WARN ",
        "Traceback (",
        "Exception details:",
        "Additional Data",
    ];
    let dated = |line: &str| {
        let date = line.trim_start_matches(['[', ' ']).get(..10).unwrap_or_default();
        chrono::NaiveDate::parse_from_str(date, "%Y-%m-%d").is_ok()
    };
    let of_stack = |line: &str| line.starts_with([' ', '\t']) && line.trim_start().starts_with("at ");
    SIGNS.iter().any(|sign| text.contains(sign)) || text.lines().any(|line| dated(line) || of_stack(line))
}

/// Whether a word is a number of Entra ID, AD FS or .NET.
fn is_numbered(word: &str) -> bool {
    ["AADSTS", "MSIS", "IDX"].iter().any(|prefix| {
        word.strip_prefix(prefix)
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// The error that a text names: the number of Entra ID, AD FS or .NET first, for it is the most telling.
fn named(says: &str) -> Option<String> {
    let word = |word: &str| word.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_').to_owned();
    let numbered = says.split([' ', ':']).map(word).find(|word| is_numbered(word));
    numbered.or_else(|| CODES.iter().find(|code| says.contains(**code)).map(|code| (*code).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_tell_whose_they_are() {
        assert_eq!(side_of("https://op.example/a?client_id=x&response_type=code"), Some(Side::Provider));
        assert_eq!(side_of("https://op.example/end?post_logout_redirect_uri=x"), Some(Side::Provider));
        assert_eq!(side_of("https://app.example/cb?code=c&state=s"), Some(Side::Application));
        assert_eq!(side_of("https://app.example/home?page=2"), None);
    }

    #[test]
    fn the_most_telling_code_is_named() {
        assert_eq!(named("Sorry. AADSTS50011: The reply URL").as_deref(), Some("AADSTS50011"));
        assert_eq!(named("error: invalid_client error_description: x").as_deref(), Some("invalid_client"));
        assert_eq!(named("IDX10214: Audience validation failed.").as_deref(), Some("IDX10214"));
        assert_eq!(named("Bad Request (400)"), None);
    }

    #[test]
    fn a_log_and_a_thread_are_no_page() {
        assert!(is_record("It fails:\n```\ninvalid_client\n```"));
        assert!(is_record("[2026-11-23T08:00:00Z] invalid_client"));
        assert!(!is_record("Sorry, that did not work.\ninvalid_client: unknown client"));
    }

    #[test]
    fn a_manual_lists_errors_and_shows_none() {
        assert!(lists("invalid_request, invalid_scope, access_denied, server_error"));
        assert!(!lists("error=access_denied&error_description=AADSTS50105: access_denied"));
    }
}
