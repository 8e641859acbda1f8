//! The errors that a provider answered, where, and in which words: what causes recognise OAuth refusals by.

use crate::check::Look;
use crate::check::oidc::sign_ins::{answers, captured};
use crate::decode::{Body, Spanned};
use crate::span::Span;

/// An error that a provider answered.
pub(super) struct Refused<'a> {
    /// Its code: `invalid_grant`.
    pub(super) error: &'a Spanned<String>,
    /// The provider's own words beside it.
    pub(super) description: Option<&'a Spanned<String>>,
    /// Whether it came through the browser, and not from an endpoint.
    pub(super) by_browser: bool,
}

/// The errors that the provider answered, in the order of their appearance.
pub(super) fn all<'a>(look: &Look<'a>) -> Vec<Refused<'a>> {
    let by_browser = answers(look).into_iter().filter_map(|answer| {
        let error = answer.error.as_ref()?;
        Some(Refused { error, description: answer.error_description.as_ref(), by_browser: true })
    });
    let by_endpoint = captured(look).filter_map(|message| match &message.body {
        Body::TokenResponse(answer) => {
            let error = answer.error.as_ref()?;
            Some(Refused { error, description: answer.error_description.as_ref(), by_browser: false })
        }
        _ => None,
    });
    by_browser.chain(by_endpoint).collect()
}

/// The first error with one of these codes.
pub(super) fn coded<'a>(look: &Look<'a>, codes: &[&str]) -> Option<Refused<'a>> {
    all(look).into_iter().find(|refused| refused.is(codes))
}

/// The first error that speaks of one of these words, in any letters.
pub(super) fn speaking<'a>(look: &Look<'a>, words: &[&str]) -> Option<Refused<'a>> {
    all(look).into_iter().find(|refused| refused.speaks(words))
}

impl Refused<'_> {
    /// Whether its code is one of these.
    pub(super) fn is(&self, codes: &[&str]) -> bool {
        codes.contains(&self.error.value.as_str())
    }

    /// Whether its code or its words hold one of these, in any letters.
    pub(super) fn speaks(&self, words: &[&str]) -> bool {
        let said = self.said().to_lowercase();
        words.iter().any(|word| said.contains(&word.to_lowercase()))
    }

    fn said(&self) -> String {
        let description = self.description.map_or("", |text| text.value.as_str());
        format!("{} {description}", self.error.value)
    }

    /// The provider's answer as the beginning of a sentence: `The provider answered “invalid_grant” (“Code not valid”)`.
    pub(super) fn told(&self) -> String {
        let description = self.description.map(|text| text.value.trim()).filter(|text| !text.is_empty());
        let words = description.map_or(String::new(), |text| format!(" ({})", super::words::quoted(text)));
        format!("The provider answered {}{words}", super::words::quoted(&self.error.value))
    }

    /// The bytes that say so.
    pub(super) fn at(&self) -> impl Iterator<Item = Span> {
        [Some(self.error.at), self.description.map(|text| text.at)].into_iter().flatten()
    }
}
