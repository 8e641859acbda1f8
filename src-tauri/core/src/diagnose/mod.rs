//! Why: causes that explain failed checks, best first; one cause a file.

mod evidence;
mod fields;
mod form;
mod names;
mod rank;
mod refusals;
mod times;
mod words;

mod altered_after_signing;
mod arrived_late;
mod audience_mismatch;
mod authn_context_mismatch;
mod capture_is_old;
mod certificate_expired;
mod clock_skew;
mod damaged_paste;
mod encrypted_for_another_key;
mod encryption_not_as_wanted;
mod expired_metadata;
mod idp_refused;
mod in_response_to_mismatch;
mod incomplete_message;
mod malformed_signature;
mod missing_attribute;
mod mixed_answers;
mod name_id_mismatch;
mod not_signed_as_wanted;
mod short_lifetime;
mod sign_in_too_old;
mod stale_certificate;
mod stale_jwks;
mod unsigned;
mod weak_algorithm;
mod wrapped;
mod wrong_algorithm;
mod wrong_client;
mod wrong_endpoint;
mod wrong_environment;
mod wrong_issuer;
mod wrong_nonce;
mod wrong_state;
mod wrong_token;

pub use form::{Cause, Confidence, Diagnosis, Owner, Remedy, Verdicts};
pub use rank::{Ranked, all, diagnose};
