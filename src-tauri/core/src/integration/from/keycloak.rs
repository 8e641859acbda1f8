//! From a client as Keycloak exports it.

use serde_json::Value;

use super::json::{flag, items, text, texts};
use crate::integration::draft::{Draft, Entry, quoted};

pub(super) fn write(draft: &mut Draft, client: &Value, file: &str) -> bool {
    let (Some(id), Some(protocol)) = (text(client, &["clientId"]), text(client, &["protocol"])) else {
        return false;
    };
    draft.put_text("integration.name", text(client, &["name"]).or(Some(id)), file);
    draft.put("integration.product", "\"Keycloak\"", "");
    match protocol {
        "saml" => saml(draft, client, id, file),
        _ => oidc(draft, client, id, file),
    }
    true
}

fn saml(draft: &mut Draft, client: &Value, id: &str, file: &str) {
    let own = |name: &'static str| ["attributes", name];
    let says = |name: &str| format!("{name} in {file}");
    draft.put("saml.sp.entity_id", quoted(id), says("clientId"));
    let named = text(client, &own("saml_assertion_consumer_url_post"));
    let acs: Vec<&str> = match named {
        Some(acs) => vec![acs],
        None => texts(client, &["redirectUris"]).into_iter().filter(|uri| !uri.contains('*')).collect(),
    };
    draft.put_list("saml.sp.acs", &acs, &says("saml_assertion_consumer_url_post, or redirectUris"));
    if acs.is_empty() {
        draft.remark(format!("{file} has redirect URIs with stars only: name the ACS URL yourself."));
    }
    let signed =
        match (flag(client, &own("saml.assertion.signature")), flag(client, &own("saml.server.signature"))) {
            (Some(true), Some(true)) => Some("both"),
            (Some(true), _) => Some("assertion"),
            (_, Some(true)) => Some("response"),
            _ => None,
        };
    draft.put_text("saml.sp.signed", signed, &says("saml.assertion.signature and saml.server.signature"));
    if let Some(encrypted) = flag(client, &own("saml.encrypt")) {
        draft.put("saml.sp.encrypted", encrypted.to_string(), says("saml.encrypt"));
    }
    if let Some(signs) = flag(client, &own("saml.client.signature")) {
        draft.put("saml.sp.requests_signed", signs.to_string(), says("saml.client.signature"));
    }
    let format = text(client, &own("saml_name_id_format")).and_then(name_id_format);
    draft.put_text("saml.sp.name_id_format", format, &says("saml_name_id_format"));
    mappers(draft, client, "attribute.name", "saml.attribute", file);
}

/// Keycloak's short names of the NameID formats.
fn name_id_format(short: &str) -> Option<&'static str> {
    Some(match short {
        "email" => "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
        "persistent" => "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
        "transient" => "urn:oasis:names:tc:SAML:2.0:nameid-format:transient",
        "username" | "unspecified" => "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
        _ => return None,
    })
}

fn oidc(draft: &mut Draft, client: &Value, id: &str, file: &str) {
    draft.put("oidc.rp.client_id", quoted(id), format!("clientId in {file}"));
    let (stars, whole): (Vec<&str>, Vec<&str>) =
        texts(client, &["redirectUris"]).into_iter().partition(|uri| uri.contains('*'));
    draft.put_list("oidc.rp.redirect_uri", &whole, &format!("redirectUris in {file}"));
    if !stars.is_empty() {
        draft.remark(format!(
            "{file} allows {}; a playbook names each redirect URI in full.",
            stars.join(", ")
        ));
    }
    let alg = text(client, &["attributes", "id.token.signed.response.alg"]);
    draft.put_text("oidc.rp.id_token_alg", alg, &format!("id.token.signed.response.alg in {file}"));
    let method = match (
        client.get("publicClient").and_then(Value::as_bool),
        text(client, &["clientAuthenticatorType"]),
    ) {
        (Some(true), _) => Some("none"),
        (_, Some("client-secret-jwt")) => Some("client_secret_jwt"),
        (_, Some("client-jwt")) => Some("private_key_jwt"),
        _ => None,
    };
    draft.put_text("oidc.rp.token_auth_method", method, &format!("clientAuthenticatorType in {file}"));
    mappers(draft, client, "claim.name", "oidc.claim", file);
}

fn mappers(draft: &mut Draft, client: &Value, named: &str, section: &'static str, file: &str) {
    for mapper in items(client, &["protocolMappers"]) {
        let Some(name) = text(mapper, &["config", named]) else { continue };
        let in_token = flag(mapper, &["config", "id.token.claim"]) != Some(false);
        let called = text(mapper, &["name"]).unwrap_or("a mapper");
        if in_token {
            draft.list(
                section,
                vec![Entry::new("name", quoted(name), format!("the mapper “{called}” in {file}"))],
            );
        }
    }
}
