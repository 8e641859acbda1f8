//! Where the playbook says one thing and its own metadata, discovery document or keys say another.

use super::Remarks;
use crate::expect::{Playbook, SignedPart};
use crate::integration::papers::{Papers, RolePaper};

const ID: &str = "playbook/contradiction";

pub(super) fn look(found: &mut Remarks, playbook: &Playbook, papers: &Papers) {
    unused(found, playbook, papers);
    idp(found, playbook, papers);
    sp(found, playbook, papers);
    op(found, playbook, papers);
}

/// A file that holds nothing of what its key promises.
fn unused(found: &mut Remarks, playbook: &Playbook, papers: &Papers) {
    let saml = &playbook.saml;
    let idps = || papers.idps().map(|(entity, _)| &entity.paper);
    let sps = || papers.sps().map(|(entity, _)| &entity.paper);
    if let Some(path) = saml.idp.metadata.as_ref().filter(|path| !idps().any(|own| own == *path)) {
        found.error(ID, "saml.idp.metadata", format!("{path} holds no metadata of an identity provider."));
    }
    if let Some(path) = saml.sp.metadata.as_ref().filter(|path| !sps().any(|own| own == *path)) {
        found.error(ID, "saml.sp.metadata", format!("{path} holds no metadata of an application."));
    }
    let op = &playbook.oidc.op;
    if let Some(path) =
        op.discovery.as_ref().filter(|path| !papers.discoveries.iter().any(|own| own.paper == **path))
    {
        found.error(ID, "oidc.op.discovery", format!("{path} holds no discovery document."));
    }
    let has_keys = |path: &str| papers.key_sets.iter().any(|set| set.paper == path && !set.keys.is_empty());
    if let Some(path) = op.jwks.as_ref().filter(|path| !has_keys(path)) {
        found.error(ID, "oidc.op.jwks", format!("{path} holds no key that verifies signatures."));
    }
    for (number, path) in saml.idp.certificates.iter().enumerate() {
        let inline = path.contains("-----BEGIN");
        let name = if inline { "playbook" } else { path.as_str() };
        if !papers.loose.iter().any(|key| key.paper == name) {
            let called = if inline { "This text" } else { name };
            found.error(
                ID,
                format!("saml.idp.certificates[{number}]"),
                format!("{called} holds no certificate."),
            );
        }
    }
}

fn idp(found: &mut Remarks, playbook: &Playbook, papers: &Papers) {
    let own = &playbook.saml.idp;
    let meant = |entity_id: Option<&String>| own.entity_id.is_none() || own.entity_id.as_ref() == entity_id;
    let all: Vec<_> = papers.idps().collect();
    if let Some(named) = own
        .entity_id
        .as_ref()
        .filter(|_| !all.is_empty() && !all.iter().any(|(entity, _)| meant(entity.entity_id.as_ref())))
    {
        let theirs: Vec<&str> =
            all.iter().filter_map(|(entity, _)| entity.entity_id.as_deref()).take(3).collect();
        found.error(
            ID,
            "saml.idp.entity_id",
            format!(
                "The playbook names the identity provider {named}; its metadata names {}.",
                theirs.join(", ")
            ),
        );
    }
    let Some((_, role)) = all.into_iter().find(|(entity, _)| meant(entity.entity_id.as_ref())) else {
        return;
    };
    endpoint(found, "saml.idp.sso_url", own.sso_url.as_ref(), role, "SingleSignOnService");
    endpoint(found, "saml.idp.slo_url", own.slo_url.as_ref(), role, "SingleLogoutService");
    let known = |key: &str| role.signing.iter().any(|signing| signing.key == key);
    for loose in papers.loose.iter().filter(|loose| !role.signing.is_empty() && !known(&loose.key)) {
        let at = own.certificates.iter().position(|path| *path == loose.paper).unwrap_or(0);
        found.warn(ID, format!("saml.idp.certificates[{at}]"), format!("The certificate {} is not in the identity provider's metadata; only the playbook's counts then.", loose.called));
    }
    if role.requests_signed == Some(true) && playbook.saml.sp.requests_signed == Some(false) {
        found.error(
            ID,
            "saml.sp.requests_signed",
            "The application signs no requests, and the identity provider's metadata wants them signed.",
        );
    }
}

fn endpoint(found: &mut Remarks, key: &str, named: Option<&String>, role: &RolePaper, service: &str) {
    let theirs: Vec<&str> = role.locations(service).collect();
    if let Some(named) = named.filter(|named| !theirs.is_empty() && !theirs.contains(&named.as_str())) {
        found.error(
            ID,
            key,
            format!("{named} is not a {service} of the metadata, which has {}.", theirs.join(", ")),
        );
    }
}

fn sp(found: &mut Remarks, playbook: &Playbook, papers: &Papers) {
    let own = &playbook.saml.sp;
    let Some((entity, role)) = papers.sps().next() else { return };
    if let (Some(named), Some(theirs)) = (&own.entity_id, &entity.entity_id)
        && named != theirs
    {
        found.error(
            ID,
            "saml.sp.entity_id",
            format!("The playbook names the application {named}; its metadata names {theirs}."),
        );
    }
    for (number, acs) in own.acs.iter().enumerate() {
        endpoint(found, &format!("saml.sp.acs[{number}]"), Some(acs), role, "AssertionConsumerService");
    }
    if role.wants_assertions_signed == Some(true) && own.signed == Some(SignedPart::Response) {
        found.error(ID, "saml.sp.signed", "The playbook is content with a signed Response, and the application's metadata wants Assertions signed.");
    }
    if let (Some(named), Some(theirs)) = (own.requests_signed, role.requests_signed)
        && named != theirs
    {
        found.error(
            ID,
            "saml.sp.requests_signed",
            format!("The playbook says {named}, and AuthnRequestsSigned in the metadata says {theirs}."),
        );
    }
    let formats = &role.name_id_formats;
    if let Some(named) =
        own.name_id_format.as_ref().filter(|named| !formats.is_empty() && !formats.contains(named))
    {
        found.warn(
            ID,
            "saml.sp.name_id_format",
            format!("{named} is not among the NameIDFormats of the metadata."),
        );
    }
    if own.encrypted == Some(true) && role.encryption.is_empty() {
        found.error(
            ID,
            "saml.sp.encrypted",
            "Assertions have to be encrypted, and the application's metadata has no key to encrypt for.",
        );
    }
}

fn op(found: &mut Remarks, playbook: &Playbook, papers: &Papers) {
    let Some(document) = papers.discoveries.first() else { return };
    if let (Some(named), Some(theirs)) = (&playbook.oidc.op.issuer, &document.issuer)
        && named != theirs
    {
        found.error(
            ID,
            "oidc.op.issuer",
            format!("The playbook names the issuer {named}; its discovery document names {theirs}."),
        );
    }
    let rp = &playbook.oidc.rp;
    let offers =
        |offered: &[String], wanted: &str| offered.is_empty() || offered.iter().any(|own| own == wanted);
    let single = [
        ("oidc.rp.id_token_alg", &rp.id_token_alg, &document.id_token_algs),
        ("oidc.rp.token_auth_method", &rp.token_auth_method, &document.auth_methods),
        ("oidc.rp.response_type", &rp.response_type, &document.response_types),
    ];
    for (key, wanted, offered) in single {
        if let Some(wanted) = wanted.as_ref().filter(|wanted| !offers(offered, wanted)) {
            found.error(
                ID,
                key,
                format!("{wanted} is not among what the discovery document offers: {}.", offered.join(", ")),
            );
        }
    }
    for (number, scope) in rp.scopes.iter().enumerate().filter(|(_, scope)| !offers(&document.scopes, scope))
    {
        found.warn(
            ID,
            format!("oidc.rp.scopes[{number}]"),
            format!("The scope {scope} is not among those that the discovery document names."),
        );
    }
}
