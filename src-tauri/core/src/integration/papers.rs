//! What metadata, discovery documents, key sets and certificates say, as plain values: an integration's papers.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use ssoscope_jose::Material;

use crate::Prepared;
use crate::case::{Case, Paste};
use crate::decode::oidc::{Discovery, Jwk, Registration};
use crate::decode::saml::{Entity, EntityRole, KeyMaterial, RoleKind};
use crate::decode::settings::Settings;
use crate::decode::x509::{Certificate, hex};
use crate::decode::{Body, Message, Spanned};
use crate::expect::Expectations;

/// All papers of an integration.
#[derive(Clone, Debug, Default)]
pub struct Papers {
    /// SAML entities.
    pub entities: Vec<EntityPaper>,
    /// Discovery documents.
    pub discoveries: Vec<DiscoveryPaper>,
    /// Key sets.
    pub key_sets: Vec<KeySetPaper>,
    /// Certificates and keys that stand alone.
    pub loose: Vec<KeyPaper>,
    /// Registrations.
    pub registrations: Vec<RegistrationPaper>,
    /// What either side was set to.
    pub settings: Vec<Arc<Settings>>,
}

/// A SAML entity.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)] // SAML Metadata says what each is
pub struct EntityPaper {
    pub paper: String,
    pub entity_id: Option<String>,
    pub organization: Option<String>,
    pub valid_until: Option<DateTime<Utc>>,
    pub idp: Option<RolePaper>,
    pub sp: Option<RolePaper>,
}

/// What an entity does in one role.
#[derive(Clone, Debug, Default)]
pub struct RolePaper {
    /// Service, binding and location of each endpoint.
    pub endpoints: Vec<(String, String, String)>,
    /// The keys that sign.
    pub signing: Vec<KeyPaper>,
    /// The keys that are encrypted for.
    pub encryption: Vec<KeyPaper>,
    /// `NameIDFormat`s.
    pub name_id_formats: Vec<String>,
    /// `WantAssertionsSigned`.
    pub wants_assertions_signed: Option<bool>,
    /// `AuthnRequestsSigned` of an SP, `WantAuthnRequestsSigned` of an IdP.
    pub requests_signed: Option<bool>,
}

impl RolePaper {
    /// The locations of one service.
    pub fn locations<'r>(&'r self, service: &'r str) -> impl Iterator<Item = &'r str> {
        self.endpoints.iter().filter(move |(own, ..)| own == service).map(|(.., location)| location.as_str())
    }
}

/// A key, and the certificate around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPaper {
    /// The paper that it stands in.
    pub paper: String,
    /// SHA-256 of its SubjectPublicKeyInfo, which tells whether two keys are one.
    pub key: String,
    /// SHA-256 of its certificate.
    pub certificate: Option<String>,
    /// Its `kid`.
    pub kid: Option<String>,
    /// What to call it.
    pub called: String,
    /// `RSA, 2048 bits`.
    pub says: String,
    /// The first moment of its certificate's validity.
    pub not_before: Option<DateTime<Utc>>,
    /// The last.
    pub not_after: Option<DateTime<Utc>>,
}

/// A discovery document.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)] // the specification says what each is
pub struct DiscoveryPaper {
    pub paper: String,
    pub issuer: Option<String>,
    pub endpoints: Vec<(&'static str, String)>,
    pub id_token_algs: Vec<String>,
    pub auth_methods: Vec<String>,
    pub scopes: Vec<String>,
    pub claims: Vec<String>,
    pub response_types: Vec<String>,
}

/// A key set.
#[derive(Clone, Debug, Default)]
pub struct KeySetPaper {
    /// The paper that it stands in.
    pub paper: String,
    /// Its keys that can be used and are not for encryption.
    pub keys: Vec<KeyPaper>,
}

/// An application as its provider knows it.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)] // the specification says what each is
pub struct RegistrationPaper {
    pub client_id: Option<String>,
    pub name: Option<String>,
    pub redirect_uris: Vec<String>,
    pub scope: Option<String>,
    pub id_token_alg: Option<String>,
    pub auth_method: Option<String>,
    pub secret_expires: Option<DateTime<Utc>>,
}

impl Papers {
    /// Reads them.
    pub fn read(pastes: Vec<Paste>) -> Papers {
        Papers::of(&Prepared::new(pastes, &Expectations::default()))
    }

    /// The papers among what was read already.
    pub(super) fn of(prepared: &Prepared) -> Papers {
        let (case, messages) = prepared.material();
        let mut papers = Papers::default();
        for message in &messages {
            papers.add(&case, message);
        }
        papers
    }

    fn add(&mut self, case: &Case, message: &Message) {
        let lowest = case.paste_beneath(message.at.layer);
        let paper = lowest.map(|layer| layer.name.clone()).unwrap_or_default();
        match &message.body {
            Body::Saml(saml) => self.entities.extend(saml.entity().map(|entity| entity_paper(entity, paper))),
            Body::Discovery(document) => self.discoveries.push(discovery_paper(document, paper)),
            Body::Jwks(set) => {
                let keys = set.keys.iter().filter_map(|key| jwk_paper(key, &paper)).collect();
                self.key_sets.push(KeySetPaper { paper, keys });
            }
            Body::Certificate(certificate) => self.loose.extend(certificate_paper(certificate, &paper)),
            Body::PublicKey(loose) => {
                let key = hex(&ssoscope_crypto::digest(ssoscope_crypto::Hash::Sha256, loose.key.spki()));
                self.loose.push(KeyPaper {
                    called: "a public key".to_owned(),
                    says: key_says(&loose.key),
                    ..bare(key, &paper)
                });
            }
            Body::Settings(held) => self.settings.push(held.clone()),
            Body::Registration(client) => self.registrations.push(registration_paper(client)),
            _ => {}
        }
    }

    /// The identity providers among them.
    pub fn idps(&self) -> impl Iterator<Item = (&EntityPaper, &RolePaper)> {
        self.entities.iter().filter_map(|entity| Some((entity, entity.idp.as_ref()?)))
    }

    /// The applications among them.
    pub fn sps(&self) -> impl Iterator<Item = (&EntityPaper, &RolePaper)> {
        self.entities.iter().filter_map(|entity| Some((entity, entity.sp.as_ref()?)))
    }
}

fn text(value: &Option<Spanned<String>>) -> Option<String> {
    value.as_ref().map(|value| value.value.clone())
}

fn texts(values: &[Spanned<String>]) -> Vec<String> {
    values.iter().map(|value| value.value.clone()).collect()
}

fn entity_paper(entity: &Entity, paper: String) -> EntityPaper {
    let role = |kind| entity.roles(kind).next().map(|role| role_paper(role, &paper));
    EntityPaper {
        entity_id: text(&entity.entity_id),
        organization: text(&entity.organization),
        valid_until: entity.valid_until.as_ref().and_then(|until| until.value.instant),
        idp: role(RoleKind::Idp),
        sp: role(RoleKind::Sp),
        paper,
    }
}

fn role_paper(role: &EntityRole, paper: &str) -> RolePaper {
    let keys = |wanted: fn(&crate::decode::saml::KeyDescriptor) -> bool| {
        let material = role.keys.iter().filter(|key| wanted(key)).flat_map(|key| &key.material);
        material.filter_map(|material| material_paper(material, paper)).collect()
    };
    let endpoints = role.endpoints.iter().filter_map(|endpoint| {
        let binding = endpoint.binding.as_ref().map(|binding| binding.value.clone()).unwrap_or_default();
        Some((endpoint.service.clone(), binding, endpoint.location.as_ref()?.value.clone()))
    });
    let flag = |flag: &Option<Spanned<bool>>| flag.as_ref().map(|flag| flag.value);
    RolePaper {
        endpoints: endpoints.collect(),
        signing: keys(crate::decode::saml::KeyDescriptor::signs),
        encryption: keys(crate::decode::saml::KeyDescriptor::encrypts),
        name_id_formats: texts(&role.name_id_formats),
        wants_assertions_signed: flag(&role.want_assertions_signed),
        requests_signed: flag(&role.authn_requests_signed).or(flag(&role.want_authn_requests_signed)),
    }
}

fn material_paper(material: &KeyMaterial, paper: &str) -> Option<KeyPaper> {
    match material.certificate() {
        Some(certificate) => certificate_paper(certificate, paper),
        None => {
            let key = material.key()?;
            let hash = hex(&ssoscope_crypto::digest(ssoscope_crypto::Hash::Sha256, key.spki()));
            Some(KeyPaper { called: "a bare key".to_owned(), says: key_says(key), ..bare(hash, paper) })
        }
    }
}

fn certificate_paper(certificate: &Certificate, paper: &str) -> Option<KeyPaper> {
    let key = certificate.key.as_ref().ok()?;
    let hash = hex(&ssoscope_crypto::digest(ssoscope_crypto::Hash::Sha256, key.spki()));
    Some(KeyPaper {
        certificate: Some(certificate.sha256.clone()),
        called: format!(
            "{} (SHA-256 {}…)",
            certificate.called(),
            certificate.sha256.get(..16).unwrap_or_default()
        ),
        says: certificate.key_says(),
        not_before: Some(certificate.not_before),
        not_after: Some(certificate.not_after),
        ..bare(hash, paper)
    })
}

fn jwk_paper(jwk: &Jwk, paper: &str) -> Option<KeyPaper> {
    if jwk.usage.as_ref().is_some_and(|usage| usage.value == "enc") {
        return None;
    }
    let Ok(Material::Public(key)) = &jwk.material else { return None };
    let kid = jwk.kid.as_ref().map(|kid| kid.value.clone());
    let hash = hex(&ssoscope_crypto::digest(ssoscope_crypto::Hash::Sha256, key.spki()));
    let called = kid.as_ref().map_or("a key without kid".to_owned(), |kid| format!("kid {kid}"));
    Some(KeyPaper { kid, called, says: key_says(key), ..bare(hash, paper) })
}

fn bare(key: String, paper: &str) -> KeyPaper {
    KeyPaper {
        paper: paper.to_owned(),
        key,
        certificate: None,
        kid: None,
        called: String::new(),
        says: String::new(),
        not_before: None,
        not_after: None,
    }
}

fn key_says(key: &ssoscope_crypto::PublicKey) -> String {
    match key.bits() {
        Some(bits) => format!("{}, {bits} bits", key.kind()),
        None => key.kind().to_string(),
    }
}

fn discovery_paper(document: &Discovery, paper: String) -> DiscoveryPaper {
    let endpoints = [
        ("authorization_endpoint", &document.authorization_endpoint),
        ("token_endpoint", &document.token_endpoint),
        ("userinfo_endpoint", &document.userinfo_endpoint),
        ("jwks_uri", &document.jwks_uri),
        ("end_session_endpoint", &document.end_session_endpoint),
    ];
    let endpoints =
        endpoints.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?.value.clone())));
    DiscoveryPaper {
        issuer: text(&document.issuer),
        endpoints: endpoints.collect(),
        id_token_algs: texts(&document.id_token_algs),
        auth_methods: texts(&document.token_auth_methods),
        scopes: texts(&document.scopes),
        claims: texts(&document.claims),
        response_types: texts(&document.response_types),
        paper,
    }
}

fn registration_paper(client: &Registration) -> RegistrationPaper {
    let ends = client.client_secret_expires_at.as_ref().map(|at| at.value).filter(|at| *at > 0);
    RegistrationPaper {
        client_id: text(&client.client_id),
        name: text(&client.client_name),
        redirect_uris: texts(&client.redirect_uris),
        scope: text(&client.scope),
        id_token_alg: text(&client.id_token_alg),
        auth_method: text(&client.token_auth_method),
        secret_expires: ends.and_then(|at| DateTime::from_timestamp(at, 0)),
    }
}
