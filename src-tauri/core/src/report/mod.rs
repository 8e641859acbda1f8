//! How it is said: the report, and its renderings.

mod build;
mod describe;
mod flow;
pub mod manual;
mod markdown;
mod oidc;
mod outcome;
mod products;
mod record;
mod said;
mod saml;
mod shape;
mod text;
mod ticket;
mod x509;

pub use build::Told;
pub use flow::{ClockShape, EvidenceShape, FlowShape, PartyShape, StepShape, TieShape};
pub use markdown::markdown;
pub use shape::{
    CauseShape, CheckShape, ConsumerShape, FieldShape, JudgedAt, LayerShape, MessageShape, Outcome,
    ProductShape, Report, SCHEMA, SaidShape, SignalShape, State, TicketShape, Window, WindowKind,
};
pub use text::{Paint, text};
