//! From an application as Okta's API gives it (GET /api/v1/apps/{id}).

use serde_json::Value;

use super::json::{flag, items, text, texts};
use crate::integration::draft::{Draft, Entry, quoted};

pub(super) fn write(draft: &mut Draft, app: &Value, file: &str) -> bool {
    match text(app, &["signOnMode"]) {
        Some("SAML_2_0" | "SAML_1_1") => saml(draft, app, file),
        Some("OPENID_CONNECT") => oidc(draft, app, file),
        _ => return false,
    }
    draft.put_text("integration.name", text(app, &["label"]), file);
    draft.put_text("integration.product", text(app, &["name"]), file);
    true
}

fn saml(draft: &mut Draft, app: &Value, file: &str) {
    let own = |name: &'static str| ["settings", "signOn", name];
    let says = |name: &str| format!("{name} in {file}");
    draft.put_text("saml.sp.entity_id", text(app, &own("audience")), &says("audience"));
    let mut acs: Vec<&str> = text(app, &own("ssoAcsUrl")).into_iter().collect();
    acs.extend(items(app, &own("acsEndpoints")).iter().filter_map(|endpoint| text(endpoint, &["url"])));
    draft.put_list("saml.sp.acs", &acs, &says("ssoAcsUrl"));
    draft.put_text(
        "saml.sp.name_id_format",
        text(app, &own("subjectNameIdFormat")),
        &says("subjectNameIdFormat"),
    );
    let signed = match (flag(app, &own("assertionSigned")), flag(app, &own("responseSigned"))) {
        (Some(true), Some(true)) => Some("both"),
        (Some(true), _) => Some("assertion"),
        (_, Some(true)) => Some("response"),
        _ => None,
    };
    draft.put_text("saml.sp.signed", signed, &says("assertionSigned and responseSigned"));
    if let Some(honoured) = text(app, &own("authnContextClassRef")) {
        draft.suggest(
            "saml.sp.authn_context",
            format!("[{}]", quoted(honoured)),
            says("authnContextClassRef"),
        );
    }
    let encrypted = text(app, &["settings", "signOn", "assertionEncryption", "encryptionAlgorithm"]);
    if encrypted.is_some()
        || flag(app, &["settings", "signOn", "assertionEncryption", "enabled"]) == Some(true)
    {
        draft.put("saml.sp.encrypted", "true", says("assertionEncryption"));
    }
    for statement in items(app, &own("attributeStatements")) {
        let Some(name) = text(statement, &["name"]) else { continue };
        let values = texts(statement, &["values"]).join(", ");
        let groups = text(statement, &["type"]) == Some("GROUP");
        let from =
            if groups { says("attributeStatements, a group filter") } else { format!("{values} in {file}") };
        let mut entries = vec![Entry::new("name", quoted(name), from)];
        if groups {
            entries.push(Entry::new("many", "true", "groups"));
        }
        draft.list("saml.attribute", entries);
    }
}

fn oidc(draft: &mut Draft, app: &Value, file: &str) {
    let client = |name: &'static str| ["settings", "oauthClient", name];
    draft.put_text("oidc.rp.client_id", text(app, &["credentials", "oauthClient", "client_id"]), file);
    draft.put_text(
        "oidc.rp.token_auth_method",
        text(app, &["credentials", "oauthClient", "token_endpoint_auth_method"]),
        file,
    );
    draft.put_list("oidc.rp.redirect_uri", &texts(app, &client("redirect_uris")), file);
    if let [kind] = texts(app, &client("response_types")).as_slice() {
        draft.put_text("oidc.rp.response_type", Some(kind), file);
    }
}
