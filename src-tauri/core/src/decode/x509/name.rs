//! Names inside certificates, as people know them.

use x509_parser::x509::X509Name;

/// A name as RFC 4514 writes it, in the order of the certificate, empty where there is none.
pub(super) fn distinguished_name(name: &X509Name<'_>) -> String {
    name.to_string()
}

/// The name of a signature algorithm by its object identifier (RFC 3279, RFC 4055, RFC 5758, RFC 8410).
pub(super) fn signature_algorithm(oid: &str) -> String {
    let known = SIGNATURE_ALGORITHMS.iter().find(|(known, _)| *known == oid);
    known.map_or_else(|| oid.to_owned(), |(_, name)| (*name).to_owned())
}

static SIGNATURE_ALGORITHMS: &[(&str, &str)] = &[
    ("1.2.840.113549.1.1.4", "md5WithRSAEncryption"),
    ("1.2.840.113549.1.1.5", "sha1WithRSAEncryption"),
    ("1.2.840.113549.1.1.10", "RSASSA-PSS"),
    ("1.2.840.113549.1.1.11", "sha256WithRSAEncryption"),
    ("1.2.840.113549.1.1.12", "sha384WithRSAEncryption"),
    ("1.2.840.113549.1.1.13", "sha512WithRSAEncryption"),
    ("1.2.840.10045.4.1", "ecdsa-with-SHA1"),
    ("1.2.840.10045.4.3.2", "ecdsa-with-SHA256"),
    ("1.2.840.10045.4.3.3", "ecdsa-with-SHA384"),
    ("1.2.840.10045.4.3.4", "ecdsa-with-SHA512"),
    ("1.3.101.112", "Ed25519"),
];
