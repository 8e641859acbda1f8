//! Checks of the family `saml`: what a SAML sign-in, or another SAML message where there is none, has to hold.

mod algorithm_strength;
mod artifact_source;
mod assertion_present;
mod attribute_repeated;
mod attributes;
mod audience;
mod audience_alone;
mod authn_context;
mod authn_instant;
mod authn_statement;
mod bearer_confirmation;
mod conditions_known;
mod confirmation;
mod confirmation_not_before;
mod confirmation_not_on_or_after;
mod decryptable;
mod destination;
mod doctype;
mod duplicate_id;
mod encrypted;
mod endpoint;
pub(crate) mod examined;
mod groups_overage;
pub(crate) mod identify;
mod in_response_to;
mod issue_instant;
mod issuer;
mod metadata_endpoint;
mod metadata_key_use;
mod metadata_role;
mod metadata_signature;
mod metadata_valid_until;
mod name_id;
mod name_id_format;
mod name_id_qualifier;
mod name_id_text;
mod needs;
mod not_before;
mod not_on_or_after;
mod parser_traps;
mod pattern;
#[cfg(test)]
pub(crate) mod probe;
mod recipient;
mod redirect_signature;
mod relay_state;
mod relay_state_length;
mod relay_states;
mod relied_on;
mod request_acs;
pub(crate) mod request_signed;
mod session_not_on_or_after;
mod signature_covers;
mod signature_key;
mod signature_present;
mod signature_verifies;
pub(in crate::check) mod signatures;
mod smuggled_parts;
pub(super) mod status;
mod travel;
mod version;
mod void_signature;
mod well_formed;
pub(crate) mod window;
mod wrapping;

use super::Check;

/// The family, in the order of the report: is it readable, is it a success, who signed it, for whom, when, about whom.
pub static CHECKS: &[&Check] = &[
    &well_formed::CHECK,
    &doctype::CHECK,
    &parser_traps::CHECK,
    &duplicate_id::CHECK,
    &version::CHECK,
    &status::CHECK,
    &assertion_present::CHECK,
    &decryptable::CHECK,
    &encrypted::CHECK,
    &signature_present::CHECK,
    &signature_verifies::CHECK,
    &signature_key::CHECK,
    &signature_covers::CHECK,
    &wrapping::CHECK,
    &smuggled_parts::CHECK,
    &void_signature::CHECK,
    &redirect_signature::CHECK,
    &algorithm_strength::CHECK,
    &issuer::CHECK,
    &request_signed::CHECK,
    &request_acs::CHECK,
    &artifact_source::CHECK,
    &destination::CHECK,
    &recipient::CHECK,
    &audience::CHECK,
    &audience_alone::CHECK,
    &in_response_to::CHECK,
    &relay_state::CHECK,
    &relay_state_length::CHECK,
    &issue_instant::CHECK,
    &not_before::CHECK,
    &not_on_or_after::CHECK,
    &conditions_known::CHECK,
    &bearer_confirmation::CHECK,
    &confirmation_not_before::CHECK,
    &confirmation_not_on_or_after::CHECK,
    &authn_statement::CHECK,
    &session_not_on_or_after::CHECK,
    &authn_instant::CHECK,
    &authn_context::CHECK,
    &name_id::CHECK,
    &name_id_text::CHECK,
    &name_id_format::CHECK,
    &name_id_qualifier::CHECK,
    &attributes::CHECK,
    &attribute_repeated::CHECK,
    &groups_overage::CHECK,
    &metadata_role::CHECK,
    &metadata_endpoint::CHECK,
    &metadata_key_use::CHECK,
    &metadata_signature::CHECK,
    &metadata_valid_until::CHECK,
];
