//! A secret in another form than it was given, and secrets that are none.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ssoscope_crypto::{Hash, Secret, hmac_verify};

use crate::base64url;
use crate::compact::Jws;

/// How a secret has to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretForm {
    /// Decoded from base64 or base64url.
    Base64Decoded,
    /// Decoded from hexadecimal.
    HexDecoded,
    /// As the base64url text of its bytes.
    Base64urlText,
    /// As the base64 text of its bytes.
    Base64Text,
    /// As the hexadecimal text of its bytes.
    HexText,
    /// Without white space around it.
    Trimmed,
    /// With a line end behind it.
    WithLineEnd,
    /// Without the quotation marks around it.
    Unquoted,
    /// Its percent-encoding taken off.
    PercentDecoded,
}

/// The form of the secret that the HMAC is keyed with.
pub(super) fn form(jws: &Jws, hash: Hash, secret: &Secret) -> Option<SecretForm> {
    forms(secret).into_iter().find(|(_, form)| fits(jws, hash, form)).map(|(form, _)| form)
}

fn forms(secret: &Secret) -> Vec<(SecretForm, Secret)> {
    let bytes = secret.expose();
    let trimmed = bytes.trim_ascii();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let decoded = base64url::decode(trimmed, 0..trimmed.len()).bytes;
    let forms = [
        (SecretForm::Trimmed, Some(trimmed.to_vec())),
        (SecretForm::WithLineEnd, Some([bytes, b"\n"].concat())),
        (SecretForm::Unquoted, unquoted(trimmed)),
        (SecretForm::Base64Decoded, Some(decoded)),
        (SecretForm::HexDecoded, unhex(trimmed)),
        (SecretForm::Base64urlText, Some(URL_SAFE_NO_PAD.encode(bytes).into_bytes())),
        (SecretForm::Base64Text, Some(STANDARD.encode(bytes).into_bytes())),
        (SecretForm::HexText, Some(hex.to_uppercase().into_bytes())),
        (SecretForm::HexText, Some(hex.into_bytes())),
        (SecretForm::PercentDecoded, percent_decoded(trimmed)),
    ];
    let forms = forms.into_iter().filter_map(|(form, bytes)| Some((form, Secret::new(bytes?))));
    forms.filter(|(_, form)| form != secret && !form.is_empty()).collect()
}

fn unquoted(text: &[u8]) -> Option<Vec<u8>> {
    let within = |mark: &[u8]| text.strip_prefix(mark)?.strip_suffix(mark).map(<[u8]>::to_vec);
    within(b"\"").or_else(|| within(b"'"))
}

fn unhex(text: &[u8]) -> Option<Vec<u8>> {
    text.chunks(2).map(|pair| if let [high, low] = pair { octet(*high, *low) } else { None }).collect()
}

fn octet(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? << 4 | digit(low)?).ok()
}

fn percent_decoded(text: &[u8]) -> Option<Vec<u8>> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, behind)) = rest.split_first() {
        match (first, behind) {
            (b'%', [high, low, behind @ ..]) => {
                decoded.push(octet(*high, *low)?);
                rest = behind;
            }
            (b'%', _) => return None,
            _ => {
                decoded.push(*first);
                rest = behind;
            }
        }
    }
    Some(decoded)
}

fn fits(jws: &Jws, hash: Hash, secret: &Secret) -> bool {
    hmac_verify(hash, secret, &jws.signed, &jws.signature.bytes)
}

/// Words that documentation, templates and debuggers put in the place of a secret, and what lies in the files that
/// attackers make software read instead of a key.
const GUESSED: [&str; 40] = [
    "",
    "secret",
    "Secret",
    "SECRET",
    "secret123",
    "secretkey",
    "secret-key",
    "secret_key",
    "mysecret",
    "my-secret",
    "my_secret",
    "mysecretkey",
    "supersecret",
    "super-secret",
    "topsecret",
    "shhhhh",
    "your-256-bit-secret",
    "your-384-bit-secret",
    "your-512-bit-secret",
    "a-string-secret-at-least-256-bits-long",
    "your_jwt_secret",
    "your-secret-key",
    "changeme",
    "change-me",
    "changeit",
    "password",
    "passw0rd",
    "Password1",
    "admin",
    "test",
    "test123",
    "key",
    "jwt",
    "jwtsecret",
    "jwt_secret",
    "token",
    "default",
    "example",
    "123456",
    "2\n",
];

/// The number of bytes of the guessed word that the HMAC is keyed with.
pub(super) fn guessed(jws: &Jws, hash: Hash) -> Option<usize> {
    let word = |word: &&&str| fits(jws, hash, &Secret::from(word.as_bytes()));
    GUESSED.iter().find(word).map(|word| word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_taken_off_or_left() {
        assert_eq!(percent_decoded(b"a%2Bb%").as_deref(), None);
        assert_eq!(percent_decoded(b"a%2Bb").as_deref(), Some(b"a+b".as_slice()));
        assert_eq!(unhex(b"0aFf").as_deref(), Some([10, 255].as_slice()));
        assert_eq!(unhex(b"0aF"), None);
    }
}
