//! From an application manifest of Microsoft Entra: the application object of Microsoft Graph, or the older form.

use serde_json::Value;

use super::json::{items, text, texts};
use crate::integration::draft::{Draft, Entry, quoted};

pub(super) fn write(draft: &mut Draft, manifest: &Value, file: &str) -> bool {
    let Some(app_id) = text(manifest, &["appId"]) else { return false };
    draft.put_text("integration.name", text(manifest, &["displayName"]).or(text(manifest, &["name"])), file);
    draft.put("integration.product", "\"Microsoft Entra ID\"", file);
    let replies = replies(manifest);
    let saml = text(manifest, &["preferredSingleSignOnMode"]) == Some("saml")
        || manifest.get("samlMetadataUrl").is_some_and(Value::is_string);
    let secrets = items(manifest, &["passwordCredentials"]);
    let ends = secrets
        .iter()
        .filter_map(|secret| text(secret, &["endDateTime"]).or(text(secret, &["endDate"])))
        .min();
    let identifiers = texts(manifest, &["identifierUris"]);
    if saml || (replies.is_empty() && !identifiers.is_empty()) {
        draft.put_text(
            "saml.sp.entity_id",
            identifiers.first().copied(),
            &format!("identifierUris in {file}"),
        );
        draft.put_list("saml.sp.acs", &replies, &format!("the reply URLs in {file}"));
        claims(draft, manifest, "saml2Token", "saml.attribute", file);
    } else {
        draft.put("oidc.rp.client_id", quoted(app_id), format!("appId in {file}"));
        draft.put_list("oidc.rp.redirect_uri", &replies, &format!("the redirect URIs in {file}"));
        claims(draft, manifest, "idToken", "oidc.claim", file);
        if let Some(ends) = ends.filter(|ends| crate::instant::parse(ends).is_some()) {
            draft.put("oidc.rp.secret_expires", quoted(ends), format!("the first secret to end in {file}"));
        }
    }
    if let Some(kind) = text(manifest, &["groupMembershipClaims"]).filter(|kind| *kind != "None") {
        draft.suggest("groups.name", "\"groups\"", format!("groupMembershipClaims is {kind} in {file}; groups are object IDs, and left out from some number on"));
    }
    true
}

/// `web`, `spa` and `publicClient` of Microsoft Graph, `replyUrlsWithType` of the older form.
fn replies(manifest: &Value) -> Vec<&str> {
    let modern =
        ["web", "spa", "publicClient"].into_iter().flat_map(|kind| texts(manifest, &[kind, "redirectUris"]));
    let older = items(manifest, &["replyUrlsWithType"]).iter().filter_map(|reply| text(reply, &["url"]));
    modern.chain(older).collect()
}

fn claims(draft: &mut Draft, manifest: &Value, token: &str, section: &'static str, file: &str) {
    for claim in items(manifest, &["optionalClaims", token]) {
        let Some(name) = text(claim, &["name"]) else { continue };
        let essential = claim.get("essential").and_then(Value::as_bool).unwrap_or(false);
        let from = format!("optionalClaims in {file}");
        draft.list(
            section,
            vec![
                Entry::new("name", quoted(name), from),
                Entry::new("required", essential.to_string(), "essential"),
            ],
        );
    }
}
