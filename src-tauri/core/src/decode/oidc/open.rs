//! Opens an encrypted token with the keys that a person lends, into a layer of its own.

use ssoscope_jose::jwe::{self, KeyForm, KeyMaterial, LentKey, Opened, Refusal, Unopened};
use ssoscope_jose::jwk::HeldKey;
use ssoscope_jose::{Jwe, Limits};

use crate::case::{Case, Layer, LayerKind};
use crate::decode::{Fault, Opening};
use crate::expect::{Keys, Lent};
use crate::span::{LayerId, Map, Span};

/// Encrypted tokens inside one another.
const DEPTH: usize = 3;

/// Decrypts the token at `at`; what was inside becomes a layer over its cipher text.
pub(super) fn open(case: &mut Case, keys: &Keys, jwe: &Jwe, at: Span) -> Opening {
    let decrypted = |layer: &&Layer| layer.kind == LayerKind::Decrypted;
    if case.beneath_all(at.layer).filter(decrypted).count() > DEPTH {
        let why =
            format!("More than {DEPTH} encrypted tokens lie inside one another; this one was left closed.");
        return Opening::Failed { fault: Fault::TooMuchWork, why, tried: Vec::new() };
    }
    let lent: Vec<LentKey<'_>> = keys.lent().iter().map(|lent| lent_key(lent)).collect();
    match jwe::decrypt(jwe, &lent, &Limits::DEFAULT) {
        Ok(opened) => added(case, keys, jwe, at, opened),
        Err(failed) => refused(keys, jwe, failed),
    }
}

fn lent_key(lent: &Lent) -> LentKey<'_> {
    let material = match &lent.key {
        HeldKey::Private(key) => KeyMaterial::Private(key),
        HeldKey::Shared(secret) => KeyMaterial::Shared(secret),
    };
    LentKey { material, kid: lent.kid.as_deref() }
}

fn added(case: &mut Case, keys: &Keys, jwe: &Jwe, at: Span, opened: Opened) -> Opening {
    let key = keys.lent().get(opened.key).map(|lent| lent.called()).unwrap_or_default();
    let sealed = &jwe.ciphertext.at;
    let from = Span::new(at.layer, at.start + sealed.start..at.start + sealed.end);
    let bytes = opened.plaintext.expose().to_vec();
    let map = Map::whole(bytes.len() as u32, from.start..from.end);
    let Some(layer) = case.add_layer(LayerKind::Decrypted, "decrypted token", from, bytes, map) else {
        let why = "It was opened, but the case is too large to hold it.".to_owned();
        return Opening::Failed { fault: Fault::TooMuchWork, why, tried: vec![key] };
    };
    note(case, layer, &key, &opened);
    let odd = opened.misdeclared.map(|actual| {
        let declared = jwe.recipients.get(opened.recipient).and_then(|recipient| jwe.text(recipient, "alg"));
        let declared = declared.unwrap_or("nothing");
        format!("The header declares {declared}, and the key was encrypted with {actual}; a strict reader does not open it.")
    });
    Opening::Opened { key, layer, odd }
}

/// Says in the layer how it was opened, where that is not plain.
fn note(case: &mut Case, layer: LayerId, key: &str, opened: &Opened) {
    let Some(at) = case.layer(layer).map(|layer| layer.span()) else { return };
    if opened.form != KeyForm::AsIs {
        let says = format!("It opens with the secret in {key} {}.", opened.form);
        case.crack(at, "decrypted/secret-form", says);
    }
    if let Some(compressed) = opened.compressed {
        let says = format!("It was compressed (zip DEF): {compressed} bytes became {}.", at.len());
        case.crack(at, "decrypted/inflated", says);
    }
}

fn refused(keys: &Keys, jwe: &Jwe, failed: Unopened) -> Opening {
    let Unopened { refusal, says: why, attempts } = failed;
    let fault = match refusal {
        Refusal::NoKey => return Opening::NoKey { takes: takes(jwe) },
        Refusal::WrongKey => Fault::AnotherKey,
        Refusal::Damaged => Fault::Content,
        Refusal::KeyOrContent => Fault::KeyOrContent,
        Refusal::Unsupported => Fault::Unsupported,
        Refusal::TooMuchWork => Fault::TooMuchWork,
        _ => Fault::Form,
    };
    let mut numbers: Vec<usize> = attempts.iter().map(|attempt| attempt.key).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let tried =
        numbers.into_iter().filter_map(|number| keys.lent().get(number)).map(|lent| lent.called()).collect();
    Opening::Failed { fault, why, tried }
}

/// The kind of key that would open a token.
fn takes(jwe: &Jwe) -> &'static str {
    let algs = jwe.recipients.iter().filter_map(|recipient| jwe.text(recipient, "alg"));
    let known = algs.filter_map(jwe::KeyManagement::from_name).next();
    known.map_or("a key", jwe::KeyManagement::takes)
}
