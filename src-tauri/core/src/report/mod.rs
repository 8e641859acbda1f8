//! How it is said: the report, and its renderings.

mod build;
mod describe;
mod flow;
mod markdown;
mod oidc;
mod outcome;
mod record;
mod saml;
mod shape;
mod text;
mod trust;
mod x509;

pub use build::Told;
pub use flow::{ClockShape, EvidenceShape, FlowShape, PartyShape, StepShape, TieShape};
pub use markdown::markdown;
pub use shape::{
    CauseShape, CheckShape, FieldShape, JudgedAt, LayerShape, MessageShape, Outcome, Report, SCHEMA, State,
    Window, WindowKind,
};
pub use text::{Paint, text};
pub use trust::{ExposedShape, LinkShape, SignatureShape, SignatureState};
