//! Signatures of any document are read, followed and explained without panic or hang, and none is valid by a key it was not made with.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ssoscope_crypto::PublicKey;
use ssoscope_xml::dsig::{Attempts, State, canonical_signed_info, explain_digest, referenced_bytes, signatures, verify};
use ssoscope_xml::{Document, Limits};
use std::io::Cursor;
use std::sync::LazyLock;

/// A point on no one's key ring: RFC 8032's first test vector.
static KEY: LazyLock<Vec<PublicKey>> = LazyLock::new(|| {
    let point = [
        0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7, 0xd5, 0x4b, 0xfe, 0xd3, 0xc9, 0x64, 0x07, 0x3a, 0x0e, 0xe1,
        0x72, 0xf3, 0xda, 0xa6, 0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68, 0xf7, 0x07, 0x51, 0x1a,
    ];
    PublicKey::ed25519(&point).into_iter().collect()
});

fuzz_target!(|bytes: &[u8]| {
    let document = Document::read(bytes);
    for signature in signatures(&document).iter().take(4) {
        let verification = verify(&document, signature, &KEY);
        assert!(!matches!(verification.state, State::Valid { .. }));
        assert!(verification.covered().is_empty());
        canonical_signed_info(&document, signature);
        for at in 0..signature.references.len().min(4) {
            referenced_bytes(&document, signature, at);
            explain_digest(&document, signature, at, &[], &mut Attempts::new());
        }
    }
    let streamed = ssoscope_xml::stream::read(Cursor::new(bytes), &Limits::DEFAULT, &KEY, None);
    let state = streamed.ok().and_then(|streamed| streamed.signature).map(|signature| signature.state);
    assert!(!matches!(state, Some(State::Valid { .. })));
});
