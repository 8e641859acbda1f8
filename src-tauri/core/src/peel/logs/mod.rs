//! What tells of a sign-in without holding its messages: logs, tables, error texts, printed certificates, fingerprints.

pub(super) mod application_log;
pub(super) mod error_text;
pub(super) mod fingerprint;
pub(crate) mod line;
pub(super) mod log_entry;
pub(super) mod ndjson;
pub(crate) mod setup;
pub(super) mod setup_table;
pub(super) mod sign_in_table;
pub(crate) mod table;
mod time;
