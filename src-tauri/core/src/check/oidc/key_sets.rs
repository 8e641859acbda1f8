//! The key sets of the case, each once, for the checks that judge them whatever was signed.

use crate::case::Role;
use crate::check::{Look, Verdict};
use crate::decode::oidc::{Jwk, Jwks, KeySetForm};
use crate::decode::{Body, Message};

/// A key set.
#[derive(Clone, Copy)]
pub(super) struct KeySet<'a> {
    /// The message.
    pub(super) message: &'a Message,
    /// Its keys.
    pub(super) set: &'a Jwks,
}

impl KeySet<'_> {
    /// Whether it is what a provider publishes, and not a single key that somebody lends.
    pub(super) fn is_published(&self) -> bool {
        self.set.form != KeySetForm::Single || self.message.role == Role::Capture
    }
}

/// The key sets in the order of their appearance, each text once.
pub(super) fn key_sets<'a>(look: &Look<'a>) -> Vec<KeySet<'a>> {
    let mut seen: Vec<&[u8]> = Vec::new();
    let sets = look.messages.iter().filter_map(|message| match &message.body {
        Body::Jwks(set) => Some(KeySet { message, set }),
        _ => None,
    });
    let new = |set: &KeySet<'a>| {
        let text = look.case.bytes(set.set.at);
        let new = !seen.contains(&text);
        seen.push(text);
        new
    };
    sets.filter(new).collect()
}

/// One verdict over the key sets that are published.
pub(super) fn each_set<'a>(look: &Look<'a>, judge: impl Fn(KeySet<'a>) -> Verdict) -> Verdict {
    Verdict::merge(key_sets(look).into_iter().filter(KeySet::is_published).map(judge))
}

/// The keys with certificates: with tokens those that they name, else all of them.
pub(super) fn certified<'a>(look: &Look<'a>, set: KeySet<'a>) -> Vec<&'a Jwk> {
    let named: Vec<Option<&String>> =
        look.signatures.jws.iter().map(|signature| signature.kid.as_ref().map(|kid| &kid.value)).collect();
    let all = named.is_empty() || named.contains(&None);
    let keys = set.set.keys.iter().filter(|key| !key.x5c.is_empty());
    keys.filter(|key| all || key.kid.as_ref().is_none_or(|kid| named.contains(&Some(&kid.value)))).collect()
}

/// What tells one key from another: its numbers, whatever it is called.
pub(super) fn identity(key: &Jwk) -> Option<[u8; 32]> {
    match key.material.as_ref().ok()? {
        ssoscope_jose::Material::Public(public) => Some(public.thumbprint()),
        ssoscope_jose::Material::Shared(_) => None,
    }
}
