//! What fails because the sign-in failed, whatever the reason was.

use super::Check;
use super::{flow, oidc, paste, saml};

/// What a failed check tells, where it is not the fault itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symptom {
    /// Somebody says that the sign-in failed: a product in a log, a provider in its answer, a status.
    Saying,
    /// The application says so; its words belong to whatever else is found, and are read for themselves where nothing is.
    Refusal,
    /// It ended badly.
    End,
}

/// The checks that fail on a symptom.
static SYMPTOMS: &[(&Check, Symptom)] = &[
    (&paste::error_text::CHECK, Symptom::Saying),
    (&oidc::error_page::CHECK, Symptom::Saying),
    (&oidc::error_response::CHECK, Symptom::Saying),
    (&oidc::api_refused::CHECK, Symptom::Saying),
    (&saml::status::CHECK, Symptom::Saying),
    (&oidc::application_error::CHECK, Symptom::Refusal),
    (&flow::answered::CHECK, Symptom::End),
    (&flow::signed_out::CHECK, Symptom::End),
];

/// The symptom that a check fails on, by its name; nothing where its failure is a fault of its own.
pub fn of(id: &str) -> Option<Symptom> {
    SYMPTOMS.iter().find(|(check, _)| check.id == id).map(|(_, symptom)| *symptom)
}

/// The names of the checks that fail on a symptom.
pub fn all() -> impl Iterator<Item = &'static str> {
    SYMPTOMS.iter().map(|(check, _)| check.id)
}
