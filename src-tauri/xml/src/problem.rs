//! What is wrong with a text that should be XML: kinds that code decides on, a place, and a sentence for people.

use std::ops::Range;

/// One thing wrong with the document, or worth knowing of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What it is, for code to decide on.
    pub kind: ProblemKind,
    /// Where, in bytes of the text that was read.
    pub at: Range<usize>,
    /// One plain sentence for people.
    pub says: String,
}

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Breaks a well-formedness constraint of XML 1.0: a conforming parser stops here.
    IllFormed,
    /// Breaks a constraint of Namespaces in XML 1.0: a namespace-aware parser stops here.
    Namespace,
    /// A bound of [`Limits`](crate::Limits) was met: the rest was not read.
    Limit,
    /// Legal XML that a security protocol must not rely on, or that this reader leaves alone.
    Remark,
}

/// What a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProblemKind {
    /// Bytes that are not UTF-8 (XML 1.0 §4.3.3).
    NotUtf8,
    /// A character that XML forbids: most controls, U+FFFE, U+FFFF (§2.2 `Char`).
    ForbiddenCharacter,
    /// `&#…;` that names a forbidden character or none (§4.1).
    ForbiddenCharacterReference,
    /// An `&` that starts no reference (§4.1).
    BadReference,
    /// A reference to an entity that nothing declares (§4.1 "Entity Declared").
    UndeclaredEntity,
    /// `]]>` in plain text (§2.4).
    CdataEndInText,
    /// `<` in an attribute's value (§3.1 "No < in Attribute Values").
    LessThanInAttribute,
    /// Two attributes of one name (§3.1 "Unique Att Spec").
    DuplicateAttribute,
    /// Two attributes without white space between them (§3.1).
    MissingSpace,
    /// An attribute without `=`, without a value, or with an unquoted value (§3.1).
    BadAttribute,
    /// A name that XML's grammar does not allow (§2.3).
    BadName,
    /// Something in a tag that belongs to no name, attribute or end (§3.1).
    BadTag,
    /// An end tag for another element than the one that is open (§3 "Element Type Match").
    MismatchedEndTag,
    /// An end tag where nothing is open.
    UnmatchedEndTag,
    /// An element that never ends.
    UnclosedElement,
    /// A tag, comment, CDATA section, PI or DOCTYPE that the text ends within.
    UnclosedMarkup,
    /// `<!` followed by nothing that XML knows.
    UnknownMarkup,
    /// No element at all (§2.1).
    NoRoot,
    /// A second root element (§2.1).
    SecondRoot,
    /// Text, CDATA or a reference outside the root element (§2.1).
    TextOutsideRoot,
    /// An XML declaration that is not the very first thing (§2.8).
    DeclarationNotFirst,
    /// An XML declaration whose parts are wrong (§2.8).
    BadDeclaration,
    /// A processing instruction whose target is missing, reserved or wrong (§2.6).
    BadProcessingInstruction,
    /// `--` within a comment (§2.5).
    HyphensInComment,
    /// A DOCTYPE after the root began, or a second one (§2.8).
    MisplacedDoctype,
    /// A DOCTYPE that the grammar does not allow (§2.8).
    BadDoctype,
    /// More than one byte-order mark.
    RepeatedByteOrderMark,

    /// A prefix that nothing declares (Namespaces §5 "Prefix Declared").
    UnboundPrefix,
    /// Two attributes whose prefixes differ and stand for one namespace (Namespaces §6.3).
    DuplicateExpandedName,
    /// A name with two colons, or with nothing before or after its colon (Namespaces §4).
    BadQName,
    /// `xml` or `xmlns`, or their namespace names, used against their reservation (Namespaces §3).
    ReservedNamespace,
    /// `xmlns:p=""`, which Namespaces 1.0 does not allow (§5 "No Prefix Undeclaring").
    PrefixUndeclared,

    /// [`Limits::bytes`](crate::Limits::bytes).
    TooManyBytes,
    /// [`Limits::depth`](crate::Limits::depth).
    TooDeep,
    /// [`Limits::nodes`](crate::Limits::nodes).
    TooManyNodes,
    /// [`Limits::attributes`](crate::Limits::attributes).
    TooManyAttributes,
    /// [`Limits::name`](crate::Limits::name).
    NameTooLong,
    /// [`Limits::namespaces`](crate::Limits::namespaces).
    TooManyNamespaces,
    /// [`Limits::problems`](crate::Limits::problems).
    TooManyProblems,

    /// A document type declaration: legal XML, but a door for attacks; it was not acted on.
    Doctype,
    /// A reference to an entity that the DOCTYPE may declare: it was left as it stands.
    EntityNotExpanded,
    /// A relative namespace name, which is deprecated and which canonicalisers refuse.
    RelativeNamespace,
    /// The declaration names another encoding than UTF-8, which the text is read as: whoever goes by it reads other characters.
    OtherEncoding,
    /// An XML version other than 1.0; it was read as 1.0.
    OtherVersion,
}

impl ProblemKind {
    /// How much it weighs.
    pub fn class(self) -> Class {
        use ProblemKind::*;
        match self {
            UnboundPrefix | DuplicateExpandedName | BadQName | ReservedNamespace | PrefixUndeclared => {
                Class::Namespace
            }
            TooManyBytes | TooDeep | TooManyNodes | TooManyAttributes | NameTooLong | TooManyNamespaces
            | TooManyProblems => Class::Limit,
            Doctype | EntityNotExpanded | RelativeNamespace | OtherEncoding | OtherVersion => Class::Remark,
            _ => Class::IllFormed,
        }
    }
}
