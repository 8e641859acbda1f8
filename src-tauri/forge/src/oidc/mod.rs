//! OpenID Connect: providers and clients, tokens, keys, and the samples made of them.

mod encryption;
mod har;
mod parties;
pub(crate) mod playbooks;
mod provider;
pub(crate) mod samples;
mod sign_in;
mod token;
