//! Archives: what lies in a ZIP file, and captures that are one.

pub(super) mod net_export;
pub(super) mod saz;
pub(super) mod zip;
mod zip_reader;
