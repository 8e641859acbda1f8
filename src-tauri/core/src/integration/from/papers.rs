//! From metadata, discovery documents, key sets, certificates and registrations.

use super::FromError;
use crate::case::Paste;
use crate::integration::draft::{Draft, quoted};
use crate::integration::papers::Papers;

pub(super) fn write(draft: &mut Draft, files: Vec<Paste>) -> Result<(), FromError> {
    for file in files {
        let name = file.name.clone();
        let papers = Papers::read(vec![file]);
        if !of(draft, &papers, &name) {
            return Err(FromError::Unknown(name));
        }
    }
    Ok(())
}

fn of(draft: &mut Draft, papers: &Papers, file: &str) -> bool {
    let mut found = false;
    if let Some((entity, role)) = papers.idps().next() {
        found = true;
        let more = papers.idps().count() - 1;
        if more > 0 {
            draft.remark(format!(
                "{file} has {more} more identity providers; only the first is written down."
            ));
        }
        draft.put("saml.idp.metadata", quoted(file), "");
        draft.put_text("saml.idp.entity_id", entity.entity_id.as_deref(), file);
        draft.put_text("saml.idp.sso_url", role.locations("SingleSignOnService").next(), file);
        draft.put_text("saml.idp.slo_url", role.locations("SingleLogoutService").next(), file);
        if role.requests_signed == Some(true) {
            draft.put("saml.sp.requests_signed", "true", format!("WantAuthnRequestsSigned in {file}"));
        }
    }
    if let Some((entity, role)) = papers.sps().next() {
        found = true;
        draft.put("saml.sp.metadata", quoted(file), "");
        draft.put_text("integration.name", entity.organization.as_deref(), file);
        draft.put_text("saml.sp.entity_id", entity.entity_id.as_deref(), file);
        let acs: Vec<&str> = role.locations("AssertionConsumerService").collect();
        draft.put_list("saml.sp.acs", &acs, file);
        if role.wants_assertions_signed == Some(true) {
            draft.put("saml.sp.signed", "\"assertion\"", format!("WantAssertionsSigned in {file}"));
        }
        if role.requests_signed == Some(true) {
            draft.put("saml.sp.requests_signed", "true", format!("AuthnRequestsSigned in {file}"));
        }
        if let [format] = role.name_id_formats.as_slice() {
            draft.put("saml.sp.name_id_format", quoted(format), file);
        }
        if !role.encryption.is_empty() {
            draft.suggest(
                "saml.sp.encrypted",
                "true",
                format!("{file} has a key to encrypt for; whether it is used, it does not say"),
            );
        }
    }
    for document in &papers.discoveries {
        found = true;
        draft.put("oidc.op.discovery", quoted(file), "");
        draft.put_text("oidc.op.issuer", document.issuer.as_deref(), file);
        if let [algorithm] = document.id_token_algs.as_slice() {
            draft.put("oidc.rp.id_token_alg", quoted(algorithm), format!("the only one in {file}"));
        }
    }
    if papers.key_sets.iter().any(|set| !set.keys.is_empty()) {
        found = true;
        draft.put("oidc.op.jwks", quoted(file), "");
    }
    if !papers.loose.is_empty() {
        found = true;
        draft.put("saml.idp.certificates", format!("[{}]", quoted(file)), "");
    }
    for client in &papers.registrations {
        found = true;
        draft.put_text("integration.name", client.name.as_deref(), file);
        draft.put_text("oidc.rp.client_id", client.client_id.as_deref(), file);
        draft.put_list("oidc.rp.redirect_uri", &client.redirect_uris, file);
        let scopes: Vec<&str> = client.scope.iter().flat_map(|scope| scope.split_whitespace()).collect();
        draft.put_list("oidc.rp.scopes", &scopes, file);
        draft.put_text("oidc.rp.id_token_alg", client.id_token_alg.as_deref(), file);
        draft.put_text("oidc.rp.token_auth_method", client.auth_method.as_deref(), file);
        if let Some(ends) = client.secret_expires {
            draft.put("oidc.rp.secret_expires", quoted(&crate::instant::stamp(ends)), file);
        }
    }
    found
}
