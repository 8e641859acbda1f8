//! X.509 certificates and bare public keys, from DER, PEM and the text of XML elements.

mod certificate;
mod name;
mod text;

pub(crate) use certificate::hex;
pub use certificate::{Certificate, CertificateError};
pub use text::from_text;

use std::sync::Arc;

use ssoscope_crypto::PublicKey;

use crate::case::Case;
use crate::span::Span;

use super::message::Other;
use super::{Body, Message, MessageId};

/// Decodes a DER structure: a certificate, else a public key, else something that is named as neither.
pub(super) fn decode(case: &mut Case, at: Span, messages: &mut Vec<Message>) {
    let Some(role) = case.layer(at.layer).map(|layer| layer.role) else { return };
    let body = body(case.bytes(at), at);
    messages.push(Message { id: MessageId(messages.len() as u32), role, at, body });
}

fn body(der: &[u8], at: Span) -> Body {
    match Certificate::from_der(der, at) {
        Ok(certificate) => Body::Certificate(Arc::new(certificate)),
        Err(why) => match PublicKey::from_spki(der) {
            Ok(key) => Body::PublicKey(Arc::new(LooseKey { at, key })),
            Err(_) => Body::Other(Arc::new(Other {
                looks_like: format!("a certificate that can't be read: {why}"),
            })),
        },
    }
}

/// A public key that stands alone, without a certificate around it.
pub struct LooseKey {
    /// All of its bytes.
    pub at: Span,
    /// The key.
    pub key: PublicKey,
}
