//! PEM (RFC 7468), read leniently: whitespace, text around the block and headers inside it do no harm.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// One `-----BEGIN label-----` block.
pub(crate) struct Pem<'a> {
    pub(crate) label: &'a str,
    /// Whether a `Proc-Type: 4,ENCRYPTED` header stands in it (RFC 1421, as OpenSSL writes it).
    pub(crate) is_encrypted: bool,
    /// The decoded contents; `None` where they are not base64.
    pub(crate) contents: Option<Zeroizing<Vec<u8>>>,
}

/// The blocks in `text`, in order. A block without its END line reaches to the end of the text.
pub(crate) fn blocks(text: &str) -> impl Iterator<Item = Pem<'_>> {
    text.split("-----BEGIN ").skip(1).filter_map(|rest| {
        let (label, rest) = rest.split_once("-----")?;
        let body = rest.split("-----END").next().unwrap_or(rest);
        let is_encrypted = body.contains("Proc-Type: 4,ENCRYPTED");
        Some(Pem { label, is_encrypted, contents: decode(body) })
    })
}

fn decode(body: &str) -> Option<Zeroizing<Vec<u8>>> {
    let lines = body.lines().filter(|line| !line.contains(':'));
    let packed: Zeroizing<String> =
        Zeroizing::new(lines.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect());
    LENIENT.decode(packed.as_bytes()).ok().map(Zeroizing::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_among_other_text() {
        let text =
            "Bag Attributes\n-----BEGIN A B-----\r\n AQ\r\nID\n-----END A B-----\nx -----BEGIN C-----BA==";
        let found: Vec<_> = blocks(text).map(|pem| (pem.label, pem.contents.unwrap().to_vec())).collect();
        assert_eq!(found, [("A B", vec![1, 2, 3]), ("C", vec![4])]);
    }

    #[test]
    fn an_encrypted_block_says_so() {
        let text = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: x,0\n\nAQID\n-----END";
        assert!(blocks(text).next().unwrap().is_encrypted);
    }
}
