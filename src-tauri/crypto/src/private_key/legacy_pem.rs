//! Keys in PEM with a `DEK-Info` header (RFC 1421 section 4.6.1.3, as OpenSSL derives the key: one round of MD5).

use md5::{Digest, Md5};
use zeroize::Zeroizing;

use super::{PrivateKey, PrivateKeyError, plain};
use crate::{Secret, aes_cbc_decrypt, tripledes_cbc_decrypt};

const CALLED: &str = "encrypted PEM key";

/// Opens a key whose `DEK-Info` is `cipher`: a name, a comma and the initialisation vector in hexadecimal.
pub(super) fn read(
    cipher: &str,
    contents: &[u8],
    password: Option<&Secret>,
) -> Result<PrivateKey, PrivateKeyError> {
    let (name, iv) = cipher.split_once(',').unwrap_or((cipher, ""));
    let unsupported = || PrivateKeyError::Protection(cipher.to_owned());
    let key_len = match name.trim() {
        "AES-128-CBC" => 16,
        "AES-192-CBC" | "DES-EDE3-CBC" => 24,
        "AES-256-CBC" => 32,
        _ => return Err(unsupported()),
    };
    let iv = hex(iv.trim()).filter(|iv| iv.len() >= 8).ok_or_else(unsupported)?;
    let password = password.ok_or(PrivateKeyError::NeedsPassword(CALLED))?;
    let key = derived(password, iv.get(..8).unwrap_or_default(), key_len);
    let opened = match name.trim() {
        "DES-EDE3-CBC" => tripledes_cbc_decrypt(&key, &iv, contents),
        _ => aes_cbc_decrypt(&key, &iv, contents),
    };
    let opened = opened.map_err(|_| PrivateKeyError::WrongPassword(CALLED))?;
    plain::inside(&opened, CALLED)
}

/// EVP_BytesToKey with MD5 and one round.
fn derived(password: &Secret, salt: &[u8], len: usize) -> Secret {
    let mut key = Zeroizing::new(Vec::with_capacity(len + 16));
    let mut last: Zeroizing<Vec<u8>> = Zeroizing::default();
    while key.len() < len {
        let mut md5 = Md5::new();
        md5.update(last.as_slice());
        md5.update(password.expose());
        md5.update(salt);
        last = Zeroizing::new(md5.finalize().to_vec());
        key.extend_from_slice(&last);
    }
    key.truncate(len);
    Secret::from(key.as_slice())
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(16)).collect();
    digits?.chunks(2).map(|pair| Some((pair.first()? << 4 | pair.get(1)?) as u8)).collect()
}
