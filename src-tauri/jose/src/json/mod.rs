//! JSON (RFC 8259) of which every part knows its bytes.

mod problem;
mod reader;
mod string;
mod value;
mod wipe;
mod writer;

pub use problem::JsonProblem;
pub use reader::read;
pub use value::{Document, Kind, Member, Text, Value};
pub use writer::Writer;
