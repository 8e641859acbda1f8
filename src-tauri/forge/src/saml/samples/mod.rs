//! The SAML samples: a function each, a theme a file.

mod addressing;
mod attacks;
mod copied;
mod document;
mod federation;
mod good;
mod policy;
mod redirect;
mod requests;
mod signature;
mod status;
mod subject;
mod time;
mod traffic;
mod trust;
mod words;

use crate::sample::Sample;

/// Every SAML sample.
pub(crate) fn all() -> impl Iterator<Item = Sample> {
    let themes: [&[fn() -> Sample]; 16] = [
        good::SAMPLES,
        addressing::SAMPLES,
        time::SAMPLES,
        trust::SAMPLES,
        federation::SAMPLES,
        signature::SAMPLES,
        redirect::SAMPLES,
        requests::SAMPLES,
        attacks::SAMPLES,
        status::SAMPLES,
        subject::SAMPLES,
        policy::SAMPLES,
        document::SAMPLES,
        copied::SAMPLES,
        traffic::SAMPLES,
        words::SAMPLES,
    ];
    themes.into_iter().flatten().map(|sample| sample())
}
