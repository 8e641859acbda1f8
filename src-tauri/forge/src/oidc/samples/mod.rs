//! The OpenID Connect samples: a function each, a theme a file.

mod access;
mod claims;
mod encrypted;
mod exchange;
mod flow;
mod forged;
mod good;
mod key_sets;
mod keys;
mod logout;
mod network;
mod policy;
mod requests;
mod signature;
mod time;
mod traffic;

use crate::sample::Sample;

/// The themes.
static THEMES: &[&[fn() -> Sample]] = &[
    good::SAMPLES,
    claims::SAMPLES,
    time::SAMPLES,
    keys::SAMPLES,
    key_sets::SAMPLES,
    signature::SAMPLES,
    forged::SAMPLES,
    flow::SAMPLES,
    encrypted::SAMPLES,
    requests::SAMPLES,
    policy::SAMPLES,
    exchange::SAMPLES,
    access::SAMPLES,
    logout::SAMPLES,
    network::SAMPLES,
    traffic::SAMPLES,
];

/// Every OpenID Connect sample.
pub(crate) fn all() -> impl Iterator<Item = Sample> {
    THEMES.iter().copied().flatten().map(|sample| sample())
}
