//! Why a signature fails: one explanation, proven, because what was signed comes back when it is undone.
//!
//! None of it is done for a signature that verifies. The work is bounded by [`Attempts`].

mod altered;
mod attempts;
mod attributes;
mod charset;
mod damage;
mod digest;
mod edits;
mod engines;
mod explanation;
mod layout;
mod line_ends;
mod namespaces;
mod references;
mod rewritten;
mod scene;
mod signed_info;
mod spellings;
mod tokens;
mod trial;
mod undo;
mod value;

pub use attempts::Attempts;
pub use digest::explain_digest;
pub use explanation::{Blame, Explanation, ExplanationKind};
pub use value::{Keyring, explain_value};

use scene::Scene;
