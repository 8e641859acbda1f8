//! What is wrong with a signature, before any key is tried.

use std::ops::Range;

/// One thing wrong with a signature, or worth knowing of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureProblem {
    /// What it is, for code to decide on.
    pub kind: SignatureProblemKind,
    /// Where, in bytes of the document's text.
    pub at: Range<usize>,
    /// One plain sentence for people.
    pub says: String,
}

/// What a problem of a signature is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignatureProblemKind {
    /// The document around the signature is not well-formed, so that nothing in it can be relied on.
    IllFormedDocument,
    /// A part that XML Signature requires is not there.
    MissingPart,
    /// A part that may be there once is there again, as in attacks that show verifiers different parts.
    RepeatedPart,
    /// Parts stand where the schema has none.
    UnexpectedPart,
    /// Text that should be base64 is not.
    NotBase64,
    /// A comment splits a text that is signed without comments: verifiers may differ on what the text is.
    SplitText,
    /// An algorithm that nothing here knows.
    UnknownAlgorithm,
    /// An algorithm that is known, and not computed here.
    UnsupportedAlgorithm,
    /// Parameters of an algorithm that cannot be read.
    BadParameters,
    /// A MAC that is cut to fewer bits than may be taken, or to none that can be read.
    ShortMac,
    /// A transform that is known, and not computed: XSLT, and XPath beyond what signatures use.
    UnsupportedTransform,
    /// A transform that filters with XPath, which SAML forbids (SAML Core 2.0 §5.4.4).
    FilterTransform,
    /// A filter leaves out more than the signature itself: what it leaves out may be changed at will.
    PartlySigned,
    /// A transform that nothing here knows.
    UnknownTransform,
    /// Transforms in an order that gives no result.
    TransformOrder,
    /// More than [`MAX_REFERENCES`](super::MAX_REFERENCES) references.
    TooManyReferences,
    /// More than [`MAX_TRANSFORMS`](super::MAX_TRANSFORMS) transforms of one reference.
    TooManyTransforms,
    /// References that together cover the document many times over.
    TooMuchWork,
    /// A reference to something outside the document; it is never fetched.
    ExternalReference,
    /// A reference without a URI: its target is the application's to know. Like most, this one takes the whole document.
    NoUri,
    /// An XPointer other than those that XML Signature asks for.
    UnsupportedPointer,
    /// No element carries the identifier referred to.
    NoSuchId,
    /// Several elements carry the identifier referred to.
    AmbiguousId,
    /// Another element carries the identifier in an attribute that merely looks like one.
    LookalikeId,
    /// The identifier is found only in an attribute that no schema known here makes one.
    UndeclaredId,
    /// A relative namespace name in what is canonicalised: the specifications demand a failure (Canonical XML §1).
    RelativeNamespace,
    /// The transforms leave nothing over: any content would fit this signature.
    SignsNothing,
    /// An enveloped-signature transform in a signature that lies outside of what it refers to.
    NotEnveloped,
}

impl SignatureProblemKind {
    /// Whether a signature with this problem cannot count as valid, whatever its value is.
    pub fn blocks(self) -> bool {
        use SignatureProblemKind::*;
        !matches!(
            self,
            FilterTransform | LookalikeId | NotEnveloped | NoUri | PartlySigned | SplitText | UndeclaredId
        )
    }
}
