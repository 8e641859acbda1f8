//! The signature of a whole metadata document, verified while it is read: an aggregate is never a tree.

use std::io::Cursor;
use std::ops::Range;

use ssoscope_xml::stream::{StreamedSignature, read};

use super::{MetadataFit, MetadataSignature, Verifier, altered, blocked, unvouched};
use crate::case::{Case, Role};
use crate::decode::x509::Certificate;
use crate::span::Span;

impl Verifier<'_> {
    pub(super) fn document(&mut self, case: &Case, at: Span, role: Role) -> Option<MetadataSignature> {
        let bytes = case.bytes(at);
        // Without such a name there is no signature, and nothing to read.
        memchr::memmem::find(bytes, b"SignatureValue")?;
        if !self.affords(bytes.len()) {
            return None;
        }
        let streamed = read(Cursor::new(bytes), &ssoscope_xml::Limits::DEFAULT, &self.public(), None).ok()?;
        let root = streamed.root.as_ref().filter(|root| root.local.ends_with("Descriptor"))?;
        let signature = streamed.signature.as_ref()?;
        let place = |range: Range<usize>| {
            let offset = |offset: usize| at.start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
            Span::new(at.layer, offset(range.start)..offset(range.end))
        };
        let fit = self.of_streamed(signature, &place);
        Some(MetadataSignature { role, called: root.local.clone(), at: place(signature.at.clone()), fit })
    }

    fn of_streamed(
        &self,
        signature: &StreamedSignature,
        place: &dyn Fn(Range<usize>) -> Span,
    ) -> MetadataFit {
        if let Some(problem) = signature.problems.iter().find(|problem| problem.kind.blocks()) {
            return blocked(problem.kind, place(problem.at.clone()), &problem.says);
        }
        let (Some((declared, declared_at)), Some(computed)) = (&signature.declared, &signature.computed)
        else {
            return MetadataFit::CantTell("The digest can't be computed.".to_owned());
        };
        if declared != computed {
            return altered(place(declared_at.clone()), declared, computed);
        }
        if let Some(key) = signature.value_key.and_then(|key| self.keys.get(key)) {
            return MetadataFit::Verified(Box::new((*key).clone()));
        }
        let brought =
            signature.embedded.iter().map(|(der, at)| Certificate::from_der(der, place(at.clone())));
        unvouched(brought.filter_map(Result::ok).collect(), |key| signature.is_made_with(key))
    }
}
