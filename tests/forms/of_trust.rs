//! Metadata, certificates and keys, 26 to 28 of the list.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::messages::{base64, escaped, metadata, wrapped};
use crate::{Row, binary, row};

pub(crate) fn rows() -> Vec<Row> {
    let der = STANDARD.decode(CERTIFICATE.lines().collect::<String>()).unwrap();
    let one_line =
        format!("-----BEGIN CERTIFICATE----- {} -----END CERTIFICATE-----", CERTIFICATE.replace('\n', " "));
    let page = format!(
        "<!DOCTYPE html>\n<html><body><h1>Metadata</h1><pre>{}</pre></body></html>",
        escaped(&metadata())
    );
    let key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEF\n-----END PRIVATE KEY-----\n";
    vec![
        row(26, "metadata saved as a page", page, &["form:page", "saml-metadata"]),
        row(27, "PEM on one line", one_line, &["form:pem", "certificate"]),
        row(27, "PEM without its header", wrapped(&base64(&der), 64, "\n"), &["form:base64", "certificate"]),
        row(27, "fingerprint", ["AB"; 20].join(":"), &["form:fingerprint", "certificate-fingerprint"]),
        binary(27, "PKCS#7", pkcs7(&der), &["form:pkcs7", "certificate"]),
        row(28, "private key", key, &["form:pem", "private-key"]),
    ]
}

/// Signed data without signers around a certificate, as `openssl crl2pkcs7 -nocrl` writes it.
fn pkcs7(certificate: &[u8]) -> Vec<u8> {
    let wrap = |tag: u8, content: &[u8]| {
        let len = u16::try_from(content.len()).unwrap().to_be_bytes();
        [&[tag, 0x82, len[0], len[1]], content].concat()
    };
    const DATA: &[u8] = &[0x30, 0x0B, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01];
    const SIGNED: &[u8] = &[0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];
    let parts = [&[0x02, 0x01, 0x01, 0x31, 0x00], DATA, &wrap(0xA0, certificate), &[0x31, 0x00]].concat();
    wrap(0x30, &[SIGNED, &wrap(0xA0, &wrap(0x30, &parts))].concat())
}

/// Made for these tests: CN=idp.example, P-256.
const CERTIFICATE: &str = "MIIBgTCCASegAwIBAgIUKfRVqO52LFPdTRLvFGsRfQmqArcwCgYIKoZIzj0EAwIw\n\
     FjEUMBIGA1UEAwwLaWRwLmV4YW1wbGUwHhcNMjYxMTI0MTkyOTM4WhcNMzYxMTIx\n\
     MTkyOTM4WjAWMRQwEgYDVQQDDAtpZHAuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqG\n\
     SM49AwEHA0IABAl4fpNGeso/4+B+FmtrqaJQakJBi1nVHAQ3JbYA9LtXsXdYK2nq\n\
     mT+bHdftPlWSaItYkWVI5lXMQD/BK9D5ZwmjUzBRMB0GA1UdDgQWBBTW/K0MHJ8W\n\
     erxVwPrMryxU8njdxDAfBgNVHSMEGDAWgBTW/K0MHJ8WerxVwPrMryxU8njdxDAP\n\
     BgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQC48sC6fkm9RSdQn+gO\n\
     MXWjW9SQVX31ftk0/3nigeOh3AIgRFMwN46A86Yiew2S3MdzSXMq3tmlqtkRWmIg\n\
     t1aY3jc=";
