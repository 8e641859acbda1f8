//! Verifies the signatures that stand in URLs.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use ssoscope_crypto::{Algorithm, EcdsaForm, Hash, PublicKey, digest, rsa_recovered, verify_ecdsa};
use ssoscope_xml::dsig;

use super::RedirectSignature;
use super::query::Query;
use super::reading::{self, Reading, ReadingKind};
use crate::case::{Case, Role};
use crate::check::known::Known;
use crate::check::signatures::candidates::{Candidate, candidates};
use crate::check::signatures::xml::ValueFit;
use crate::decode::saml::SamlMessage;
use crate::decode::{Body, Message, Spanned};
use crate::limits::Limits;

/// Verifies the signature of every message that came in a signed URL.
pub(in crate::check::signatures) fn verify(
    case: &Case,
    messages: &[Message],
    known: &Known,
) -> Vec<RedirectSignature> {
    let saml =
        messages.iter().filter(|message| message.role == Role::Capture).filter_map(|message| match &message
            .body
        {
            Body::Saml(saml) => Some((message, saml.as_ref())),
            _ => None,
        });
    saml.filter_map(|(message, saml)| {
        let query = Query::of(case, message)?;
        Some(one(message, saml, &query, known))
    })
    .collect()
}

fn one(message: &Message, saml: &SamlMessage, query: &Query<'_>, known: &Known) -> RedirectSignature {
    let uri = String::from_utf8_lossy(&query.sig_alg.decoded()).into_owned();
    let keys = candidates(saml, &known.saml);
    let (value, reading) = match dsig::algorithm_named(&uri) {
        None => (ValueFit::CantTell(format!("SigAlg names {uri}, which is not computed here.")), None),
        Some(_) if keys.is_empty() => (ValueFit::NoKey, None),
        Some(algorithm) => told(query, algorithm, &keys),
    };
    RedirectSignature {
        message: message.id,
        at: query.signature.at,
        parameters: query.at,
        method: Some(Spanned::new(uri, query.sig_alg.at)),
        value,
        reading,
    }
}

/// Whose key fits, and how the parameters have to be read for that.
fn told(query: &Query<'_>, algorithm: Algorithm, keys: &[Candidate]) -> (ValueFit, Option<Reading>) {
    for (signature, respelled) in values(query) {
        if let Some((key, reading)) = fitting(query, algorithm, keys, &signature) {
            return (key.fit.clone(), reading.or(respelled));
        }
    }
    let Some((signature, _)) = values(query).into_iter().next() else {
        return (ValueFit::CantTell("The parameter Signature is not base64.".to_owned()), None);
    };
    let by_other = keys.iter().take(Limits::KEYS_LOOKED_INTO).find_map(|key| {
        Some((key.fit.clone(), Some(by_other_algorithm(query, algorithm, &key.key, &signature)?)))
    });
    by_other
        .unwrap_or_else(|| (ValueFit::NoneFits(keys.iter().map(|key| key.called.clone()).collect()), None))
}

/// The first key and reading that fit; as the parameters stand, every key is tried before anything else is.
fn fitting<'k>(
    query: &Query<'_>,
    algorithm: Algorithm,
    keys: &'k [Candidate],
    signature: &[u8],
) -> Option<(&'k Candidate, Option<Reading>)> {
    reading::candidates(query).enumerate().find_map(|(at, candidate)| {
        let tried = if at == 0 { keys.len() } else { Limits::KEYS_LOOKED_INTO };
        let fits = |key: &&Candidate| {
            ssoscope_crypto::verify(&algorithm, &key.key, &candidate.text, signature).is_valid()
        };
        keys.iter().take(tried).find(fits).map(|key| (key, candidate.reading.clone()))
    })
}

/// The signature in the ways in which its text is read, each with what that means.
fn values(query: &Query<'_>) -> Vec<(Vec<u8>, Option<Reading>)> {
    let decoded = query.signature.decoded();
    let plain: Vec<u8> = decoded.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let plus: Vec<u8> = decoded.iter().map(|byte| if *byte == b' ' { b'+' } else { *byte }).collect();
    let reading = |says: &str| Some(Reading { kind: ReadingKind::ValueRespelled, says: says.to_owned() });
    let all = [
        (decode(&plain, &alphabet::STANDARD), None),
        (
            decode(&plus, &alphabet::STANDARD),
            reading("The parameter Signature has spaces in the place of its plus signs."),
        ),
        (
            decode(&plain, &alphabet::URL_SAFE),
            reading("The parameter Signature is written in the base64 of URLs."),
        ),
    ];
    all.into_iter().filter_map(|(bytes, reading)| Some((bytes?, reading))).collect()
}

fn decode(text: &[u8], alphabet: &alphabet::Alphabet) -> Option<Vec<u8>> {
    let lenient = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(alphabet, lenient).decode(text).ok()
}

/// What a key says of a signature that fits by no reading: another algorithm made it, or it is over another text.
fn by_other_algorithm(
    query: &Query<'_>,
    declared: Algorithm,
    key: &PublicKey,
    signature: &[u8],
) -> Option<Reading> {
    if let Some(recovered) = rsa_recovered(key, signature) {
        return Some(by_recovered(query, recovered.hash, &recovered.digest));
    }
    let text = reading::candidates(query).next()?.text;
    let forms = [(EcdsaForm::Der, "an ECDSA signature in DER"), (EcdsaForm::Fixed, "ECDSA")];
    let all = Hash::ALL.into_iter().flat_map(|hash| forms.map(|form| (hash, form)));
    let mut others =
        all.filter(|(hash, (form, _))| *form == EcdsaForm::Der || declared != Algorithm::Ecdsa(*hash));
    let (hash, (_, called)) =
        others.find(|(hash, (form, _))| verify_ecdsa(*hash, *form, key, &text, signature).is_valid())?;
    Some(Reading {
        kind: ReadingKind::OtherAlgorithm,
        says: format!(
            "The signature is {called} with {hash}, which SigAlg does not say, or not in that form."
        ),
    })
}

fn by_recovered(query: &Query<'_>, hash: Option<Hash>, wanted: &[u8]) -> Reading {
    let fits =
        |hash: &Hash| reading::candidates(query).any(|candidate| digest(*hash, &candidate.text) == wanted);
    match hash.filter(fits) {
        Some(hash) => Reading {
            kind: ReadingKind::OtherAlgorithm,
            says: format!(
                "The signature was made with RSA PKCS#1 v1.5 and {hash}; SigAlg names another algorithm."
            ),
        },
        None => Reading { kind: ReadingKind::OtherText, says: other_text(query) },
    }
}

fn other_text(query: &Query<'_>) -> String {
    let relay_state = match query.relay_state {
        Some(_) => "the message, RelayState or SigAlg was changed or exchanged.",
        None => {
            "the message or SigAlg was changed or exchanged, or a RelayState that was signed was dropped, for there is none."
        }
    };
    format!(
        "The key that made the signature is known, and the parameters are not what it signed: {relay_state}"
    )
}
