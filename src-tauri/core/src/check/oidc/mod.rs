//! Checks of the family `oidc`: what an OpenID Connect sign-in, or a logout, has to hold.

mod access_token;
mod access_token_exp;
mod acr;
mod acr_asked;
mod acr_essential;
mod alg;
mod amr;
pub(super) mod api_refused;
pub(super) mod application_error;
mod asked;
mod at_hash;
mod aud;
mod auth_time;
mod azp;
mod c_hash;
mod claims;
mod client_assertion;
mod client_id;
mod code_reuse;
mod csrf;
mod decryptable;
mod detached_signature;
mod discovery_complete;
mod discovery_issuer;
mod discovery_url;
mod dpop_binding;
mod dpop_proof;
mod encrypted;
pub(super) mod error_page;
pub(super) mod error_response;
pub(crate) mod evidence;
pub(crate) mod examined;
mod exp;
mod format;
mod front_channel_logout;
mod groups_overage;
mod hash;
mod iat;
mod id_token_hint;
mod id_token_present;
mod implicit;
mod introspection_active;
mod iss;
mod jwks_certificate;
mod jwks_certificate_dates;
mod jwks_format;
mod jwks_key_fit;
mod jwks_names;
mod jwks_private;
mod jwks_reuse;
mod jwks_rotation;
mod jwks_strength;
mod key_in_header;
mod key_sets;
mod keys_reached;
mod kid;
pub(crate) mod kid_injection;
mod lifetime;
mod logout_claims;
mod logout_event;
mod logout_nonce;
mod nbf;
mod needs;
mod nested_signature;
mod nonce;
mod nonce_sent;
mod pkce;
mod pkce_method;
mod pkce_used;
mod post_logout_redirect_uri;
#[cfg(test)]
pub(in crate::check) mod probe;
mod redirect_uri;
mod refreshed;
mod request_object;
mod response_iss;
mod response_mode;
mod response_parts;
mod response_type;
mod s_hash;
mod scope_claims;
mod scope_granted;
mod scope_openid;
mod scope_registered;
pub(crate) mod sign_ins;
mod signature;
mod signature_key;
mod state;
mod strict_client;
mod strict_discovery;
mod sub;
mod thumbprint;
mod times;
mod token_auth_method;
mod token_kind;
mod userinfo_sub;

use super::Check;

/// The family, in the order of the report: what was asked for, what came back, and whether the token is good.
pub static CHECKS: &[&Check] = &[
    // What the provider publishes, and what the application asks for.
    &error_page::CHECK,
    &api_refused::CHECK,
    &error_response::CHECK,
    &discovery_url::CHECK,
    &discovery_issuer::CHECK,
    &discovery_complete::CHECK,
    &keys_reached::CHECK,
    &client_id::CHECK,
    &redirect_uri::CHECK,
    &response_type::CHECK,
    &scope_openid::CHECK,
    &scope_registered::CHECK,
    &nonce_sent::CHECK,
    &csrf::CHECK,
    &implicit::CHECK,
    &pkce_used::CHECK,
    &pkce_method::CHECK,
    &request_object::CHECK,
    // What comes back, and what is fetched with it.
    &state::CHECK,
    &response_iss::CHECK,
    &response_mode::CHECK,
    &response_parts::CHECK,
    &pkce::CHECK,
    &code_reuse::CHECK,
    &token_auth_method::CHECK,
    &client_assertion::CHECK,
    &scope_granted::CHECK,
    &id_token_present::CHECK,
    &application_error::CHECK,
    // The token: is it readable, who signed it, for whom, when, about whom.
    &format::CHECK,
    &encrypted::CHECK,
    &decryptable::CHECK,
    &nested_signature::CHECK,
    &token_kind::CHECK,
    &alg::CHECK,
    &key_in_header::CHECK,
    &kid::CHECK,
    &kid_injection::CHECK,
    &jwks_private::CHECK,
    &jwks_format::CHECK,
    &jwks_names::CHECK,
    &jwks_reuse::CHECK,
    &jwks_strength::CHECK,
    &jwks_certificate::CHECK,
    &jwks_certificate_dates::CHECK,
    &jwks_rotation::CHECK,
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
    &acr_essential::CHECK,
    &acr_asked::CHECK,
    &amr::CHECK,
    &at_hash::CHECK,
    &c_hash::CHECK,
    &s_hash::CHECK,
    &lifetime::CHECK,
    &refreshed::CHECK,
    &claims::CHECK,
    &groups_overage::CHECK,
    &scope_claims::CHECK,
    &userinfo_sub::CHECK,
    // Access tokens, proofs and logouts.
    &access_token::CHECK,
    &access_token_exp::CHECK,
    &introspection_active::CHECK,
    &dpop_proof::CHECK,
    &dpop_binding::CHECK,
    &detached_signature::CHECK,
    &logout_event::CHECK,
    &logout_claims::CHECK,
    &logout_nonce::CHECK,
    &front_channel_logout::CHECK,
    &id_token_hint::CHECK,
    &post_logout_redirect_uri::CHECK,
    &strict_client::CHECK,
    &strict_discovery::CHECK,
];
