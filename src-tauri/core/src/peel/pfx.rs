//! A PKCS#12 file (PFX, RFC 7292): a private key with its certificates, locked with a password. It is named here, and opened before
//! decryption where the person gives the password.

use super::form::{Bid, Form};
use crate::case::{Case, Layer, Unread};
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "pfx",
    title: "A PKCS#12 file (PFX)",
    example: "30 82 09 51 02 01 03 30 82 …",
    surest: 97,
    needs: b"",
    bid,
    open,
};

/// Version 3, then a sequence that starts with the object identifier of PKCS#7 data or signed data.
const MARKS: [&[u8]; 2] = [
    &[0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01],
    &[0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02],
];

fn bid(layer: &Layer) -> Option<Bid> {
    if is_pfx(&layer.bytes) { Bid::new(97, "version 3 of PKCS#12") } else { None }
}

/// Whether a DER structure is such a file.
pub(super) fn is_pfx(bytes: &[u8]) -> bool {
    let head = bytes.get(..32).unwrap_or_default();
    head.first() == Some(&0x30)
        && memchr::memmem::find(head, &[0x02, 0x01, 0x03, 0x30]).is_some_and(|at| at <= 6)
        && MARKS.iter().any(|mark| memchr::memmem::find(head, mark).is_some())
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(at) = case.layer(id).map(Layer::span) else { return Vec::new() };
    case.unread.push(Unread {
        id: "pfx",
        says: "This is a PKCS#12 file (PFX): a private key with its certificate, locked with a password.".to_owned(),
        instead: "To decrypt with its key, give its password too (--key-password-file FILE, or SSOSCOPE_KEY_PASSWORD), or lend \
                  the file with --key. To vouch for a signer, give the certificate alone."
            .to_owned(),
        at,
    });
    Vec::new()
}
