//! Which algorithm an identifier names (XML Signature 1.1 §6, RFC 9231).

use crate::tree::{Document, NodeId};
use crate::uri::{DSIG, DSIG_MORE, DSIG_MORE_2007, DSIG11, ENC};
use ssoscope_crypto::{Algorithm, Hash};
use std::ops::Range;

/// An algorithm as a document names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared<T> {
    /// The identifier as written.
    pub uri: String,
    /// Where it stands: the value of the `Algorithm` attribute.
    pub at: Range<usize>,
    /// What it means; `None` where it is not known, not computed here, or has parameters that cannot be read.
    pub meaning: Option<T>,
}

/// The hash that a DigestMethod names.
pub(crate) fn digest_method(uri: &str) -> Option<Hash> {
    if let Some(name) = uri.strip_prefix(DSIG) {
        return (name == "sha1").then_some(Hash::Sha1);
    }
    match (uri.strip_prefix(ENC), uri.strip_prefix(DSIG_MORE)) {
        (Some("sha256"), _) => Some(Hash::Sha256),
        (Some("sha512"), _) => Some(Hash::Sha512),
        (_, Some("sha224")) => Some(Hash::Sha224),
        (_, Some("sha384")) => Some(Hash::Sha384),
        _ => None,
    }
}

/// Identifiers of digests and signatures that are recognised and not computed here.
pub(crate) fn is_known_unsupported(uri: &str) -> bool {
    let known = [
        "md5",
        "md2",
        "ripemd160",
        "rsa-md5",
        "rsa-ripemd160",
        "hmac-md5",
        "hmac-ripemd160",
        "whirlpool",
        "rsa-whirlpool",
        "ecdsa-whirlpool",
        "ecdsa-ripemd160",
        "sha3-224",
        "sha3-256",
        "sha3-384",
        "sha3-512",
        "esign-sha1",
        "esign-sha256",
        "esign-sha384",
        "esign-sha512",
        "rsa-pss",
        "eddsa-ed25519ph",
        "eddsa-ed25519ctx",
        "eddsa-ed448",
        "eddsa-ed448ph",
    ];
    uri.rsplit_once('#').is_some_and(|(_, name)| known.contains(&name))
}

/// The algorithm that a SignatureMethod names, with the parameters it holds.
pub(crate) fn signature_method(document: &Document, method: NodeId, uri: &str) -> Option<Algorithm> {
    match uri.strip_prefix(DSIG_MORE_2007) {
        Some("rsa-pss") => pss_parameters(document, method),
        _ => algorithm_named(uri),
    }
}

/// The signature algorithm that an identifier names; `None` where it is not known, not computed here, or takes parameters
/// from elsewhere.
pub fn algorithm_named(uri: &str) -> Option<Algorithm> {
    if let Some(name) = uri.strip_prefix(DSIG) {
        return match name {
            "rsa-sha1" => Some(Algorithm::RsaPkcs1(Hash::Sha1)),
            "hmac-sha1" => Some(Algorithm::Hmac(Hash::Sha1)),
            "dsa-sha1" => Some(Algorithm::Dsa(Hash::Sha1)),
            _ => None,
        };
    }
    if let Some(name) = uri.strip_prefix(DSIG_MORE) {
        let (family, hash) = name.split_once('-')?;
        let hash = hash_named(hash)?;
        return match family {
            "rsa" if hash != Hash::Sha1 => Some(Algorithm::RsaPkcs1(hash)),
            "ecdsa" => Some(Algorithm::Ecdsa(hash)),
            "hmac" if hash != Hash::Sha1 => Some(Algorithm::Hmac(hash)),
            _ => None,
        };
    }
    match uri.strip_prefix(DSIG_MORE_2007) {
        None if uri.strip_prefix(DSIG11) == Some("dsa-sha256") => Some(Algorithm::Dsa(Hash::Sha256)),
        Some("eddsa-ed25519") | None if uri.ends_with("#eddsa-ed25519") => Some(Algorithm::Ed25519),
        Some(name) => hash_named(name.strip_suffix("-rsa-MGF1")?).map(Algorithm::pss),
        None => None,
    }
}

fn hash_named(name: &str) -> Option<Hash> {
    match name {
        "sha1" => Some(Hash::Sha1),
        "sha224" => Some(Hash::Sha224),
        "sha256" => Some(Hash::Sha256),
        "sha384" => Some(Hash::Sha384),
        "sha512" => Some(Hash::Sha512),
        _ => None,
    }
}

/// `RSAPSSParams` (RFC 9231 §2.3.9); what it leaves out is SHA-256, MGF1 with SHA-256, and a salt as long as the digest.
fn pss_parameters(document: &Document, method: NodeId) -> Option<Algorithm> {
    let Some(params) = document.elements(method).next() else { return Some(Algorithm::pss(Hash::Sha256)) };
    if !document.is(params, DSIG_MORE_2007, "RSAPSSParams") {
        return None;
    }
    let part = |namespace, local| document.elements(params).find(|node| document.is(*node, namespace, local));
    let hash = match part(DSIG, "DigestMethod") {
        Some(node) => digest_of(document, node)?,
        None => Hash::Sha256,
    };
    let mgf = match part(DSIG_MORE_2007, "MaskGenerationFunction") {
        Some(node) => mask_hash(document, node)?,
        None => Hash::Sha256,
    };
    let salt = match part(DSIG_MORE_2007, "SaltLength") {
        Some(node) => document.text(node).value.trim().parse().ok()?,
        None => hash.len(),
    };
    let trailer = part(DSIG_MORE_2007, "TrailerField");
    let usual = trailer.is_none_or(|node| document.text(node).value.trim() == "1");
    usual.then_some(Algorithm::RsaPss { hash, mgf, salt: Some(salt) })
}

fn digest_of(document: &Document, node: NodeId) -> Option<Hash> {
    digest_method(document.attribute(node, "", "Algorithm")?.value())
}

fn mask_hash(document: &Document, node: NodeId) -> Option<Hash> {
    let uri = document.attribute(node, "", "Algorithm")?.value();
    if uri.strip_prefix(DSIG_MORE_2007) != Some("MGF1") {
        return None;
    }
    match document.elements(node).next() {
        Some(digest) if document.is(digest, DSIG, "DigestMethod") => digest_of(document, digest),
        Some(_) => None,
        None => Some(Hash::Sha256),
    }
}
