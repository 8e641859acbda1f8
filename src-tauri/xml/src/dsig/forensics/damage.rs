//! Damage to the text of SignatureValue: other spellings of the same bytes, and single characters altered.

use super::attempts::Attempts;
use super::explanation::{Explanation, ExplanationKind};
use super::value::Case;
use crate::encoded;
use ssoscope_crypto::{Algorithm, KeyKind, PublicKey};

/// What one verification counts for among the bytes of attempts.
const VERIFICATION: usize = 8 << 10;
const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The right value in another spelling.
pub(super) fn respelled(case: &Case<'_>, text: &str) -> Option<Explanation> {
    let found = |(says, bytes): (&'static str, Option<Vec<u8>>)| Some((says, case.key_of(&bytes?)?));
    let (says, key) = spellings(case, text).into_iter().find_map(found)?;
    let says = format!("SignatureValue holds the right value, {says}.");
    Some(Explanation { key: Some(key), ..Explanation::new(ExplanationKind::ValueRespelled, says) })
}

fn spellings(case: &Case<'_>, text: &str) -> Vec<(&'static str, Option<Vec<u8>>)> {
    let bytes = encoded::decode(text);
    let trimmed = text.trim();
    let inner = bytes.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok()).and_then(encoded::decode);
    let mut all = vec![
        ("with spaces for its plus signs", encoded::decode(&trimmed.replace(' ', "+"))),
        (
            "in the base64 of URLs; XML Signature wants plain base64",
            encoded::decode(&trimmed.replace('-', "+").replace('_', "/")),
        ),
        ("still percent-encoded", encoded::decode(&unescaped(trimmed))),
        ("in hexadecimal; XML Signature wants base64", from_hex(trimmed)),
        ("in base64 twice over", inner),
        ("with its bytes in reverse order, as Windows' CryptoAPI writes them", bytes.clone().map(reversed)),
    ];
    if let (Some(Algorithm::Ecdsa(_)), Some(bytes)) = (case.method, &bytes) {
        let halves = case.keyring.keys.iter().filter_map(|key| refitted(key, bytes));
        all.extend(halves.map(|fitted| {
            (
                "its two numbers written at other lengths than the curve's; strict verifiers refuse that",
                Some(fitted),
            )
        }));
        all.push(("its two numbers each in reverse order", halves_reversed(bytes)));
    }
    if let Some(bytes) = &bytes {
        let padded = case.keyring.keys.iter().filter_map(|key| padded(key, bytes));
        all.extend(padded.map(|padded| {
            ("at another length than the key's: zeros before it were dropped or added", Some(padded))
        }));
    }
    all
}

fn reversed(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.reverse();
    bytes
}

fn halves_reversed(bytes: &[u8]) -> Option<Vec<u8>> {
    let (r, s) = bytes.split_at_checked(bytes.len() / 2)?;
    Some(r.iter().rev().chain(s.iter().rev()).copied().collect())
}

/// Two numbers of equal length, at the length of the key's curve.
fn refitted(key: &PublicKey, bytes: &[u8]) -> Option<Vec<u8>> {
    let KeyKind::Ec(curve) = key.kind() else { return None };
    let wanted = curve.coordinate_len();
    if bytes.len() == 2 * wanted || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let (r, s) = bytes.split_at_checked(bytes.len() / 2)?;
    Some([at_length(r, wanted)?, at_length(s, wanted)?].concat())
}

fn padded(key: &PublicKey, bytes: &[u8]) -> Option<Vec<u8>> {
    let (modulus, _) = key.rsa_numbers()?;
    if bytes.len() == modulus.len() { None } else { at_length(bytes, modulus.len()) }
}

/// A big-endian number at a length.
fn at_length(number: &[u8], length: usize) -> Option<Vec<u8>> {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let significant = number.get(zeros..)?;
    let mut out = vec![0; length.checked_sub(significant.len())?];
    out.extend_from_slice(significant);
    Some(out)
}

fn unescaped(text: &str) -> String {
    let pairs = [
        ("%2B", "+"),
        ("%2b", "+"),
        ("%2F", "/"),
        ("%2f", "/"),
        ("%3D", "="),
        ("%3d", "="),
        ("%0A", ""),
        ("%0D", ""),
    ];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != ':')
        .map(|c| c.to_digit(16).map(|d| d as u8))
        .collect::<Option<_>>()?;
    let pairs = digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit));
    (digits.len().is_multiple_of(2) && !digits.is_empty()).then(|| pairs.collect())
}

/// The value with which the key that the signature names fits, where one or two characters were altered.
pub(super) fn altered(case: &Case<'_>, text: &str, attempts: &mut Attempts) -> Option<Explanation> {
    let named = case.keyring.named?;
    let key = case.keyring.keys.get(named)?;
    let method = case.method?;
    let packed: Vec<char> = text.chars().filter(|character| !character.is_whitespace()).collect();
    let mut fits = |candidate: &[char]| {
        let text: String = candidate.iter().collect();
        let Some(value) = encoded::decode(&text) else { return false };
        attempts.spend(VERIFICATION) && ssoscope_crypto::verify(&method, key, case.signed, &value).is_valid()
    };
    let says = swapped(&packed, &mut fits)
        .or_else(|| length_changed(&packed, &mut fits))
        .or_else(|| replaced(&packed, &mut fits))?;
    Some(Explanation { key: Some(named), ..Explanation::new(ExplanationKind::ValueDamaged, says) })
}

/// Two neighbours the other way round, or capitals for small letters.
fn swapped(packed: &[char], fits: &mut impl FnMut(&[char]) -> bool) -> Option<String> {
    for at in 1..packed.len() {
        let mut candidate = packed.to_vec();
        candidate.swap(at - 1, at);
        if candidate != packed && fits(&candidate) {
            return Some(format!("Characters {at} and {} of SignatureValue changed places.", at + 1));
        }
    }
    let upper: Vec<char> = packed.iter().map(char::to_ascii_uppercase).collect();
    (upper == packed && fits(&packed.iter().map(char::to_ascii_lowercase).collect::<Vec<_>>()))
        .then(|| "SignatureValue was written in capitals.".to_owned())
}

/// One character too many, or one too few.
fn length_changed(packed: &[char], fits: &mut impl FnMut(&[char]) -> bool) -> Option<String> {
    let over = packed.iter().filter(|character| **character != '=').count() % 4;
    let whole = packed.len().is_multiple_of(4);
    if whole && over != 1 {
        return None;
    }
    for at in 0..packed.len() {
        let mut candidate = packed.to_vec();
        candidate.remove(at);
        if fits(&candidate) {
            return Some(format!("Character {} of SignatureValue was put in.", at + 1));
        }
    }
    for at in 0..=packed.len() {
        for letter in ALPHABET.chars() {
            let mut candidate = packed.to_vec();
            candidate.insert(at, letter);
            if fits(&candidate) {
                return Some(format!("Character {} of SignatureValue is missing: {letter}.", at + 1));
            }
        }
    }
    None
}

/// Another character in one place.
fn replaced(packed: &[char], fits: &mut impl FnMut(&[char]) -> bool) -> Option<String> {
    let mut candidate = packed.to_vec();
    for at in 0..packed.len() {
        let before = packed.get(at).copied().filter(|character| *character != '=')?;
        for letter in ALPHABET.chars().filter(|letter| *letter != before) {
            if let Some(slot) = candidate.get_mut(at) {
                *slot = letter;
            }
            if fits(&candidate) {
                return Some(format!(
                    "Character {} of SignatureValue was altered: {letter} was signed, {before} stands there.",
                    at + 1
                ));
            }
        }
        if let Some(slot) = candidate.get_mut(at) {
            *slot = before;
        }
    }
    None
}
