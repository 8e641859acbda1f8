//! What one good sign-in shows of both sides.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use crate::case::{Case, Paste, Role};
use crate::check::Look;
use crate::check::oidc::examined as tokens;
use crate::check::saml::examined as answers;
use crate::decode::oidc::{Json, TokenKind};
use crate::decode::saml::SamlBody;
use crate::decode::{Body, Message};
use crate::expect::{Expectations, Keys};

/// What one good sign-in shows. Each member is empty where it shows nothing of the kind.
#[derive(Default)]
pub(in crate::integration) struct Observed {
    /// The capture.
    pub(in crate::integration) name: String,
    /// Values by the key of the playbook that they would stand under.
    pub(in crate::integration) values: BTreeMap<&'static str, BTreeSet<String>>,
    /// Attributes or claims by their names, with their values.
    pub(in crate::integration) attributes: BTreeMap<String, Vec<String>>,
    /// Who signed in, where that name lasts.
    pub(in crate::integration) person: Option<String>,
    /// How long the answer is good for.
    pub(in crate::integration) lifetime: Option<TimeDelta>,
    /// Whether it is OpenID Connect.
    pub(in crate::integration) is_oidc: bool,
    /// Whether there is an answer at all.
    pub(in crate::integration) has_answer: bool,
    /// Certificates that the message brings along, and that nobody vouches for: fingerprint and name.
    pub(in crate::integration) embedded: BTreeSet<String>,
}

/// Claims that belong to the protocol and not to the person.
const OF_PROTOCOL: &[&str] = &[
    "iss",
    "sub",
    "aud",
    "exp",
    "iat",
    "nbf",
    "auth_time",
    "nonce",
    "acr",
    "amr",
    "azp",
    "at_hash",
    "c_hash",
    "s_hash",
    "jti",
    "sid",
    "session_state",
    "typ",
    "ver",
    "rh",
    "uti",
    "tid",
    "aio",
    "xms_st",
    "urn:openid:params:jwt:claim:rs_hash",
];

impl Observed {
    pub(in crate::integration) fn of(name: String, pastes: Vec<Paste>, keys: &Keys) -> Observed {
        let mut case = crate::peel::peel(pastes);
        let expectations = Expectations::default().with_keys(keys.clone());
        let messages = crate::decode::decode(&mut case, &expectations);
        let look = Look::new(&case, &messages, &expectations, chrono::DateTime::UNIX_EPOCH);
        let mut seen = Observed { name, ..Observed::default() };
        for message in messages.iter().filter(|message| message.role == Role::Capture) {
            seen.request(message, &look);
        }
        seen.saml(&look);
        seen.oidc(&look, &case);
        seen
    }

    fn note(&mut self, key: &'static str, value: Option<impl Into<String>>) {
        if let Some(value) = value {
            self.values.entry(key).or_default().insert(value.into());
        }
    }

    fn request(&mut self, message: &Message, look: &Look) {
        match &message.body {
            Body::Saml(saml) => {
                let SamlBody::AuthnRequest(request) = &saml.body else { return };
                self.note("saml.sp.entity_id", saml.issuer().map(|issuer| issuer.value.value.clone()));
                self.note("saml.sp.acs", request.acs_url.as_ref().map(|url| url.value.clone()));
                let in_xml = look.signatures.xml.iter().any(|signature| signature.message == message.id);
                let in_url = look.signatures.redirect.iter().any(|signature| signature.message == message.id);
                self.note("saml.sp.requests_signed", Some(if in_xml || in_url { "true" } else { "false" }));
                let destination = saml.head().and_then(|head| head.destination.as_ref());
                self.note("saml.idp.sso_url", destination.map(|url| url.value.clone()));
            }
            Body::AuthorizationRequest(request) => {
                self.note("oidc.rp.client_id", request.client_id.as_ref().map(|id| id.value.clone()));
                self.note("oidc.rp.redirect_uri", request.redirect_uri.as_ref().map(|uri| uri.value.clone()));
                self.note(
                    "oidc.rp.response_type",
                    request.response_type.as_ref().map(|kind| kind.value.clone()),
                );
                for scope in request
                    .scope
                    .iter()
                    .flat_map(|scope| scope.value.split(' '))
                    .filter(|scope| !scope.is_empty())
                {
                    self.note("oidc.rp.scopes", Some(scope));
                }
            }
            _ => {}
        }
    }

    fn saml(&mut self, look: &Look) {
        for answer in answers::examined(look) {
            let is_response = matches!(answer.saml.body, SamlBody::Response(_));
            if !is_response && answer.saml.assertions().is_empty() {
                continue;
            }
            let own = |parent: &str| {
                let mut of_message =
                    look.signatures.xml.iter().filter(|signature| signature.message == answer.message.id);
                of_message.any(|signature| signature.parent.name == parent)
            };
            self.has_answer = true;
            self.note(
                "saml.sp.encrypted",
                Some((!answer.saml.encrypted_assertions().is_empty()).to_string()),
            );
            self.note(
                "saml.sp.signed",
                match (own("Assertion"), own("Response")) {
                    (true, true) => Some("both"),
                    (true, false) => Some("assertion"),
                    (false, true) => Some("response"),
                    (false, false) => None,
                },
            );
            let destination = answer.saml.head().and_then(|head| head.destination.as_ref());
            self.note("saml.sp.acs", destination.map(|url| url.value.clone()));
            for signature in
                look.signatures.xml.iter().filter(|signature| signature.message == answer.message.id)
            {
                self.note(
                    "crypto.algorithms",
                    signature.method.as_ref().map(|method| short(&method.value).to_owned()),
                );
                let embedded = signature.embedded.iter().filter_map(|material| material.certificate());
                self.embedded.extend(
                    embedded.map(|certificate| {
                        format!("{} (SHA-256 {})", certificate.called(), certificate.sha256)
                    }),
                );
            }
            for assertion in answer.saml.assertions() {
                self.assertion(assertion);
            }
            let issuer = answer.saml.issuer().map(|issuer| issuer.value.value.clone());
            self.note("saml.idp.entity_id", issuer);
        }
    }

    fn assertion(&mut self, assertion: &crate::decode::saml::Assertion) {
        self.note("saml.idp.entity_id", assertion.issuer.as_ref().map(|issuer| issuer.value.value.clone()));
        if let Some(conditions) = &assertion.conditions {
            for audience in
                conditions.audience_restrictions.iter().flat_map(|restriction| &restriction.audiences)
            {
                self.note("saml.sp.audience", Some(audience.value.clone()));
            }
            let begins = conditions.not_before.as_ref().or(assertion.issue_instant.as_ref());
            let (from, until) = (
                begins.and_then(|at| at.value.instant),
                conditions.not_on_or_after.as_ref().and_then(|at| at.value.instant),
            );
            self.lifetime = from.zip(until).map(|(from, until)| until - from);
        }
        for statement in &assertion.authn_statements {
            self.note(
                "saml.sp.authn_context",
                statement.authn_context.as_ref().map(|context| context.value.clone()),
            );
        }
        let name = assertion.subject.as_ref().and_then(|subject| subject.name_id.as_ref());
        if let Some(name) = name {
            let format = name.format.as_ref().map(|format| format.value.clone());
            let lasts = format.as_ref().is_none_or(|format| !format.ends_with("transient"));
            self.note("saml.sp.name_id_format", format);
            self.person = Some(name.value.value.clone()).filter(|_| lasts);
        }
        for attribute in &assertion.attributes {
            let Some(name) = &attribute.name else { continue };
            let values = attribute.values.iter().map(|value| value.text.value.clone());
            self.attributes.entry(name.value.clone()).or_default().extend(values);
        }
    }

    fn oidc(&mut self, look: &Look, case: &Case) {
        for examined in tokens::examined(look, &[TokenKind::IdToken]) {
            let claimed = &examined.token.claimed;
            (self.is_oidc, self.has_answer) = (true, true);
            let _ = case;
            self.note("oidc.op.issuer", claimed.iss.as_ref().map(|iss| iss.value.clone()));
            if let [audience] = claimed.aud.as_slice() {
                self.note("oidc.rp.client_id", Some(audience.value.clone()));
            }
            self.note("oidc.rp.id_token_alg", examined.token.jose.alg.as_ref().map(|alg| alg.value.clone()));
            self.note(
                "oidc.rp.id_token_encrypted",
                Some(examined.token.decrypted_from.is_some().to_string()),
            );
            self.note("oidc.rp.acr", claimed.acr.as_ref().map(|acr| acr.value.clone()));
            let (iat, exp) = (claimed.iat.as_ref(), claimed.exp.as_ref());
            let ends = iat.and_then(|at| at.value.instant).zip(exp.and_then(|at| at.value.instant));
            self.lifetime = ends.map(|(from, until)| until - from);
            self.person = claimed.sub.as_ref().map(|sub| sub.value.clone());
            let Some(claims) = &examined.token.claims else { continue };
            for member in
                claims.members.iter().filter(|member| !OF_PROTOCOL.contains(&member.name.value.as_str()))
            {
                let values = self.attributes.entry(member.name.value.clone()).or_default();
                match &member.value.value {
                    Json::Array(items) => {
                        values.extend(items.iter().filter_map(|item| item.value.scalar()).map(str::to_owned))
                    }
                    value => values.extend(value.scalar().map(str::to_owned)),
                }
            }
        }
    }
}

/// The last part of an algorithm's URI.
fn short(algorithm: &str) -> &str {
    algorithm.rsplit(['#', '/']).next().unwrap_or(algorithm)
}
