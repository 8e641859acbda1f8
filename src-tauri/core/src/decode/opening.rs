//! What became of opening something encrypted, in XML and in tokens alike.

use crate::span::LayerId;

/// What became of opening something encrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// It was decrypted into a layer of its own.
    Opened {
        /// The key that opened it, by its file.
        key: String,
        /// The layer that holds what was inside.
        layer: LayerId,
        /// What is odd about how it was encrypted, so that a strict consumer would not open it.
        odd: Option<String>,
    },
    /// No key of the kind that it takes was lent.
    NoKey {
        /// What would open it: "an RSA private key".
        takes: &'static str,
    },
    /// It was not opened.
    Failed {
        /// What it comes down to.
        fault: Fault,
        /// Why not, in a sentence.
        why: String,
        /// The keys that were tried, by their files.
        tried: Vec<String>,
    },
}

/// What a failed opening comes down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// No key that was lent fits: it was encrypted for another one.
    AnotherKey,
    /// A key fits, and the content does not come out.
    Content,
    /// The content does not come out, with which either another key or a change is explained.
    KeyOrContent,
    /// A part is missing, or has a length that it can't have.
    Form,
    /// An algorithm is not computed here, so that nothing is known.
    Unsupported,
    /// It asks for more work than is done.
    TooMuchWork,
}

impl Opening {
    /// Whether it was decrypted.
    pub fn is_opened(&self) -> bool {
        matches!(self, Opening::Opened { .. })
    }

    /// What a failure comes down to.
    pub fn fault(&self) -> Option<Fault> {
        match self {
            Opening::Failed { fault, .. } => Some(*fault),
            Opening::Opened { .. } | Opening::NoKey { .. } => None,
        }
    }
}
