//! The SAML samples: a function each, a theme a file.

mod addressing;
mod attacks;
mod browser;
mod copied;
mod document;
mod federation;
mod good;
mod metadata;
mod policy;
mod records;
mod redirect;
mod relay_state;
mod requests;
mod settings;
mod signature;
mod status;
mod subject;
mod time;
mod traffic;
mod trust;
mod words;
mod ws_federation;

use crate::sample::Sample;

/// The themes.
static THEMES: &[&[fn() -> Sample]] = &[
    good::SAMPLES,
    addressing::SAMPLES,
    time::SAMPLES,
    trust::SAMPLES,
    settings::SAMPLES,
    federation::SAMPLES,
    metadata::SAMPLES,
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
    relay_state::SAMPLES,
    browser::SAMPLES,
    records::SAMPLES,
    ws_federation::SAMPLES,
    words::SAMPLES,
];

/// Every SAML sample.
pub(crate) fn all() -> impl Iterator<Item = Sample> {
    THEMES.iter().copied().flatten().map(|sample| sample())
}
