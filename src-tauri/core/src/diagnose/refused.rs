//! The errors that a provider answered, where, and in which words: what causes recognise OAuth refusals by.

use super::words::{quoted, said};
use crate::check::Look;
use crate::check::oidc::sign_ins::{answers, captured};
use crate::decode::oidc::Side;
use crate::decode::{Body, Spanned};
use crate::span::Span;

/// An error that a provider answered.
pub(super) struct Refused<'a> {
    /// Its code: `invalid_grant`; a page may name none.
    pub(super) error: Option<&'a Spanned<String>>,
    /// The provider's own words beside it.
    pub(super) description: Option<&'a Spanned<String>>,
    /// Whether it came through the browser, and not from an endpoint.
    pub(super) by_browser: bool,
}

/// The errors that the provider answered, in the order of their appearance.
pub(super) fn all<'a>(look: &Look<'a>) -> Vec<Refused<'a>> {
    let by_browser = answers(look).into_iter().filter_map(|answer| {
        let error = answer.error.as_ref()?;
        Some(Refused { error: Some(error), description: answer.error_description.as_ref(), by_browser: true })
    });
    let by_endpoint = captured(look).filter_map(|message| match &message.body {
        Body::TokenResponse(answer) => {
            let error = answer.error.as_ref()?;
            Some(Refused {
                error: Some(error),
                description: answer.error_description.as_ref(),
                by_browser: false,
            })
        }
        Body::ErrorPage(page) if page.side == Side::Provider => Some(Refused {
            error: page.error.as_ref(),
            description: Some(&page.says),
            by_browser: page.status.is_some(),
        }),
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
        self.error.is_some_and(|error| codes.contains(&error.value.as_str()))
    }

    /// Whether its code or its words hold one of these, in any letters.
    pub(super) fn speaks(&self, words: &[&str]) -> bool {
        let said = self.said().to_lowercase();
        words.iter().any(|word| holds(&said, &word.to_lowercase()))
    }

    fn said(&self) -> String {
        let description = self.description.map_or("", |text| text.value.as_str());
        format!("{} {description}", self.error.map_or("", |error| error.value.as_str()))
    }

    /// The provider's answer as the beginning of a sentence: `The provider answered “invalid_grant” (“Code not valid”)`.
    pub(super) fn told(&self) -> String {
        let description = self.description.map(|text| text.value.trim()).filter(|text| !text.is_empty());
        // Many repeat the code in the words beside it.
        let error = self.error.filter(|error| !description.is_some_and(|text| text.contains(&error.value)));
        match (error, description) {
            (Some(error), Some(text)) => {
                format!("The provider answered {} ({})", quoted(&error.value), said(text))
            }
            (Some(error), None) => format!("The provider answered {}", quoted(&error.value)),
            (None, text) => {
                let with = if self.error.is_some() { "" } else { " with a page that says" };
                format!("The provider answered{with} {}", said(text.unwrap_or_default()))
            }
        }
    }

    /// The first address that the provider's words name.
    pub(super) fn address(&self) -> Option<&str> {
        let words = self.description?.value.as_str();
        let start = ["https://", "http://"].iter().filter_map(|scheme| words.find(scheme)).min()?;
        let rest = words.get(start..)?;
        let ends = |c: char| {
            c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | '“' | '”' | '‘' | '’' | ')' | ',')
        };
        let address = rest.split(ends).next()?;
        Some(address.trim_end_matches(['.', ';', ':']))
    }

    /// The bytes that say so.
    pub(super) fn at(&self) -> impl Iterator<Item = Span> {
        [self.error, self.description].into_iter().flatten().map(|text| text.at)
    }
}

/// Whether a text holds words; a number stands there whole, for AADSTS700022 is another than AADSTS7000222.
fn holds(said: &str, word: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let numbered = word.ends_with(digit);
    said.match_indices(word).any(|(at, word)| {
        let rest = said.get(at + word.len()..).unwrap_or_default();
        !(numbered && rest.starts_with(digit))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_not_part_of_a_longer_one() {
        assert!(holds("aadsts700022: the scope names two resources", "aadsts700022"));
        assert!(!holds("aadsts7000222: the secret has run out", "aadsts700022"));
        assert!(holds("aadsts7000222 or aadsts700022", "aadsts700022"));
        assert!(holds("invalid_scopes", "invalid_scope"));
    }
}
