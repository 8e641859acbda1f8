//! What an explanation says: one kind, the places, a sentence.

use std::ops::Range;

/// Why a signature fails, proven: with what it names undone, the digest or the value fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What it is, for code to decide on.
    pub kind: ExplanationKind,
    /// Where, in bytes of the document's text; empty where it is everywhere.
    pub at: Vec<Range<usize>>,
    /// What happened, in a plain sentence or two.
    pub says: String,
    /// The key that fits then, by its place among those given; of digests `None`.
    pub key: Option<usize>,
}

impl Explanation {
    pub(super) fn new(kind: ExplanationKind, says: impl Into<String>) -> Explanation {
        Explanation { kind, at: Vec::new(), says: says.into(), key: None }
    }

    pub(super) fn at(mut self, at: impl IntoIterator<Item = Range<usize>>) -> Explanation {
        self.at.extend(at);
        self
    }
}

/// Whose doing a failure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Blame {
    /// Somebody reformatted or converted the XML after it was signed: a viewer, an editor, a proxy.
    Rewriter,
    /// Somebody changed what it says after it was signed.
    Editor,
    /// What signed did other than it declares, or than the specifications say.
    Signer,
    /// The signature's own text was damaged on the way.
    Carrier,
}

/// What a failure turns out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ExplanationKind {
    /// White space was put between elements: the XML was laid out.
    Reindented,
    /// White space that was signed between elements is gone, or another one.
    WhiteSpaceLost,
    /// White space was put around or into texts.
    TextPadded,
    /// Texts were broken into lines.
    LinesBroken,
    /// Carriage returns came in.
    CarriageReturnsAdded,
    /// Carriage returns that were signed are gone.
    CarriageReturnsLost,
    /// UTF-8 was read in another charset and written anew, or the other way round.
    CharsetMisread,
    /// A character was replaced by `?` or U+FFFD.
    CharacterLost,
    /// Plain characters were replaced by typographic ones.
    Typography,
    /// `&` and `<` were escaped once more.
    EscapedTwice,
    /// An escape that was signed was resolved.
    UnescapedTwice,
    /// White space inside attributes was changed.
    AttributeWhiteSpace,
    /// An attribute was added.
    AttributeAdded,
    /// An attribute is gone.
    AttributeLost,
    /// A processing instruction was added.
    InstructionAdded,
    /// A comment was added where comments are signed.
    CommentAdded,
    /// Namespace declarations are in force that were not when it was signed, or the other way round.
    NamespacesMoved,
    /// Prefixes were renamed.
    PrefixesRenamed,
    /// Elements were added.
    ElementAdded,
    /// Elements were put into another order.
    ElementsReordered,
    /// One value was replaced by another.
    ValueAltered,

    /// It was canonicalised by another method than the one declared.
    OtherCanonicalization,
    /// The signature was left out without an enveloped-signature transform that says so.
    UndeclaredEnveloping,
    /// `&` in namespace names was written as it is, as libxml2 does (Canonical XML §2.3 escapes it).
    AmpersandInNamespace,
    /// `xml:` attributes were not inherited by the apex, as .NET does not (Canonical XML §2.4).
    XmlAttributesNotInherited,
    /// Empty elements were written as one tag (Canonical XML §2.3 wants two).
    EmptyElementTags,
    /// Attributes were not sorted by namespace (Canonical XML §2.3).
    AttributesUnsorted,
    /// Characters were escaped by the rules of ordinary XML instead of Canonical XML's.
    OrdinaryEscapes,
    /// The text was signed as it stands, not in canonical form.
    NotCanonicalized,
    /// The canonical form was signed in another encoding than UTF-8.
    OtherEncoding,
    /// Nothing at all was signed: canonicalisation had failed, and nobody noticed.
    Void,

    /// Another digest was computed than DigestMethod names.
    OtherDigestAlgorithm,
    /// DigestValue is right, but written in another way.
    DigestRespelled,
    /// The digest is that of another element than the one referred to.
    OtherElement,

    /// The value was made with another algorithm than SignatureMethod names.
    OtherSignatureAlgorithm,
    /// The value is right, but written in another way.
    ValueRespelled,
    /// Some characters of the value were altered.
    ValueDamaged,
    /// The value signs what is referred to itself, instead of SignedInfo.
    SignsContent,
    /// The key is known and right; SignedInfo is not what it signed.
    SignedInfoReplaced,
}

impl ExplanationKind {
    /// Whose doing it is.
    pub fn blame(self) -> Blame {
        use ExplanationKind::*;
        match self {
            Reindented | WhiteSpaceLost | TextPadded | LinesBroken | CarriageReturnsAdded
            | CarriageReturnsLost | CharsetMisread | CharacterLost | Typography | EscapedTwice
            | UnescapedTwice | AttributeWhiteSpace | NamespacesMoved | PrefixesRenamed => Blame::Rewriter,
            AttributeAdded | AttributeLost | InstructionAdded | CommentAdded | ElementAdded
            | ElementsReordered | ValueAltered | SignedInfoReplaced => Blame::Editor,
            ValueRespelled | ValueDamaged | DigestRespelled => Blame::Carrier,
            _ => Blame::Signer,
        }
    }
}
