//! A certificate written as text: base64 as `ds:X509Certificate` has it, PEM, or base64 of a PEM as some tools paste it.

use base64::Engine;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::{Certificate, CertificateError};
use crate::span::Span;

/// Padding may be missing and trailing bits may be set: products write both.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

const BEGIN: &str = "-----BEGIN";

/// Reads a certificate's text; white space does not matter.
///
/// # Errors
/// Text that is not base64, or base64 of something else.
pub fn from_text(text: &str, at: Span) -> Result<Certificate, CertificateError> {
    let der = der_of(text)?;
    match std::str::from_utf8(&der) {
        Ok(inner) if inner.contains(BEGIN) => Certificate::from_der(&der_of(inner)?, at),
        _ => Certificate::from_der(&der, at),
    }
}

fn der_of(text: &str) -> Result<Vec<u8>, CertificateError> {
    let body: String = armoured(text).chars().filter(|c| !c.is_whitespace()).collect();
    if body.is_empty() {
        return Err(CertificateError::Empty);
    }
    LENIENT.decode(body).map_err(|_| CertificateError::Base64)
}

/// What stands between the lines of a PEM block, else the text itself (RFC 7468, section 2).
fn armoured(text: &str) -> &str {
    let inside = text.split_once(BEGIN).and_then(|(_, rest)| rest.split_once("-----")).map(|(_, rest)| rest);
    inside.map_or(text, |rest| rest.split("-----END").next().unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::LayerId;

    /// A certificate made for this test: `openssl req -x509 -newkey ed25519 -subj /CN=idp.example`.
    const PEM: &str = include_str!("test.crt");

    fn read(text: &str) -> Result<Certificate, CertificateError> {
        from_text(text, Span::new(LayerId(0), 0..0))
    }

    #[test]
    fn the_same_certificate_in_four_dresses() {
        let bare: String = PEM.lines().filter(|line| !line.starts_with("-----")).collect();
        let wrapped = format!("\n   {}\n  {}\r\n", &bare[..40], &bare[40..]);
        let twice = base64::engine::general_purpose::STANDARD.encode(PEM);
        let of_pem = read(PEM).unwrap();
        assert_eq!(of_pem.called(), "idp.example");
        assert_eq!(of_pem.sha256.len(), 64);
        for text in [bare.as_str(), &wrapped, &twice] {
            assert_eq!(read(text).unwrap(), of_pem);
        }
    }

    #[test]
    fn what_is_no_certificate_says_why() {
        assert_eq!(read("  \n ").unwrap_err(), CertificateError::Empty);
        assert_eq!(read("not base64!").unwrap_err(), CertificateError::Base64);
        assert_eq!(read("AAAA").unwrap_err(), CertificateError::Structure);
    }
}
