//! Lines of applications' logs and vendors' error texts: recognised as such, with times, codes and names pulled out.

use super::pattern::Pattern;
use super::{Record, printed_certificate, push};
use crate::case::Case;
use crate::decode::{Message, Spanned};
use crate::peel::line::kind_of;
use crate::peel::{LogKind, is_given};
use crate::span::Span;

/// What any of them may have.
static COMMON: [Pattern; 6] = [
    Pattern::new(r"^\[?(?P<Time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)"),
    Pattern::new(r"(?i)\btimestamp:?\s*(?P<Time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?Z?)"),
    Pattern::new(r"\b(?P<Error_code>AADSTS\d{4,8}|AADB2C\d+|MSIS\d{4}|SAML20\.E\d+|E0000\d{3})\b"),
    Pattern::new(r"(?i)\bcorrelation id:?\s*(?P<Correlation>[0-9a-f-]{36})"),
    Pattern::new(r"(?i)\btrace id:?\s*(?P<Trace>[0-9a-f-]{36})"),
    Pattern::new(r"(?i)\b(?:activity id|request id):?\s*(?P<Request>[0-9a-f-]{36})"),
];

/// What only one kind has.
fn own(kind: &str) -> &'static [Pattern] {
    match kind {
        "keycloak-log" => &KEYCLOAK,
        "go-oidc-error" => &GO_OIDC,
        "shibboleth-log" | "opensaml-log" => &OPENSAML,
        "python3-saml-error" | "ruby-saml-error" | "simplesamlphp-log" => &BRACKETED,
        "spring-security-log" => &SPRING,
        "adfs-event" => &ADFS,
        "google-error" => &GOOGLE,
        "entra-error" => &ENTRA,
        _ => &QUOTED,
    }
}

static KEYCLOAK: [Pattern; 3] = [
    Pattern::new(r#"\btype="?(?P<Event>[A-Z_]+)"?"#),
    Pattern::new(r#"\berror="?(?P<Error>[a-z_]+)"?"#),
    Pattern::new(
        r#"\b(?:clientId="?(?P<Application>[^,"\s]+)|userId="?(?P<User>[^,"\s]+)|ipAddress="?(?P<Address>[^,"\s]+)|reason="?(?P<Reason>[^,"]+)|redirect_uri="?(?P<redirect_uri>[^,"\s]+))"#,
    ),
];
static GO_OIDC: [Pattern; 2] = [
    Pattern::new(r#"oidc: (?P<Error>[^,"]+)"#),
    Pattern::new(r#"expected "(?P<Expected>[^"]*)" got "?(?P<Observed>[^"]*)"?"#),
];
static OPENSAML: [Pattern; 2] = [
    Pattern::new(r"\b(?:WARN|ERROR|CRIT)\b\s*(?P<Error>.+)$"),
    Pattern::new(r"(?i)entity ?id:?\s*[\(']?(?P<Issuer>https?://[^\s\)']+)"),
];
static BRACKETED: [Pattern; 2] = [
    Pattern::new(r"(?P<Error>invalid_[a-z_]+|SAML[A-Z][A-Za-z]+Error)"),
    Pattern::new(r"\((?P<Reason>[^()]{8,200})\)"),
];
static SPRING: [Pattern; 2] =
    [Pattern::new(r"\[(?P<Error>[a-z_]+)\]"), Pattern::new(r"Saml2\w*Exception: (?P<Reason>.+)$")];
static ADFS: [Pattern; 2] = [
    Pattern::new(r"(?i)event id:?\s*(?P<Event>\d{3,4})"),
    Pattern::new(r"(?P<Error>Microsoft\.IdentityServer\.[\w.]+Exception)(?:: (?P<Reason>[^\r\n]+))?"),
];
static GOOGLE: [Pattern; 1] = [Pattern::new(r"(?P<Error>app_not_[a-z_]+|invalid_[a-z_]+|malformed_[a-z_]+)")];
static ENTRA: [Pattern; 2] = [
    Pattern::new(r"(?i)\bsign-in error code\W{1,8}(?P<Error_code>\d{4,8})\b"),
    Pattern::new(r#"(?i)\b(?:failure reason)\W{1,4}(?P<Error>[^|\r\n]{3,300})"#),
];
static QUOTED: [Pattern; 2] = [
    Pattern::new(r#"(?i)\b(?:error|reason|fehler)["']?\s*[:=]\s*["']?(?P<Error>[^"',;\r\n]{3,120})"#),
    Pattern::new(
        r#"(?:URL|URI|audience|issuer|application|Identifier)[^'"]{0,40}['"](?P<Value>[^'"\r\n]{3,200})['"]"#,
    ),
];

/// Decodes a line or a text that peeling recognised.
pub(in crate::decode) fn decode(case: &Case, at: Span, messages: &mut Vec<Message>) {
    let Ok(text) = std::str::from_utf8(case.bytes(at)) else { return };
    let known = kind_of(text.as_bytes()).map(|LogKind { kind, title, .. }| (*kind, *title));
    let (kind, title) = known.unwrap_or(("error-text", "A product's error text"));
    let mut record = Record { kind, title, fields: Vec::new() };
    if known.is_none() {
        name_the_words(case, at, &mut record);
    }
    if kind == printed_certificate::KIND {
        printed_certificate::pull(text, at, &mut record);
    } else {
        COMMON.iter().chain(own(kind)).for_each(|pattern| pattern.pull(text, at, &mut record));
    }
    push(case, at, record, messages);
}

/// Whether something that stands in a paste as it is, such as an answer of an API, says that a sign-in failed.
pub(in crate::decode) fn is_error_text(case: &Case, at: Span) -> bool {
    let pasted = case.layer(at.layer).is_some_and(is_given);
    pasted && case.error_texts(at).iter().any(|said| said.text.is_failure())
}

/// Tells whose words stand in a text, and what they mean.
fn name_the_words(case: &Case, at: Span, record: &mut Record) {
    let text = std::str::from_utf8(case.bytes(at)).unwrap_or_default();
    for said in case.error_texts(at).iter() {
        let place = Span::new(at.layer, at.start + said.at.start as u32..at.start + said.at.end as u32);
        let words = text.get(said.at.clone()).unwrap_or_default();
        if said.text.is_of_a_product() {
            record.tell("Product", Spanned::new(said.text.product.to_owned(), place));
        }
        record.tell("Error", Spanned::new(words.to_owned(), place));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::peel::LOG_KINDS;
    use crate::span::LayerId;

    #[test]
    fn every_pattern_compiles_and_every_example_is_told() {
        for kind in LOG_KINDS.iter().filter(|kind| kind.kind != printed_certificate::KIND) {
            let known = kind_of(kind.example.as_bytes()).map(|found| found.kind);
            assert_eq!(known, Some(kind.kind), "{}", kind.example);
            let mut record = Record { kind: kind.kind, title: kind.title, fields: Vec::new() };
            let at = Span::new(LayerId(0), 0..kind.example.len() as u32);
            for pattern in COMMON.iter().chain(own(kind.kind)) {
                assert!(pattern.compiles(), "{}", pattern.text);
                pattern.pull(kind.example, at, &mut record);
            }
            assert!(!record.fields.is_empty(), "nothing is told of {}", kind.example);
        }
    }
}
