//! A certificate: whose key it holds, who says so, and from when to when (RFC 5280).

use chrono::{DateTime, Utc};
use ssoscope_crypto::{Hash, PublicKey, digest};
use x509_parser::nom::Parser;
use x509_parser::prelude::{ASN1Time, ParsedExtension, X509CertificateParser};

use super::name::{distinguished_name, signature_algorithm};
use crate::span::Span;

/// A certificate that was read; whether anybody vouches for it is not its to say.
#[derive(Clone)]
pub struct Certificate {
    /// The bytes that hold it, in whatever form they are.
    pub at: Span,
    /// Its DER.
    pub der: Vec<u8>,
    /// Whose key it holds, as RFC 4514 writes a name.
    pub subject: String,
    /// Who says so.
    pub issuer: String,
    /// Its serial number, in hexadecimal with colons.
    pub serial: String,
    /// The first instant of its validity.
    pub not_before: DateTime<Utc>,
    /// The last instant of its validity (RFC 5280, section 4.1.2.5: inclusive).
    pub not_after: DateTime<Utc>,
    /// The key, or why it can't be used.
    pub key: Result<PublicKey, String>,
    /// The algorithm that the certificate itself is signed with, such as `sha256WithRSAEncryption`.
    pub signature_algorithm: String,
    /// SHA-256 of the DER, in lower-case hexadecimal.
    pub sha256: String,
}

/// Why bytes are no certificate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// They are not the DER of a certificate.
    #[error("its bytes are not the structure of a certificate")]
    Structure,
    /// Something follows the certificate.
    #[error("{0} bytes follow the certificate")]
    Trailing(usize),
    /// The text around it is not base64.
    #[error("its text is not base64")]
    Base64,
    /// There is nothing.
    #[error("it is empty")]
    Empty,
    /// A bound of validity is no time that can be named.
    #[error("its validity names no time")]
    Validity,
}

impl Certificate {
    /// Reads a certificate's DER; `at` says which bytes of the case it came from.
    ///
    /// # Errors
    /// Bytes that are no certificate, or more than one.
    pub fn from_der(der: &[u8], at: Span) -> Result<Certificate, CertificateError> {
        // What extensions hold is not asked for, and a broken one is no reason to know nothing of the rest.
        let mut parser = X509CertificateParser::new().with_deep_parse_extensions(false);
        let (rest, read) = parser.parse(der).map_err(|_| CertificateError::Structure)?;
        let whole = der.get(..der.len() - rest.len()).unwrap_or(der);
        if rest.iter().any(|byte| !byte.is_ascii_whitespace() && *byte != 0) {
            return Err(CertificateError::Trailing(rest.len()));
        }
        let validity = read.validity();
        let subject = distinguished_name(read.subject());
        let self_issued = read.subject().as_raw() == read.issuer().as_raw();
        let issuer = if self_issued { subject.clone() } else { distinguished_name(read.issuer()) };
        Ok(Certificate {
            at,
            subject,
            issuer,
            serial: read.raw_serial_as_string(),
            not_before: time(&validity.not_before)?,
            not_after: time(&validity.not_after)?,
            key: PublicKey::from_spki(read.public_key().raw).map_err(|why| why.to_string()),
            signature_algorithm: signature_algorithm(&read.signature_algorithm.algorithm.to_id_string()),
            sha256: hex(&digest(Hash::Sha256, whole)),
            der: whole.to_vec(),
        })
    }

    /// The subject's common name where it has one, else the whole subject: what to call it.
    pub fn called(&self) -> &str {
        let common = self.subject.split(", ").find_map(|part| part.strip_prefix("CN="));
        common.unwrap_or(if self.subject.is_empty() {
            "a certificate without a subject"
        } else {
            &self.subject
        })
    }

    /// SHA-1 of the DER, in lower-case hexadecimal; products still show it.
    pub fn sha1(&self) -> String {
        hex(&digest(Hash::Sha1, &self.der))
    }

    /// The subject key identifier that it gives itself (RFC 5280, section 4.2.1.2).
    pub fn key_identifier(&self) -> Option<Vec<u8>> {
        let (_, read) = X509CertificateParser::new().parse(&self.der).ok()?;
        read.extensions().iter().find_map(|extension| match extension.parsed_extension() {
            ParsedExtension::SubjectKeyIdentifier(identifier) => Some(identifier.0.to_vec()),
            _ => None,
        })
    }

    /// The kind and size of its key, such as `RSA, 2048 bits`.
    pub fn key_says(&self) -> String {
        match &self.key {
            Ok(key) => match key.bits() {
                Some(bits) => format!("{}, {bits} bits", key.kind()),
                None => key.kind().to_string(),
            },
            Err(why) => format!("a key that can't be used: {why}"),
        }
    }

    /// Whether subject and issuer are the same name.
    pub fn is_self_issued(&self) -> bool {
        self.subject == self.issuer
    }
}

fn time(at: &ASN1Time) -> Result<DateTime<Utc>, CertificateError> {
    DateTime::from_timestamp(at.timestamp(), 0).ok_or(CertificateError::Validity)
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Certificate")
            .field("subject", &self.subject)
            .field("sha256", &self.sha256)
            .finish_non_exhaustive()
    }
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.der == other.der
    }
}

impl Eq for Certificate {}
