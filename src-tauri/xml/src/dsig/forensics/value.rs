//! Why a signature's value fits no key, though what it covers is as it was signed.

use super::super::Signature;
use super::super::verify::{canonical_signed_info, referenced_bytes};
use super::attempts::Attempts;
use super::explanation::{Explanation, ExplanationKind};
use super::{damage, signed_info};
use crate::tree::Document;
use ssoscope_crypto::{
    Algorithm, EcdsaForm, Family, Hash, PublicKey, digest, rsa_recovered, verify, verify_ecdsa,
};

/// The keys that are tried.
#[derive(Debug, Clone, Copy)]
pub struct Keyring<'k> {
    /// All of them.
    pub keys: &'k [PublicKey],
    /// The place of the one that the signature itself names as its own, where there is one: the only one with which
    /// damage to single characters is looked for.
    pub named: Option<usize>,
}

/// Explains a value that fits none of the keys; `None` where one fits, or where nothing that is known explains it.
pub fn explain_value(
    document: &Document,
    signature: &Signature,
    keyring: Keyring<'_>,
    known: &[String],
    attempts: &mut Attempts,
) -> Option<Explanation> {
    let signed = canonical_signed_info(document, signature)?;
    let value = signature.value.as_ref()?;
    let method = signature.method.as_ref().and_then(|method| method.meaning);
    let case = Case { document, signature, signed: &signed, method, keyring };
    if value.bytes.as_deref().is_some_and(|bytes| case.key_of(bytes).is_some()) {
        return None;
    }
    let text = document.text(value.node).value;
    let explanation = damage::respelled(&case, &text)
        .or_else(|| other_algorithm(&case, value.bytes.as_deref()?))
        .or_else(|| signs_content(&case, value.bytes.as_deref()?))
        .or_else(|| signed_info::changed(&case, value.bytes.as_deref()?, known, attempts))
        .or_else(|| damage::altered(&case, &text, attempts));
    explanation.map(|found| if found.at.is_empty() { found.at([value.span.clone()]) } else { found })
}

/// What a value is explained from.
pub(super) struct Case<'a> {
    pub(super) document: &'a Document,
    pub(super) signature: &'a Signature,
    /// SignedInfo in canonical form.
    pub(super) signed: &'a [u8],
    /// The algorithm that SignatureMethod names, where it is known.
    pub(super) method: Option<Algorithm>,
    pub(super) keyring: Keyring<'a>,
}

impl Case<'_> {
    /// The key that a value is of, by the declared algorithm.
    pub(super) fn key_of(&self, value: &[u8]) -> Option<usize> {
        let method = self.method?;
        self.keyring.keys.iter().position(|key| verify(&method, key, self.signed, value).is_valid())
    }

    /// The digests that RSA keys find inside a value, each with the key's place.
    pub(super) fn recovered(&self, value: &[u8]) -> Vec<(usize, Hash, Vec<u8>)> {
        let all = self.keyring.keys.iter().enumerate();
        all.filter_map(|(place, key)| {
            let recovered = rsa_recovered(key, value)?;
            Some((place, recovered.hash?, recovered.digest))
        })
        .collect()
    }
}

/// The value is that of a key by another algorithm than SignatureMethod names.
fn other_algorithm(case: &Case<'_>, value: &[u8]) -> Option<Explanation> {
    case.keyring.keys.iter().enumerate().find_map(|(place, key)| {
        let made_with = algorithm_of(case, key, value)?;
        let declared = case.signature.method.as_ref().map_or("nothing", |method| method.uri.as_str());
        let says = format!("The value was made with {made_with}; SignatureMethod names {declared}.");
        Some(Explanation {
            key: Some(place),
            ..Explanation::new(ExplanationKind::OtherSignatureAlgorithm, says)
        })
    })
}

fn algorithm_of(case: &Case<'_>, key: &PublicKey, value: &[u8]) -> Option<String> {
    let family = key.kind().family();
    if family == Family::Ec {
        let forms = [(EcdsaForm::Fixed, ""), (EcdsaForm::Der, ", written in DER")];
        let all = Hash::ALL.into_iter().flat_map(|hash| forms.map(|form| (hash, form)));
        let mut others = all.filter(|(hash, (form, _))| {
            case.method != Some(Algorithm::Ecdsa(*hash)) || *form == EcdsaForm::Der
        });
        let (hash, (_, words)) = others
            .find(|(hash, (form, _))| verify_ecdsa(*hash, *form, key, case.signed, value).is_valid())?;
        return Some(format!("{}{words}", Algorithm::Ecdsa(hash)));
    }
    let algorithms: Vec<Algorithm> = match family {
        Family::Rsa => rsa_algorithms().collect(),
        Family::Ed25519 => vec![Algorithm::Ed25519],
        _ => Vec::new(),
    };
    let mut others = algorithms.into_iter().filter(|other| case.method != Some(*other));
    others.find(|other| verify(other, key, case.signed, value).is_valid()).map(|found| found.to_string())
}

fn rsa_algorithms() -> impl Iterator<Item = Algorithm> {
    let plain = Hash::ALL.into_iter().map(Algorithm::RsaPkcs1);
    let pairs = Hash::ALL.into_iter().flat_map(|hash| [hash, Hash::Sha1].map(|mgf| (hash, mgf)));
    plain.chain(pairs.map(|(hash, mgf)| Algorithm::RsaPss { hash, mgf, salt: None }))
}

/// The value signs the content, or its digest, in the place of SignedInfo.
fn signs_content(case: &Case<'_>, value: &[u8]) -> Option<Explanation> {
    let recovered = case.recovered(value);
    let of_reference = |at: usize| {
        let bytes = referenced_bytes(case.document, case.signature, at)?;
        let fits = |(_, hash, wanted): &&(usize, Hash, Vec<u8>)| digest(*hash, &bytes) == *wanted;
        recovered.iter().find(fits).map(|(key, ..)| *key)
    };
    if let Some(key) = (0..case.signature.references.len().min(4)).find_map(of_reference) {
        let says = "The value signs the content itself; XML Signature has it sign SignedInfo, which holds the content's digest.";
        return Some(Explanation { key: Some(key), ..Explanation::new(ExplanationKind::SignsContent, says) });
    }
    let (key, ..) = recovered.iter().find(|(_, hash, wanted)| digest(*hash, b"") == *wanted)?;
    let says = "The value signs nothing at all: SignedInfo had failed to canonicalise. A consumer that fails in the same way \
                takes every message for signed.";
    Some(Explanation { key: Some(*key), ..Explanation::new(ExplanationKind::Void, says) })
}
