//! What is encrypted in any document is read, and its decryption with a key given fails or not, without panic or hang.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ssoscope_crypto::Secret;
use ssoscope_xml::enc::{decrypt_with, encrypted};
use ssoscope_xml::{Document, NodeId};

fuzz_target!(|bytes: &[u8]| {
    let document = Document::read(bytes);
    // A shared key of each length: opening an encrypted key costs a thousand times more, and is tested elsewhere.
    let shared: Vec<Secret> = [16, 24, 32].map(|length| Secret::new(vec![7; length])).into();
    for node in document.descendants(NodeId::DOCUMENT).take(64) {
        if encrypted(&document, node).is_some() {
            let _ = decrypt_with(&document, node, &[], &shared);
        }
    }
});
