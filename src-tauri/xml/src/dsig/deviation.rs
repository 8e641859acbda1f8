//! Where a digest does not match: which known deviation of the signer would make it match. That explains, and excuses nothing.

use super::pointer::{Target, point};
use super::{Signature, TransformKind};
use crate::c14n::{Canonicalization, Method};
use crate::tree::{Document, NodeId};
use ssoscope_crypto::{Hash, digest};

/// What the signer did other than it declares, or than the specifications say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deviation {
    /// It canonicalised in another way than the transforms declare.
    Canonicalization(Canonicalization),
    /// It left the signature out without an enveloped-signature transform that says so.
    UndeclaredEnveloping,
    /// It wrote `&` in namespace names as it is, as libxml2 does (Canonical XML §2.3 escapes it).
    AmpersandInNamespace,
}

/// The deviation that makes the digest of a reference (by its place) the declared one; `None` where there is none known, or
/// where it matches as it is.
pub fn deviation(document: &Document, signature: &Signature, at: usize) -> Option<Deviation> {
    let reference = signature.references.get(at)?;
    let hash = reference.digest_method.as_ref()?.meaning?;
    let declared = reference.digest_value.as_ref()?.bytes.as_deref()?;
    let apex = match point(document, reference).target {
        Target::Document => NodeId::DOCUMENT,
        Target::Element(node) => node,
        Target::Ambiguous(_) | Target::Nothing => return None,
    };
    let mut meanings = reference.transforms.iter().map(|transform| transform.algorithm.meaning.as_ref());
    let enveloped = meanings.clone().any(|kind| kind == Some(&TransformKind::Enveloped));
    let how = meanings.find_map(|kind| match kind {
        Some(TransformKind::Canonicalize(how)) => Some(how.clone()),
        _ => None,
    });
    let how = how.unwrap_or_else(|| Canonicalization::new(Method::Inclusive10));
    let attempt = Attempt { document, apex, signature: signature.node, hash, declared };
    attempt.find(&how, enveloped)
}

struct Attempt<'a> {
    document: &'a Document,
    apex: NodeId,
    signature: NodeId,
    hash: Hash,
    declared: &'a [u8],
}

impl Attempt<'_> {
    fn find(&self, how: &Canonicalization, enveloped: bool) -> Option<Deviation> {
        let plain = self.bytes(how, enveloped);
        if self.fits(&plain) {
            return None;
        }
        if self.fits(&ampersands_kept(self.document, plain)) {
            return Some(Deviation::AmpersandInNamespace);
        }
        if !enveloped && self.fits(&self.bytes(how, true)) {
            return Some(Deviation::UndeclaredEnveloping);
        }
        let others = alternatives(how);
        let other = others.into_iter().find(|other| self.fits(&self.bytes(other, enveloped)))?;
        Some(Deviation::Canonicalization(other))
    }

    fn bytes(&self, how: &Canonicalization, enveloped: bool) -> Vec<u8> {
        how.bytes(self.document, self.apex, enveloped.then_some(self.signature))
    }

    fn fits(&self, bytes: &[u8]) -> bool {
        !bytes.is_empty() && digest(self.hash, bytes) == self.declared
    }
}

/// Every method with and without comments, and the exclusive one without its PrefixList too.
fn alternatives(declared: &Canonicalization) -> Vec<Canonicalization> {
    let methods = [Method::Exclusive, Method::Inclusive10, Method::Inclusive11];
    let lists = [declared.inclusive_prefixes.clone(), Vec::new()];
    let mut all: Vec<Canonicalization> = Vec::new();
    for (method, comments) in methods.into_iter().flat_map(|method| [(method, false), (method, true)]) {
        for inclusive_prefixes in
            lists.iter().filter(|list| list.is_empty() || method == Method::Exclusive).cloned()
        {
            let other = Canonicalization { method, comments, inclusive_prefixes };
            if other != *declared && !all.contains(&other) {
                all.push(other);
            }
        }
    }
    all
}

/// The canonical form as libxml2 writes it, where a namespace name holds `&`.
fn ampersands_kept(document: &Document, bytes: Vec<u8>) -> Vec<u8> {
    let names = document.namespace_names().filter(|name| name.contains('&') && !name.contains(['<', '"']));
    let Ok(mut text) = String::from_utf8(bytes) else { return Vec::new() };
    for name in names {
        text = text.replace(&format!("=\"{}\"", name.replace('&', "&amp;")), &format!("=\"{name}\""));
    }
    text.into_bytes()
}
