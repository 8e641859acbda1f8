//! How it is said: the report, and its renderings.

mod build;
mod shape;

pub use build::{Facts, report};
pub use shape::{
    CauseShape, CheckShape, FieldShape, JudgedAt, LayerShape, MessageShape, Outcome, Report, SCHEMA, State, Window,
    WindowKind,
};
