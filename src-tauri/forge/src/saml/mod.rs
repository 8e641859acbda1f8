//! SAML 2.0: parties, messages, signatures, and the samples made of them.

mod element;
mod encryption;
pub(crate) mod faults;
mod federation;
mod metadata;
mod parties;
pub(crate) mod playbooks;
mod request;
mod response;
pub(crate) mod samples;
mod sign_in;
mod signature;
mod spelling;
pub(crate) mod traffic;
