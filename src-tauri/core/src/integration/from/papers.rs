//! From metadata, discovery documents, key sets, certificates, registrations and configurations.

use super::{FromError, settings};
use crate::case::Paste;
use crate::integration::draft::{Draft, quoted};
use crate::integration::papers::{DiscoveryPaper, EntityPaper, Papers, RegistrationPaper, RolePaper};

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

/// Writes down what the papers say; whether they say anything.
fn of(draft: &mut Draft, papers: &Papers, file: &str) -> bool {
    papers.idps().take(1).for_each(|(entity, role)| idp(draft, papers, (entity, role), file));
    papers.sps().take(1).for_each(|(entity, role)| sp(draft, (entity, role), file));
    papers.discoveries.iter().for_each(|document| provider(draft, document, file));
    let has_keys = papers.key_sets.iter().any(|set| !set.keys.is_empty());
    if has_keys {
        draft.put("oidc.op.jwks", quoted(file), "");
    }
    let has_certificates = !papers.loose.is_empty();
    if has_certificates {
        draft.put("saml.idp.certificates", format!("[{}]", quoted(file)), "");
    }
    papers.registrations.iter().for_each(|registration| client(draft, registration, file));
    let is_set = papers.settings.iter().any(|held| settings::write(draft, held, file));
    let has_parties = papers.idps().next().is_some() || papers.sps().next().is_some();
    let is_of_oidc = !papers.discoveries.is_empty() || !papers.registrations.is_empty();
    has_keys || has_certificates || has_parties || is_of_oidc || is_set
}

fn idp(draft: &mut Draft, papers: &Papers, (entity, role): (&EntityPaper, &RolePaper), file: &str) {
    let more = papers.idps().count().saturating_sub(1);
    if more > 0 {
        draft.remark(format!("{file} has {more} more identity providers; only the first is written down."));
    }
    draft.put("saml.idp.metadata", quoted(file), "");
    draft.put_text("saml.idp.entity_id", entity.entity_id.as_deref(), file);
    draft.put_text("saml.idp.sso_url", role.locations("SingleSignOnService").next(), file);
    draft.put_text("saml.idp.slo_url", role.locations("SingleLogoutService").next(), file);
    if role.requests_signed == Some(true) {
        draft.put("saml.sp.requests_signed", "true", format!("WantAuthnRequestsSigned in {file}"));
    }
}

fn sp(draft: &mut Draft, (entity, role): (&EntityPaper, &RolePaper), file: &str) {
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

fn provider(draft: &mut Draft, document: &DiscoveryPaper, file: &str) {
    draft.put("oidc.op.discovery", quoted(file), "");
    draft.put_text("oidc.op.issuer", document.issuer.as_deref(), file);
    if let [algorithm] = document.id_token_algs.as_slice() {
        draft.put("oidc.rp.id_token_alg", quoted(algorithm), format!("the only one in {file}"));
    }
}

fn client(draft: &mut Draft, client: &RegistrationPaper, file: &str) {
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
