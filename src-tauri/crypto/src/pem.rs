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
    /// What its `DEK-Info` header says, where its `Proc-Type` is ENCRYPTED (RFC 1421, as OpenSSL writes it).
    pub(crate) cipher: Option<&'a str>,
    /// The decoded contents; `None` where they are not base64.
    pub(crate) contents: Option<Zeroizing<Vec<u8>>>,
}

/// The blocks in `text`, in order. A block without its END line reaches to the end of the text.
pub(crate) fn blocks(text: &str) -> impl Iterator<Item = Pem<'_>> {
    text.split("-----BEGIN ").skip(1).filter_map(|rest| {
        let (label, rest) = rest.split_once("-----")?;
        let body = rest.split("-----END").next().unwrap_or(rest);
        let header = |name| body.lines().find_map(|line: &str| line.trim().strip_prefix(name)).map(str::trim);
        let is_encrypted = header("Proc-Type:").is_some_and(|kind| kind.ends_with("ENCRYPTED"));
        let cipher = is_encrypted.then(|| header("DEK-Info:").unwrap_or_default());
        Some(Pem { label, cipher, contents: decode(body) })
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
        assert_eq!(blocks(text).next().unwrap().cipher, Some("x,0"));
    }
}
