//! OpenID Connect: providers and clients, tokens, keys, and the samples made of them.

mod encryption;
pub(crate) mod faults;
mod har;
mod parties;
pub(crate) mod playbooks;
mod provider;
pub(crate) mod samples;
mod sign_in;
mod token;
