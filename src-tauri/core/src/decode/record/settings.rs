//! An application's own settings that stand beside a message or an error, as its configuration writes them:
//! `client_id = portal`, `--oidc-issuer-url=https://…`, `issuer-uri: https://…`.

use std::sync::LazyLock;

use regex::Regex;

use super::{Record, push};
use crate::case::{Case, Layer};
use crate::decode::{Body, Message, Spanned};
use crate::limits::Limits;
use crate::peel::line;
use crate::span::Span;

/// What such a record is called, for scripts.
pub const KIND: &str = "application-settings";

/// What a setting is, by how its name ends once it is written in small letters alone; the longer endings first.
static ENDINGS: &[(&str, &str)] = &[
    ("snowflakeissuerurl", SP_ENTITY_ID),
    ("snowflakeacsurl", ACS),
    ("assertionconsumerserviceurl", ACS),
    ("spentityid", SP_ENTITY_ID),
    ("spacs", ACS),
    ("spacsurl", ACS),
    ("entityissuer", SP_ENTITY_ID),
    ("idpentityid", IDP_ENTITY_ID),
    ("ssoissuer", IDP_ENTITY_ID),
    ("oidcissuer", ISSUER),
    ("issuerurl", ISSUER),
    ("issueruri", ISSUER),
    ("authority", ISSUER),
    ("discoveryurl", ISSUER),
    ("discoveryendpoint", ISSUER),
    ("wellknownurl", ISSUER),
    ("metadataaddress", ISSUER),
    ("providermetadataurl", ISSUER),
    ("oidcproviderurl", ISSUER),
    ("boundaudiences", CLIENT_ID),
    ("allowedaudiences", CLIENT_ID),
    ("validaudience", CLIENT_ID),
    ("validaudiences", CLIENT_ID),
    ("clientid", CLIENT_ID),
];

/// What the settings are called here.
pub const CLIENT_ID: &str = "Client ID";
/// The issuer of the OpenID provider.
pub const ISSUER: &str = "OpenID issuer";
/// The application's entity ID.
pub const SP_ENTITY_ID: &str = "Entity ID of the application";
/// The identity provider's.
pub const IDP_ENTITY_ID: &str = "Entity ID of the identity provider";
/// Where the application takes answers.
pub const ACS: &str = "ACS URL";

/// A name and its value, in the ways of INI, YAML, JSON, properties, environments, command lines, Ruby and Apache.
static PAIR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pair = r#"(?m)(?:^|[ \t"'`\[,{(-])(?P<key>[A-Za-z][A-Za-z0-9_.-]{2,80})["'`]?(?:[ \t]*(?:=>|[:=])[ \t]*|[ \t]+)["'`]?(?P<value>[^\s"'`,;|\\\])}#]{3,300})"#;
    Regex::new(pair).ok()
});

/// Forms of texts in which settings stand among other things.
const MIXED: &[&str] = &["excerpts", "error_text", "application_log", "setup_table", "access_log"];

/// Decodes the settings of each text that holds some, beside what else it holds.
pub(in crate::decode) fn decode(case: &Case, messages: &mut Vec<Message>) {
    let mixed = |layer: &&Layer| layer.form.is_some_and(|form| MIXED.contains(&form.form));
    for layer in case.layers().iter().filter(mixed) {
        if let Some(record) = read(case, layer, messages) {
            push(case, layer.span(), record, messages);
        }
    }
}

fn read(case: &Case, layer: &Layer, messages: &[Message]) -> Option<Record> {
    let text = layer.text().filter(|text| text.len() <= Limits::PAGE_BYTES)?;
    let taken = taken(case, layer, messages);
    let openid = is_of_openid(text);
    let mut record = Record { kind: KIND, title: "Settings of an application", fields: Vec::new() };
    for found in PAIR.as_ref()?.captures_iter(text) {
        let (Some(key), Some(value)) = (found.name("key"), found.name("value")) else { continue };
        let free = !taken.iter().any(|at| at.contains(&(value.start() as u32)));
        let Some(name) = setting(key.as_str(), openid).filter(|_| free && !in_log(text, key.start())) else {
            continue;
        };
        let Some(value) = told(name, value.as_str()).map(|len| value.start()..value.start() + len) else {
            continue;
        };
        let at = Span::new(layer.id, value.start as u32..value.end as u32);
        record.tell(name, Spanned::new(text.get(value)?.to_owned(), at));
    }
    (!record.fields.is_empty()).then_some(record)
}

/// Where messages stand in a layer: their parts are no settings.
fn taken(case: &Case, layer: &Layer, messages: &[Message]) -> Vec<std::ops::Range<u32>> {
    let others = messages.iter().filter(|message| !matches!(message.body, Body::Record(_) | Body::Other(_)));
    let places = others.flat_map(|message| case.trace(message.at));
    places.filter(|at| at.layer == layer.id).map(|at| at.start..at.end).collect()
}

/// What a name sets, if it is known.
fn setting(key: &str, openid: bool) -> Option<&'static str> {
    let bare: String =
        key.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    if bare == "issuer" {
        return openid.then_some(ISSUER);
    }
    ENDINGS.iter().find(|(ending, _)| bare.ends_with(ending)).map(|(_, name)| *name)
}

/// Whether a text is of OpenID Connect alone, and prints no discovery document: there an issuer is the provider that the
/// application expects; in SAML's settings it is either party.
fn is_of_openid(text: &str) -> bool {
    let small = text.to_ascii_lowercase();
    let names = |words: &[&str]| words.iter().any(|word| small.contains(word));
    names(&["oidc", "openid", "oauth"]) && !names(&["saml", "jwks_uri", "authorization_endpoint"])
}

/// Whether a line is one of a log, which tells of others' settings too.
fn in_log(text: &str, at: usize) -> bool {
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = after.find('\n').unwrap_or(after.len());
    text.get(start..at + end).is_some_and(|line| line::kind_of(line.as_bytes()).is_some())
}

/// How much of a value is the setting; nothing where it is a placeholder.
fn told(name: &str, value: &str) -> Option<usize> {
    const BLANKS: &[&str] = &["...", "…", "xxx", "XXX", "***", "${", "{{", "<", "&"];
    let holds_a_blank = BLANKS.iter().any(|blank| value.contains(blank)) || value.starts_with('$');
    let address = value.starts_with("http://") || value.starts_with("https://");
    let fits = match name {
        ISSUER | ACS => address,
        CLIENT_ID => !matches!(
            value.to_ascii_lowercase().as_str(),
            "id" | "clientid" | "client_id" | "secret" | "null"
        ),
        _ => true,
    };
    let len = match name {
        ISSUER => value.find("/.well-known/").unwrap_or(value.len()),
        _ => value.len(),
    };
    (fits && !holds_a_blank).then_some(len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Expectations, Paste};

    fn settings(text: &str) -> Vec<(String, String)> {
        let mut case = crate::peel::peel(vec![Paste::capture("paste", text)]);
        let messages = crate::decode::decode(&mut case, &Expectations::default());
        let records = messages.iter().filter_map(|message| match &message.body {
            Body::Record(record) if record.kind == KIND => Some(record.clone()),
            _ => None,
        });
        let fields = records.flat_map(|record| record.fields.clone());
        fields.map(|told| (told.name, told.value.value)).collect()
    }

    #[test]
    fn settings_of_many_notations() {
        for (text, name, value) in [
            ("[auth]\nclient_id = portal ; the one", CLIENT_ID, "portal"),
            ("- --oidc-issuer-url=https://op.example/r", ISSUER, "https://op.example/r"),
            ("  issuer-uri: https://op.example/r # realm", ISSUER, "https://op.example/r"),
            (
                "OIDCProviderMetadataURL https://op.example/r/.well-known/openid-configuration",
                ISSUER,
                "https://op.example/r",
            ),
            ("'sp_entity_id' => 'urn:app',", SP_ENTITY_ID, "urn:app"),
            ("\"oidc_client_id\": \"3298\",", CLIENT_ID, "3298"),
            ("GF_AUTH_OAUTH_CLIENT_ID: portal", CLIENT_ID, "portal"),
        ] {
            let read = settings(&format!("Error: invalid_grant\n\n{text}\n"));
            assert_eq!(read, [(name.to_owned(), value.to_owned())], "{text}");
        }
    }

    #[test]
    fn an_issuer_alone_is_the_providers_in_openid_connect_only() {
        let read = settings("Error: OIDC invalid_grant\n\nissuer: https://op.example\n");
        assert_eq!(read, [(ISSUER.to_owned(), "https://op.example".to_owned())]);
        for text in [
            "SAML: invalid_grant\nissuer: https://sp.example",
            "oidc invalid_grant\nissuer: 'https://op.example',\njwks_uri: 'x'",
        ] {
            assert!(settings(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn placeholders_messages_and_lines_of_a_log_set_nothing() {
        for text in [
            "client_id = ${CLIENT}",
            "client_id: xxxxxxxx",
            "{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/a\",\"client_id\":\"x\"}",
            "type=\"LOGIN_ERROR\", realmId=\"r\", clientId=\"portal\"",
            "https://op.example/auth?client_id=portal&state=1&response_type=code",
        ] {
            assert!(settings(&format!("Error: invalid_grant\n\n{text}\n")).is_empty(), "{text}");
        }
    }
}
