//! Which certificate a signature names without bringing it along: by digest, by subject key identifier, or by issuer and serial number
//! (XML Signature 1.1 §4.5.4). Naming is not vouching: it tells which of the known keys is meant, and no more.

use ssoscope_crypto::digest;
use ssoscope_xml::dsig::{IssuerSerial, KeyInfo};

use crate::check::signatures::candidates::Candidate;
use crate::decode::saml::Xml;
use crate::decode::x509::{Certificate, hex};
use crate::span::Span;

/// A certificate that a signature names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// Where it does so.
    pub at: Span,
    /// How, in words that can follow "the certificate with": "the serial number 42 of CN=Example CA".
    pub says: String,
    /// What the certificate is called, where it is among those that are known.
    pub held: Option<String>,
}

/// The first certificate that a `KeyInfo` names, held against those that are known.
pub(super) fn of(xml: &Xml, info: &KeyInfo, known: &[Candidate]) -> Option<Naming> {
    let held =
        known.iter().find(|candidate| is_named(info, candidate)).map(|candidate| candidate.called.clone());
    let by_digest = info.digests.first().and_then(|(_, encoded)| {
        Some((encoded.node, format!("the digest {}", hex(encoded.bytes.as_deref()?))))
    });
    let by_identifier = || {
        let encoded = info.key_identifiers.first()?;
        Some((encoded.node, format!("the subject key identifier {}", hex(encoded.bytes.as_deref()?))))
    };
    let by_serial = || {
        let named = info.issuer_serials.first()?;
        Some((named.node, format!("the serial number {} of {}", named.serial, named.issuer)))
    };
    let (node, says) = by_digest.or_else(by_identifier).or_else(by_serial)?;
    Some(Naming { at: xml.element_span(node), says, held })
}

/// Whether a `KeyInfo` names the certificate of a candidate.
pub(super) fn is_named(info: &KeyInfo, candidate: &Candidate) -> bool {
    candidate.certificate().is_some_and(|certificate| names(info, certificate))
}

fn names(info: &KeyInfo, certificate: &Certificate) -> bool {
    let by_digest = info.digests.iter().any(|(hash, encoded)| {
        hash.is_some_and(|hash| encoded.bytes.as_deref() == Some(&digest(hash, &certificate.der)))
    });
    let by_identifier = || {
        let mut named = info.key_identifiers.iter().filter_map(|encoded| encoded.bytes.as_deref()).peekable();
        let own = named.peek().and_then(|_| certificate.key_identifier());
        own.is_some_and(|own| named.any(|named| named == own))
    };
    by_digest || by_identifier() || info.issuer_serials.iter().any(|named| is_of(named, certificate))
}

/// Whether the serial number is the certificate's, and the issuer's name holds the same values in whatever order and spelling of
/// their types: products differ in both.
fn is_of(named: &IssuerSerial, certificate: &Certificate) -> bool {
    let serial = decimal(&named.serial);
    serial.is_some_and(|serial| serial == significant(&certificate.serial))
        && (named.issuer.is_empty() || values(&named.issuer) == values(&certificate.issuer))
}

/// A decimal number in hexadecimal, without leading zeros. A serial number has twenty bytes at most (RFC 5280, section 4.1.2.2).
fn decimal(text: &str) -> Option<String> {
    const DIGITS: usize = 50;
    let text = text.trim();
    if text.is_empty() || text.len() > DIGITS || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut bytes: Vec<u8> = Vec::new();
    for digit in text.bytes().map(|byte| u32::from(byte - b'0')) {
        let mut carry = digit;
        for byte in bytes.iter_mut().rev() {
            carry += u32::from(*byte) * 10;
            *byte = (carry & 0xff) as u8;
            carry >>= 8;
        }
        if carry > 0 {
            bytes.insert(0, carry as u8);
        }
    }
    Some(significant(&hex(&bytes)))
}

/// A number in hexadecimal without colons and leading zeros.
fn significant(hex: &str) -> String {
    let digits = hex.replace(':', "").to_ascii_lowercase();
    digits.trim_start_matches('0').to_owned()
}

/// The values of a distinguished name, sorted.
fn values(name: &str) -> Vec<&str> {
    let parts = name.split([',', '+', '/']).filter_map(|part| part.split_once('='));
    let mut values: Vec<&str> = parts.map(|(_, value)| value.trim().trim_matches('"')).collect();
    values.sort_unstable();
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::CERTIFICATE;
    use crate::decode::x509;
    use crate::span::LayerId;
    use ssoscope_xml::{Document, NodeId};

    fn certificate() -> Certificate {
        x509::from_text(CERTIFICATE, Span::new(LayerId(0), 0..0)).unwrap()
    }

    fn names_it(data: &str) -> bool {
        let text = format!(
            "<KeyInfo xmlns='http://www.w3.org/2000/09/xmldsig#' xmlns:d='http://www.w3.org/2009/xmldsig11#'>\
             <X509Data>{data}</X509Data></KeyInfo>"
        );
        let document = Document::read(text.as_bytes());
        let info = KeyInfo::read(&document, document.root().unwrap_or(NodeId::DOCUMENT));
        names(&info, &certificate())
    }

    fn base64(bytes: &[u8]) -> String {
        base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes)
    }

    #[test]
    fn a_serial_number_in_decimal_is_the_certificates_in_hexadecimal() {
        assert_eq!(decimal("255").as_deref(), Some("ff"));
        assert_eq!(decimal("65536").as_deref(), Some("10000"));
        assert_eq!(
            decimal("340282366920938463463374607431768211455").as_deref(),
            Some("f".repeat(32).as_str())
        );
        assert_eq!(decimal("00012"), decimal("12"));
        assert_eq!((decimal(""), decimal("0x12"), decimal(&"9".repeat(51))), (None, None, None));
        assert_eq!(significant("00:AB:01"), "ab01");
    }

    #[test]
    fn a_certificate_is_named_in_each_of_the_three_ways_and_another_in_none() {
        let own = certificate();
        let serial = u128::from_str_radix(&significant(&own.serial), 16).map(|serial| serial.to_string());
        let serial = serial.unwrap_or_else(|_| from_hex(&significant(&own.serial)));
        let by_serial = |serial: &str, issuer: &str| {
            names_it(&format!(
                "<X509IssuerSerial><X509IssuerName>{issuer}</X509IssuerName><X509SerialNumber>{serial}</X509SerialNumber>\
                 </X509IssuerSerial>"
            ))
        };
        assert!(by_serial(&serial, &own.issuer));
        assert!(!by_serial(&format!("{serial}1"), &own.issuer) && !by_serial(&serial, "CN=somebody else"));
        let sha256 = |bytes: &[u8]| base64(&digest(ssoscope_crypto::Hash::Sha256, bytes));
        let by_digest = |value: &str| {
            let algorithm = "http://www.w3.org/2001/04/xmlenc#sha256";
            names_it(&format!("<d:X509Digest Algorithm='{algorithm}'>{value}</d:X509Digest>"))
        };
        assert!(by_digest(&sha256(&own.der)) && !by_digest(&sha256(b"another")));
        let identifier = own.key_identifier().unwrap();
        assert!(names_it(&format!("<X509SKI>{}</X509SKI>", base64(&identifier))));
        assert!(!names_it(&format!("<X509SKI>{}</X509SKI>", base64(b"another"))));
    }

    /// A number in decimal that is too long for a machine's.
    fn from_hex(hex: &str) -> String {
        let mut digits: Vec<u32> = vec![0];
        for nibble in hex.chars().filter_map(|digit| digit.to_digit(16)) {
            let mut carry = nibble;
            for digit in digits.iter_mut() {
                carry += *digit * 16;
                *digit = carry % 10;
                carry /= 10;
            }
            while carry > 0 {
                digits.push(carry % 10);
                carry /= 10;
            }
        }
        digits.iter().rev().map(|digit| char::from_digit(*digit, 10).unwrap()).collect()
    }
}
