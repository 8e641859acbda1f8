//! Checks of the family `oidc`: what an OpenID Connect sign-in, or a logout, has to hold.

mod acr;
mod alg;
mod at_hash;
mod aud;
mod auth_time;
mod azp;
mod c_hash;
mod claims;
mod discovery_issuer;
mod encrypted;
mod error_response;
pub(crate) mod evidence;
pub(crate) mod examined;
mod exp;
mod format;
mod hash;
mod iat;
mod iss;
mod jwks_key_fit;
mod key_in_header;
mod kid;
pub(crate) mod kid_injection;
mod nbf;
mod needs;
mod nonce;
#[cfg(test)]
mod probe;
mod redirect_uri;
mod response_iss;
mod signature;
mod signature_key;
mod state;
mod sub;
mod times;
mod token_kind;

use super::Check;

/// The family, in the order of the report: did the provider answer, is it readable, who signed it, for whom, when, about
/// whom.
pub static CHECKS: &[&Check] = &[
    &error_response::CHECK,
    &redirect_uri::CHECK,
    &state::CHECK,
    &response_iss::CHECK,
    &discovery_issuer::CHECK,
    &format::CHECK,
    &encrypted::CHECK,
    &token_kind::CHECK,
    &alg::CHECK,
    &key_in_header::CHECK,
    &kid::CHECK,
    &kid_injection::CHECK,
    &jwks_key_fit::CHECK,
    &signature::CHECK,
    &signature_key::CHECK,
    &iss::CHECK,
    &aud::CHECK,
    &azp::CHECK,
    &nonce::CHECK,
    &exp::CHECK,
    &nbf::CHECK,
    &iat::CHECK,
    &auth_time::CHECK,
    &sub::CHECK,
    &acr::CHECK,
    &at_hash::CHECK,
    &c_hash::CHECK,
    &claims::CHECK,
];
