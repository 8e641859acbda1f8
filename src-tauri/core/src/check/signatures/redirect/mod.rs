//! Signatures of the redirect binding (SAML Bindings 2.0, section 3.4.4.1): over the parameters of the URL as they were sent,
//! still encoded.

mod query;
mod reading;
mod spelling;
mod verify;

pub(in crate::check) use query::stands_among_parameters;
pub use reading::{Reading, ReadingKind};
pub(super) use verify::verify;

use super::xml::ValueFit;
use crate::decode::{MessageId, Spanned};
use crate::span::Span;

/// A signature that stands in a URL beside the message, and what became of it.
#[derive(Debug)]
pub struct RedirectSignature {
    /// The message that it is for.
    pub message: MessageId,
    /// The value of the parameter `Signature`.
    pub at: Span,
    /// The parameters, names and values, in the order in which they stand in the URL.
    pub parameters: Span,
    /// `SigAlg`, decoded.
    pub method: Option<Spanned<String>>,
    /// Whose key fits.
    pub value: ValueFit,
    /// How the parameters have to be read for it to fit, where that is not as they stand.
    pub reading: Option<Reading>,
}

impl RedirectSignature {
    /// Whether it fits as it stands, with a key that is vouched for.
    pub fn verified(&self) -> bool {
        self.reading.is_none() && matches!(self.value, ValueFit::Vouched(_))
    }
}
