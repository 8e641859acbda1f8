//! Trust, for the picture: each signature with what it covers, whose key made it, and who vouches for that key; and what
//! is read though no signature covers it. Nothing is judged here: the checks did.

use serde::Serialize;

use crate::check::known::saml::{KnownKey, Standing, called};
use crate::check::signatures::Signatures;
use crate::check::signatures::jws::{JwsSignature, JwsState, KeyRef};
use crate::check::signatures::redirect::RedirectSignature;
use crate::check::signatures::xml::{Digests, ValueFit, XmlSignature};
use crate::decode::{Body, Message, MessageId};
use crate::span::Span;

use super::saml::coverage;
use super::shape::FieldShape;

/// A signature: what it covers, whose key made it, and who vouches for that key.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct SignatureShape {
    /// The message that it belongs to.
    pub message: MessageId,
    /// All of its bytes.
    pub at: Span,
    /// What to call it: "Signature of the Assertion".
    pub title: String,
    /// What became of it.
    pub state: SignatureState,
    /// The algorithm that it names.
    #[cfg_attr(test, ts(optional = nullable))]
    pub algorithm: Option<String>,
    /// What it covers, each with its bytes.
    pub covers: Vec<FieldShape>,
    /// The key that made it.
    pub key: Option<LinkShape>,
    /// The certificate around that key.
    pub certificate: Option<LinkShape>,
    /// Who vouches for the key; absent where nobody does.
    pub vouched: Option<LinkShape>,
}

/// What became of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "lowercase")]
pub enum SignatureState {
    /// It is whole, and a key made it that somebody vouches for.
    Verified,
    /// It is whole, and the key that made it is vouched for by nobody.
    Unvouched,
    /// It does not hold, whoever vouches for a key.
    Broken,
    /// It can't be told.
    Open,
}

/// One link of the chain from a signature to whoever vouches for it.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct LinkShape {
    /// What it is, in a few words.
    pub says: String,
    /// Where it is written, where it is written in the case.
    #[cfg_attr(test, ts(optional = nullable))]
    pub at: Option<Span>,
}

/// Something that an application reads of a signed message though no whole signature covers it.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct ExposedShape {
    /// What it is, in a few words.
    pub says: String,
    /// Its bytes.
    pub at: Span,
    /// Whether it is what an application believes, and not only what it travels in: an assertion.
    pub believed: bool,
}

/// Every signature of the examined messages, in their order.
pub(super) fn signatures(messages: &[Message], signatures: &Signatures) -> Vec<SignatureShape> {
    let xml = signatures.xml.iter().map(of_xml);
    let redirect = signatures.redirect.iter().map(of_redirect);
    let jws = signatures.jws.iter().map(|signature| of_jws(messages, signature));
    let mut all: Vec<SignatureShape> = xml.chain(redirect).chain(jws).collect();
    all.sort_by_key(|signature| signature.message);
    all
}

/// What an application reads of signed messages though no whole signature covers it.
pub(super) fn exposed(messages: &[Message], signatures: &Signatures) -> Vec<ExposedShape> {
    let saml = messages.iter().filter_map(|message| match &message.body {
        Body::Saml(saml) => Some((message, saml)),
        _ => None,
    });
    saml.flat_map(|(message, saml)| coverage::exposed(message, saml, signatures)).collect()
}

fn of_xml(signature: &XmlSignature) -> SignatureShape {
    let broken = matches!(signature.digests, Digests::Mismatch(_))
        || signature.faults.iter().any(|fault| fault.breaks)
        || signature.why.is_some();
    let state = match (&signature.value, signature.is_whole()) {
        _ if broken => SignatureState::Broken,
        (ValueFit::Vouched(_) | ValueFit::Shared(_), true) => SignatureState::Verified,
        (ValueFit::Other(_) | ValueFit::EmbeddedOnly(_), true) => SignatureState::Unvouched,
        _ => SignatureState::Open,
    };
    let covers = signature.covers.iter().map(|covered| FieldShape {
        name: covered.name.clone(),
        value: covered.id.clone().unwrap_or_default(),
        at: Some(covered.at),
    });
    SignatureShape {
        message: signature.message,
        at: signature.at,
        title: format!("Signature of the {}", signature.parent.name),
        state,
        algorithm: signature.method.as_ref().map(|method| short(&method.value)),
        covers: covers.collect(),
        ..made_by(signature.message, signature.at, signature.maker())
    }
}

fn of_redirect(signature: &RedirectSignature) -> SignatureShape {
    let state = match &signature.value {
        _ if signature.verified() => SignatureState::Verified,
        ValueFit::Other(_) | ValueFit::EmbeddedOnly(_) if signature.reading.is_none() => {
            SignatureState::Unvouched
        }
        ValueFit::Vouched(_) | ValueFit::Other(_) | ValueFit::EmbeddedOnly(_) => SignatureState::Broken,
        ValueFit::Shared(_) | ValueFit::NoneFits(_) | ValueFit::NoKey | ValueFit::CantTell(_) => {
            SignatureState::Open
        }
    };
    let parameters = FieldShape {
        name: "URL parameters".to_owned(),
        value: String::new(),
        at: Some(signature.parameters),
    };
    SignatureShape {
        title: "Signature in the URL".to_owned(),
        state,
        algorithm: signature.method.as_ref().map(|method| short(&method.value)),
        covers: vec![parameters],
        ..made_by(signature.message, signature.at, &signature.value)
    }
}

/// A shape with the links that the maker of a signature gives, and nothing else said yet.
fn made_by(message: MessageId, at: Span, maker: &ValueFit) -> SignatureShape {
    let (key, certificate, vouched) = match maker {
        ValueFit::Vouched(key) => {
            (Some(key_of(key)), certificate_of(key), Some(link(key.origin.says.clone(), key.origin.at)))
        }
        ValueFit::Other(key) => (Some(key_of(key)), certificate_of(key), word_of(key)),
        ValueFit::EmbeddedOnly(material) => {
            let kind = material.key().map_or_else(|| "unread".to_owned(), |key| key.kind().to_string());
            let certificate =
                material.certificate().map(|certificate| link(called(certificate), Some(material.at())));
            (Some(link(format!("{kind} key, brought along"), Some(material.at()))), certificate, None)
        }
        ValueFit::Shared(secret) => {
            (Some(link(secret.clone(), None)), None, Some(link("you: it was lent".to_owned(), None)))
        }
        ValueFit::NoneFits(_) | ValueFit::NoKey | ValueFit::CantTell(_) => (None, None, None),
    };
    SignatureShape {
        message,
        at,
        title: String::new(),
        state: SignatureState::Open,
        algorithm: None,
        covers: Vec::new(),
        key,
        certificate,
        vouched,
    }
}

fn key_of(key: &KnownKey) -> LinkShape {
    link(format!("{} key", key.key.kind()), key.origin.at)
}

fn certificate_of(key: &KnownKey) -> Option<LinkShape> {
    key.certificate.as_ref().map(|certificate| link(called(certificate), key.origin.at))
}

/// Who says whose another key is: somebody, though not as the signing key that counts.
fn word_of(key: &KnownKey) -> Option<LinkShape> {
    let as_what = match key.standing {
        Standing::IdpSigning => "but not the key that counts",
        Standing::IdpEncryption => "for encryption only",
        Standing::OtherIdp => "of another identity provider",
        Standing::Publisher => "for the signature of its metadata only",
        Standing::SpSigning | Standing::SpEncryption => "of the application itself",
        Standing::Unvouched => return None,
    };
    Some(link(format!("{}, {as_what}", key.origin.says), key.origin.at))
}

fn of_jws(messages: &[Message], signature: &JwsSignature) -> SignatureShape {
    let fits = |key: &KeyRef| {
        let name = key.kid.as_ref().map_or("key without a name".to_owned(), |kid| format!("key “{kid}”"));
        link(name, key.origin.at)
    };
    let (state, key, vouched) = match &signature.state {
        JwsState::Verified(key) | JwsState::VerifiedByOtherKid(key) => {
            let word = link(key.origin.says.clone(), key.origin.at);
            (SignatureState::Verified, Some(fits(key)), Some(word))
        }
        JwsState::FitsUnvouched(key) => (SignatureState::Unvouched, Some(fits(key)), None),
        JwsState::Mismatch | JwsState::AlgNone | JwsState::Stripped | JwsState::Worthless => {
            (SignatureState::Broken, None, None)
        }
        JwsState::NoSuchKid { .. }
        | JwsState::KeyKind { .. }
        | JwsState::Unsupported(_)
        | JwsState::NoKeys
        | JwsState::PayloadApart
        | JwsState::NotShown
        | JwsState::Unreadable => (SignatureState::Open, None, None),
    };
    let whole = messages.iter().find(|message| message.id == signature.message).map(|message| message.at);
    let signed = whole.filter(|whole| whole.layer == signature.at.layer && whole.start < signature.at.start);
    let covers = signed.map(|whole| FieldShape {
        name: "header and claims".to_owned(),
        value: String::new(),
        at: Some(Span { end: signature.at.start - 1, ..whole }),
    });
    SignatureShape {
        message: signature.message,
        at: signature.at,
        title: "Signature of the token".to_owned(),
        state,
        algorithm: signature.alg.as_ref().map(|alg| alg.value.clone()),
        covers: covers.into_iter().collect(),
        key,
        certificate: None,
        vouched,
    }
}

fn link(says: String, at: Option<Span>) -> LinkShape {
    LinkShape { says, at }
}

/// An algorithm's identifier without what all of them have in front: "rsa-sha256".
fn short(identifier: &str) -> String {
    identifier.rsplit('#').next().unwrap_or(identifier).to_owned()
}
