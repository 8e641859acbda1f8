//! The keys made for the samples, checked in under `samples/keys`; they guard nothing.

use hmac::{Hmac, Mac};
use p256::pkcs8::DecodePrivateKey;
use rsa::pkcs1v15::SigningKey;
use rsa::signature::{SignatureEncoding, Signer};
use rsa::{Pkcs1v15Sign, RsaPrivateKey};
use sha2::Digest;

/// A key by the name of its files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct KeyPair {
    /// The private key, PKCS #8 in PEM.
    pub(crate) private_pem: &'static str,
    /// Its self-signed certificate in PEM; empty where a bare key was made.
    pub(crate) certificate_pem: &'static str,
}

macro_rules! certified {
    ($name:literal) => {
        KeyPair {
            private_pem: include_str!(concat!("../../../samples/keys/", $name, ".key")),
            certificate_pem: include_str!(concat!("../../../samples/keys/", $name, ".crt")),
        }
    };
}

macro_rules! bare {
    ($name:literal) => {
        KeyPair {
            private_pem: include_str!(concat!("../../../samples/keys/", $name, ".key")),
            certificate_pem: "",
        }
    };
}

/// Halden Freight's former signing key; its certificate ends with March 2026.
pub(crate) static HALDEN_2023: KeyPair = certified!("halden-2023");
/// Halden Freight's signing key.
pub(crate) static HALDEN_2025: KeyPair = certified!("halden-2025");
/// Brightwater College's signing key, for twenty years.
pub(crate) static BRIGHTWATER: KeyPair = certified!("brightwater");
/// Ortiz and Vale's former signing key; its certificate ended in May 2025.
pub(crate) static ORTIZVALE_2022: KeyPair = certified!("ortizvale-2022");
/// Ortiz and Vale's signing key.
pub(crate) static ORTIZVALE_2025: KeyPair = certified!("ortizvale-2025");
/// Kestrel Clinic's signing key on the curve P-256.
pub(crate) static KESTREL: KeyPair = certified!("kestrel");
/// Tallow Town Council's signing key of 1024 bits.
pub(crate) static TALLOW_2016: KeyPair = certified!("tallow-2016");
/// A key whose certificate claims to be Halden Freight's and is not.
pub(crate) static STRANGER: KeyPair = certified!("stranger");
/// What the Northlight federation signs its metadata with.
pub(crate) static NORTHLIGHT: KeyPair = certified!("northlight-metadata");
/// What Ledgerline decrypts with.
pub(crate) static LEDGERLINE: KeyPair = certified!("ledgerline-decryption");
/// The same with its certificate in a PKCS#12 container, whose password is empty.
pub(crate) static LEDGERLINE_PFX: &[u8] = include_bytes!("../../../samples/keys/ledgerline-decryption.pfx");
/// What Ledgerline decrypted with until January 2026.
pub(crate) static LEDGERLINE_OLD: KeyPair = certified!("ledgerline-decryption-old");
/// Lumen's signing key of 2025.
pub(crate) static LUMEN_2025: KeyPair = bare!("lumen-2025");
/// Lumen's signing key of 2026.
pub(crate) static LUMEN_2026: KeyPair = bare!("lumen-2026");
/// Fernhill School's signing key on the curve P-256.
pub(crate) static FERNHILL: KeyPair = bare!("fernhill");
/// The Orrery Society's signing key on the curve Ed25519.
pub(crate) static ORRERY: KeyPair = bare!("orrery");
/// What Tidepool decrypts with.
pub(crate) static TIDEPOOL: KeyPair = bare!("tidepool-decryption");

/// What Halden Freight and Ledgerline share, where they sign with a secret.
pub(crate) const SHARED_SECRET: &str = "quay-7 lantern and rope";

/// HMAC with SHA-256.
pub(crate) fn hmac_sha256(secret: &str, message: &[u8]) -> Vec<u8> {
    let mac =
        Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
    mac.chain_update(message).finalize().into_bytes().to_vec()
}

impl KeyPair {
    /// The base64 text of the certificate, on one line.
    pub(crate) fn certificate(&self) -> String {
        self.certificate_pem.lines().filter(|line| !line.starts_with("-----")).collect()
    }

    /// An RSA key's public half in PEM, as openssl writes it.
    pub(crate) fn public_pem(&self) -> String {
        use p256::pkcs8::{EncodePublicKey, LineEnding};
        self.rsa().to_public_key().to_public_key_pem(LineEnding::LF).expect("an RSA key in PEM")
    }

    pub(crate) fn rsa(&self) -> RsaPrivateKey {
        RsaPrivateKey::from_pkcs8_pem(self.private_pem).expect("an RSA key in PEM")
    }

    /// RSASSA-PKCS1-v1_5 with SHA-1.
    pub(crate) fn sign_rsa_sha1(&self, message: &[u8]) -> Vec<u8> {
        let digest = sha1::Sha1::digest(message);
        self.rsa().sign(Pkcs1v15Sign::new::<sha1::Sha1>(), &digest).expect("an RSA signature")
    }

    /// RSASSA-PKCS1-v1_5 with SHA-256.
    pub(crate) fn sign_rsa_sha256(&self, message: &[u8]) -> Vec<u8> {
        SigningKey::<sha2::Sha256>::new(self.rsa()).sign(message).to_vec()
    }

    /// ECDSA on P-256 with SHA-256, its nonce by RFC 6979: r and s side by side.
    pub(crate) fn sign_ecdsa_sha256(&self, message: &[u8]) -> Vec<u8> {
        let signature: p256::ecdsa::Signature = self.p256().sign(message);
        signature.to_bytes().to_vec()
    }

    pub(crate) fn p256(&self) -> p256::ecdsa::SigningKey {
        p256::ecdsa::SigningKey::from_pkcs8_pem(self.private_pem).expect("a P-256 key in PEM")
    }

    pub(crate) fn ed25519(&self) -> ed25519_dalek::SigningKey {
        ed25519_dalek::SigningKey::from_pkcs8_pem(self.private_pem).expect("an Ed25519 key in PEM")
    }
}
