//! Settings that stand beside a message or an error, among other things: as many as a product's names tell, or single ones by
//! how their names end: `client_id = portal`, `--oidc-issuer-url=https://…`, `issuer-uri: https://…`.

use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::{Body, Meaning, Setting, Settings, Side, body};
use crate::case::{Case, Layer};
use crate::decode::{Message, MessageId, Spanned};
use crate::limits::Limits;
use crate::peel::line;
use crate::peel::settings::read;
use crate::span::Span;

/// What a setting is, by how its name ends once it is written in small letters alone; the longer endings first.
static ENDINGS: &[(&str, Meaning)] = &[
    ("snowflakeissuerurl", Meaning::SpEntityId),
    ("snowflakeacsurl", Meaning::Acs),
    ("assertionconsumerserviceurl", Meaning::Acs),
    ("spentityid", Meaning::SpEntityId),
    ("spacs", Meaning::Acs),
    ("spacsurl", Meaning::Acs),
    ("entityissuer", Meaning::SpEntityId),
    ("idpentityid", Meaning::IdpEntityId),
    ("ssoissuer", Meaning::IdpEntityId),
    ("oidcissuer", Meaning::Issuer),
    ("issuerurl", Meaning::Issuer),
    ("issueruri", Meaning::Issuer),
    ("authority", Meaning::Issuer),
    ("discoveryurl", Meaning::Issuer),
    ("discoveryendpoint", Meaning::Issuer),
    ("wellknownurl", Meaning::Issuer),
    ("metadataaddress", Meaning::Issuer),
    ("providermetadataurl", Meaning::Issuer),
    ("oidcproviderurl", Meaning::Issuer),
    ("boundaudiences", Meaning::ClientId),
    ("allowedaudiences", Meaning::ClientId),
    ("validaudience", Meaning::ClientId),
    ("validaudiences", Meaning::ClientId),
    ("clientid", Meaning::ClientId),
];

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
        let Some(text) = layer.text().filter(|text| text.len() <= Limits::PAGE_BYTES) else { continue };
        let taken = taken(case, layer, messages);
        let free = |at: usize| !taken.iter().any(|taken| taken.contains(&(at as u32))) && !in_log(text, at);
        if let Some(body) = of_product(layer, text, free).or_else(|| of_endings(layer, text, free)) {
            let id = MessageId(messages.len() as u32);
            messages.push(Message { id, role: layer.role, at: layer.span(), body });
        }
    }
}

/// What a product's own names tell.
fn of_product(layer: &Layer, text: &str, free: impl Fn(usize) -> bool) -> Option<Body> {
    let mut read = read(text)?;
    read.settings.retain(|setting| free(setting.value.start));
    read.settings.get(1)?;
    Some(body(read, layer.span(), str::to_owned))
}

/// What the endings of single names tell.
fn of_endings(layer: &Layer, text: &str, free: impl Fn(usize) -> bool) -> Option<Body> {
    let mut settings = Vec::new();
    let openid = is_of_openid(text);
    for found in PAIR.as_ref()?.captures_iter(text).take(Limits::SETTINGS) {
        let (Some(name), Some(value)) = (found.name("key"), found.name("value")) else { continue };
        let known = setting(name.as_str(), openid).filter(|_| free(value.start()));
        let Some((meaning, length)) =
            known.and_then(|meaning| Some((meaning, told(meaning, value.as_str())?)))
        else {
            continue;
        };
        let value = value.start()..value.start() + length;
        let at = Span::new(layer.id, value.start as u32..value.end as u32);
        let value = Spanned::new(text.get(value)?.to_owned(), at);
        settings.push(Setting { meaning, name: name.as_str().to_owned(), value });
    }
    let product = "an application";
    let settings = Settings { product, side: Side::Application, settings };
    (!settings.settings.is_empty()).then(|| Body::Settings(Arc::new(settings)))
}

/// Where messages stand in a layer: their parts are no settings.
fn taken(case: &Case, layer: &Layer, messages: &[Message]) -> Vec<std::ops::Range<u32>> {
    let others = messages
        .iter()
        .filter(|message| !matches!(message.body, Body::Record(_) | Body::Settings(_) | Body::Other(_)));
    let places = others.flat_map(|message| case.trace(message.at));
    places.filter(|at| at.layer == layer.id).map(|at| at.start..at.end).collect()
}

/// What a name sets, if it is known.
fn setting(name: &str, openid: bool) -> Option<Meaning> {
    let bare: String =
        name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    if bare == "issuer" {
        return openid.then_some(Meaning::Issuer);
    }
    ENDINGS.iter().find(|(ending, _)| bare.ends_with(ending)).map(|(_, meaning)| *meaning)
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
fn told(meaning: Meaning, value: &str) -> Option<usize> {
    // Behind an ampersand it goes on with something else.
    let is_open = super::is_open(value) || value.contains('&');
    let address = value.starts_with("http://") || value.starts_with("https://");
    let fits = match meaning {
        Meaning::Issuer | Meaning::Acs => address,
        Meaning::ClientId => !matches!(
            value.to_ascii_lowercase().as_str(),
            "id" | "clientid" | "client_id" | "secret" | "null"
        ),
        _ => true,
    };
    let len = match meaning {
        Meaning::Issuer => value.find("/.well-known/").unwrap_or(value.len()),
        _ => value.len(),
    };
    (fits && !is_open).then_some(len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Expectations, Paste};

    fn settings(text: &str) -> Vec<(Meaning, String)> {
        let mut case = crate::peel::peel(vec![Paste::capture("paste", text)]);
        let messages = crate::decode::decode(&mut case, &Expectations::default());
        let found = messages.iter().filter_map(|message| match &message.body {
            Body::Settings(settings) => Some(settings.clone()),
            _ => None,
        });
        let told = |setting: &Setting| (setting.meaning, setting.value.value.clone());
        found.flat_map(|found| found.settings.iter().map(told).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn settings_of_many_notations() {
        for (text, meaning, value) in [
            ("[auth]\nclient_id = portal ; the one", Meaning::ClientId, "portal"),
            ("- --oidc-issuer-url=https://op.example/r", Meaning::Issuer, "https://op.example/r"),
            ("  issuer-uri: https://op.example/r # realm", Meaning::Issuer, "https://op.example/r"),
            (
                "OIDCProviderMetadataURL https://op.example/r/.well-known/openid-configuration",
                Meaning::Issuer,
                "https://op.example/r",
            ),
            ("'sp_entity_id' => 'urn:app',", Meaning::SpEntityId, "urn:app"),
            ("\"oidc_client_id\": \"3298\",", Meaning::ClientId, "3298"),
            ("GF_AUTH_OAUTH_CLIENT_ID: portal", Meaning::ClientId, "portal"),
        ] {
            let read = settings(&format!("Error: invalid_grant\n\n{text}\n"));
            assert_eq!(read, [(meaning, value.to_owned())], "{text}");
        }
    }

    #[test]
    fn an_issuer_alone_is_the_providers_in_openid_connect_only() {
        let read = settings("Error: OIDC invalid_grant\n\nissuer: https://op.example\n");
        assert_eq!(read, [(Meaning::Issuer, "https://op.example".to_owned())]);
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
