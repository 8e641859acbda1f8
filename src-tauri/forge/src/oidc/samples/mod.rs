//! The OpenID Connect samples: a function each, a theme a file.

mod claims;
mod flow;
mod forged;
mod good;
mod keys;
mod signature;
mod time;

use crate::sample::Sample;

/// Every OpenID Connect sample.
pub(crate) fn all() -> impl Iterator<Item = Sample> {
    let themes: [&[fn() -> Sample]; 7] = [
        good::SAMPLES,
        claims::SAMPLES,
        time::SAMPLES,
        keys::SAMPLES,
        signature::SAMPLES,
        forged::SAMPLES,
        flow::SAMPLES,
    ];
    themes.into_iter().flatten().map(|sample| sample())
}
