//! Any bytes are read as JSON, as a token, as signed or encrypted content and as a key set without panic or hang; nothing is verified
//! by a key that signed nothing, and none opens.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ssoscope_crypto::{PublicKey, Secret};
use ssoscope_jose::jwe::{KeyMaterial, LentKey, decrypt};
use ssoscope_jose::{Candidate, Compact, Jwe, Jwks, Jws, Limits, Material, compact, json, jwe, serialised, verify};
use std::sync::LazyLock;

/// A secret, and a point on no one's key ring: RFC 8032's first test vector.
static KEYS: LazyLock<Vec<Material>> = LazyLock::new(|| {
    let point = [
        0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7, 0xd5, 0x4b, 0xfe, 0xd3, 0xc9, 0x64, 0x07, 0x3a, 0x0e, 0xe1,
        0x72, 0xf3, 0xda, 0xa6, 0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68, 0xf7, 0x07, 0x51, 0x1a,
    ];
    let secret = Material::Shared(Secret::from(&[0x5a; 32][..]));
    PublicKey::ed25519(&point).map(Material::Public).into_iter().chain([secret]).collect()
});

fuzz_target!(|bytes: &[u8]| {
    match compact::read(bytes, &Limits::DEFAULT) {
        Compact::Jws(jws) => signed(&jws),
        Compact::Jwe(jwe) => encrypted(&jwe),
        Compact::Other(_) => {}
    }
    let document = json::read(bytes, &Limits::DEFAULT);
    Jwks::read(&document, &Limits::DEFAULT);
    if let Some(read) = serialised::read(bytes, &document, &Limits::DEFAULT) {
        read.signatures.iter().for_each(signed);
    }
    if let Some(jwe) = jwe::read(bytes, &document, &Limits::DEFAULT) {
        encrypted(&jwe);
    }
});

fn signed(jws: &Jws) {
    let candidates: Vec<Candidate<'_>> = KEYS.iter().map(Candidate::bare).collect();
    assert!(verify(jws, &candidates).accepted().is_none());
}

fn encrypted(jwe: &Jwe) {
    let secret = Secret::from(&[0x5a; 32][..]);
    let lent = [LentKey { material: KeyMaterial::Shared(&secret), kid: None }];
    // A password is stretched with as many iterations as the token asks for, within a limit that costs seconds.
    let stretched = jwe.recipients.iter().any(|one| jwe.text(one, "alg").is_some_and(|alg| alg.starts_with("PBES2")));
    if !stretched {
        let _ = decrypt(jwe, &lent, &Limits::DEFAULT);
    }
}
