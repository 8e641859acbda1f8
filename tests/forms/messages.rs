//! Messages, and what tools put around them.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

pub(crate) fn response() -> String {
    let assertion = assertion();
    format!(
        "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_r1\" Version=\"2.0\" \
         IssueInstant=\"2026-11-23T08:00:00Z\" Destination=\"https://sp.example/acs\"><samlp:Status><samlp:StatusCode \
         Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status>{assertion}</samlp:Response>"
    )
}

pub(crate) fn assertion() -> String {
    "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_a1\" Version=\"2.0\" \
     IssueInstant=\"2026-11-23T08:00:00Z\"><saml:Issuer>https://idp.example/?a=1&amp;b=2</saml:Issuer></saml:Assertion>"
        .to_owned()
}

pub(crate) fn assertion1() -> String {
    "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:1.0:assertion\" MajorVersion=\"1\" MinorVersion=\"1\" AssertionID=\"_a1\" \
     Issuer=\"https://idp.example\" IssueInstant=\"2026-11-23T08:00:00Z\"><saml:Conditions \
     NotOnOrAfter=\"2026-11-23T09:00:00Z\"><saml:AudienceRestrictionCondition><saml:Audience>urn:app</saml:Audience>\
     </saml:AudienceRestrictionCondition></saml:Conditions></saml:Assertion>"
        .to_owned()
}

pub(crate) fn request() -> String {
    "<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_q1\" Version=\"2.0\" \
     IssueInstant=\"2026-11-23T08:00:00Z\" AssertionConsumerServiceURL=\"https://sp.example/acs\"/>"
        .to_owned()
}

pub(crate) fn metadata() -> String {
    "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"https://idp.example\"><md:IDPSSODescriptor \
     protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"/></md:EntityDescriptor>"
        .to_owned()
}

pub(crate) fn base64(bytes: impl AsRef<[u8]>) -> String {
    STANDARD.encode(bytes)
}

pub(crate) fn percent(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

pub(crate) fn deflated(text: &str) -> Vec<u8> {
    let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    deflate.write_all(text.as_bytes()).unwrap();
    deflate.finish().unwrap()
}

pub(crate) fn zlib(text: &str) -> Vec<u8> {
    let mut deflate = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    deflate.write_all(text.as_bytes()).unwrap();
    deflate.finish().unwrap()
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

pub(crate) fn token(claims: &str) -> String {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    format!(
        "{}.{}.{}",
        part("{\"alg\":\"RS256\",\"kid\":\"k1\"}"),
        part(claims),
        URL_SAFE_NO_PAD.encode([7_u8; 64])
    )
}

pub(crate) fn id_token() -> String {
    token(
        "{\"iss\":\"https://op.example\",\"sub\":\"alice\",\"aud\":\"app\",\"exp\":1795424114,\"iat\":1795420514,\"nonce\":\"n1\"}",
    )
}

pub(crate) fn redirect() -> String {
    format!(
        "https://idp.example/sso?SAMLRequest={}&RelayState=%2Fhome",
        percent(&base64(deflated(&request())))
    )
}

pub(crate) fn body() -> String {
    format!("RelayState=%2Fhome&SAMLResponse={}", percent(&base64(response())))
}

pub(crate) fn wrapped(text: &str, width: usize, end: &str) -> String {
    text.as_bytes()
        .chunks(width)
        .map(|line| String::from_utf8_lossy(line).into_owned())
        .collect::<Vec<_>>()
        .join(end)
}

pub(crate) fn artifact() -> String {
    let mut bytes = vec![0, 4, 0, 0];
    bytes.extend(ssoscope_crypto::digest(ssoscope_crypto::Hash::Sha1, b"https://idp.example"));
    bytes.extend([9; 20]);
    base64(bytes)
}

/// A ZIP file of stored files.
pub(crate) fn zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    let le16 = |value: usize| (value as u16).to_le_bytes();
    let le32 = |value: usize| (value as u32).to_le_bytes();
    for (name, bytes) in files {
        let at = out.len();
        let sizes = [le32(bytes.len()), le32(bytes.len())].concat();
        out.extend(
            [
                b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0".as_slice(),
                &sizes,
                &le16(name.len()),
                &[0, 0],
                name.as_bytes(),
                bytes,
            ]
            .concat(),
        );
        let fixed = [
            b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0\0\0\0\0".as_slice(),
            &sizes,
            &le16(name.len()),
            &[0; 12],
        ]
        .concat();
        directory.extend([fixed.as_slice(), &le32(at), name.as_bytes()].concat());
    }
    let (start, len) = (out.len(), directory.len());
    out.extend(directory);
    let count = [le16(files.len()), le16(files.len())].concat();
    out.extend([b"PK\x05\x06\0\0\0\0".as_slice(), &count, &le32(len), &le32(start), &[0, 0]].concat());
    out
}
