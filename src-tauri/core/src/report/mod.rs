//! How it is said: the report, and its renderings.

mod build;
mod describe;
mod flow;
mod html;
mod junit;
pub mod manual;
mod markdown;
mod markup;
mod oidc;
mod outcome;
mod products;
mod record;
mod said;
mod saml;
mod sarif;
mod settings;
mod shape;
mod text;
mod ticket;
mod trust;
mod x509;

pub use build::Told;
pub use flow::{ClockShape, EvidenceShape, FlowShape, PartyShape, StepShape, TieShape};
pub use html::html;
pub(crate) use junit::told as junit_told;
pub use junit::{Suite, TestCase, TestOutcome, junit, suites};
pub use markdown::markdown;
pub(crate) use markdown::prose;
pub(crate) use sarif::level as sarif_level;
pub use sarif::{SarifLog, sarif, uri};
pub use shape::{
    CauseShape, CheckShape, ConsumerShape, FieldShape, JudgedAt, LayerShape, MessageShape, Outcome,
    ProductShape, Report, SCHEMA, SaidShape, SignalShape, State, TicketShape, Window, WindowKind,
};
pub use text::{Paint, text};
pub use trust::{ExposedShape, LinkShape, SignatureShape, SignatureState};

/// What pages of more than one report are made of.
pub(crate) mod page {
    pub(crate) use super::html::{article, page, word};
    pub(crate) use super::markup::escaped;
}
