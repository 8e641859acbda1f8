//! Strict XML reader with byte spans, canonical XML, XML-DSig and XML-Enc.

pub mod c14n;
pub mod dsig;
pub mod enc;
mod encoded;
mod limits;
mod problem;
mod read;
pub mod stream;
mod tree;
mod uri;
mod xpath;

pub use encoded::Encoded;
pub use limits::Limits;
pub use problem::{Class, Problem, ProblemKind};
pub use tree::{Attribute, Children, Declaration, Document, IdMatch, Kind, Name, NodeId, Run, Text};
