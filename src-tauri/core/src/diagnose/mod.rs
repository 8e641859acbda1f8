//! Why: causes that explain failed checks, best first; one cause a file.

mod form;
mod rank;

pub use form::{Cause, Confidence, Diagnosis, Owner, Remedy, Verdicts};
pub use rank::{Ranked, all, diagnose};
