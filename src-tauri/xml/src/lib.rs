//! Strict XML reader with byte spans, canonical XML, XML-DSig and XML-Enc.

pub mod c14n;
mod limits;
mod problem;
mod read;
mod tree;

pub use limits::Limits;
pub use problem::{Class, Problem, ProblemKind};
pub use tree::{Attribute, Children, Declaration, Document, IdMatch, Kind, Name, NodeId, Run, Text};
