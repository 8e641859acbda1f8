//! The functions that signatures use (XPath 1.0 §4, and `here()` of XML Signature §6.6.3).

/// A function that is evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    Boolean,
    Concat,
    Contains,
    Count,
    False,
    Here,
    Id,
    Last,
    LocalName,
    Name,
    NamespaceUri,
    NormalizeSpace,
    Not,
    Number,
    Position,
    StartsWith,
    Text,
    StringLength,
    True,
}

/// Every function, by name, with the fewest and the most arguments that it takes.
const ALL: &[(&str, Function, usize, usize)] = &[
    ("boolean", Function::Boolean, 1, 1),
    ("concat", Function::Concat, 2, 64),
    ("contains", Function::Contains, 2, 2),
    ("count", Function::Count, 1, 1),
    ("false", Function::False, 0, 0),
    ("here", Function::Here, 0, 0),
    ("id", Function::Id, 1, 1),
    ("last", Function::Last, 0, 0),
    ("local-name", Function::LocalName, 0, 1),
    ("name", Function::Name, 0, 1),
    ("namespace-uri", Function::NamespaceUri, 0, 1),
    ("normalize-space", Function::NormalizeSpace, 0, 1),
    ("not", Function::Not, 1, 1),
    ("number", Function::Number, 0, 1),
    ("position", Function::Position, 0, 0),
    ("starts-with", Function::StartsWith, 2, 2),
    ("string", Function::Text, 0, 1),
    ("string-length", Function::StringLength, 0, 1),
    ("true", Function::True, 0, 0),
];

impl Function {
    pub(super) fn named(name: &str) -> Option<Function> {
        ALL.iter().find(|(written, ..)| *written == name).map(|(_, function, ..)| *function)
    }

    pub(super) fn takes(self, arguments: usize) -> bool {
        ALL.iter()
            .any(|(_, function, least, most)| *function == self && (*least..=*most).contains(&arguments))
    }
}
