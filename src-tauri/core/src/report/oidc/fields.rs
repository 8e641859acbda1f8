//! The telling fields of a message, short enough to show, and secrets only hinted at.

use crate::check::saml::identify::quoted;
use crate::decode::{Spanned, Time};
use crate::instant::stamp;
use crate::report::FieldShape;
use crate::span::Span;

/// Fields in the order of their adding; absent ones are left out.
#[derive(Default)]
pub(super) struct Fields(pub(super) Vec<FieldShape>);

impl Fields {
    /// A value as it is.
    pub(super) fn text<'v>(
        mut self,
        name: &str,
        values: impl IntoIterator<Item = &'v Spanned<String>>,
    ) -> Self {
        for value in values {
            self.push(name, quoted(&value.value), value.at);
        }
        self
    }

    /// A value that opens something: its start alone is shown.
    pub(super) fn secret(mut self, name: &str, value: &Option<Spanned<String>>) -> Self {
        if let Some(value) = value {
            self.push(name, hinted(&value.value), value.at);
        }
        self
    }

    /// Something whose value is never shown.
    pub(super) fn hidden(mut self, name: &str, at: Option<Span>) -> Self {
        if let Some(at) = at {
            self.push(name, "(not shown)".to_owned(), at);
        }
        self
    }

    /// A time, as people read it.
    pub(super) fn time(mut self, name: &str, value: &Option<Spanned<Time>>) -> Self {
        if let Some(time) = value {
            let shown = time.value.instant.map_or_else(|| quoted(&time.value.lexical), stamp);
            self.push(name, shown, time.at);
        }
        self
    }

    fn push(&mut self, name: &str, value: String, at: Span) {
        self.0.push(FieldShape { name: name.to_owned(), value, at: Some(at) });
    }
}

/// Characters of a secret that are shown, where it is long enough that the rest stays secret.
const HINT: usize = 6;

/// The start of a secret and its length.
fn hinted(secret: &str) -> String {
    let length = secret.chars().count();
    let start: String = secret.chars().take(if length >= 4 * HINT { HINT } else { 0 }).collect();
    format!("{start}… ({length} characters)")
}

/// A number as text.
pub(super) fn seconds(count: &Option<Spanned<i64>>) -> Option<Spanned<String>> {
    count.as_ref().map(|count| Spanned::new(count.value.to_string(), count.at))
}

/// Several values as one, with the bytes from the first to the last.
pub(super) fn joined(values: &[Spanned<String>]) -> Option<Spanned<String>> {
    let (first, last) = (values.first()?, values.last()?);
    let text = values.iter().map(|value| value.value.as_str()).collect::<Vec<_>>().join(", ");
    Some(Spanned::new(text, Span::new(first.at.layer, first.at.start..last.at.end)))
}

/// A value, or a word in its place.
pub(super) fn or<'v>(value: &'v Option<Spanned<String>>, otherwise: &'v str) -> std::borrow::Cow<'v, str> {
    match value {
        Some(value) => quoted(&value.value).into(),
        None => otherwise.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_only_hinted_at() {
        assert_eq!(hinted("abcdefghijklmnopqrstuvwxyz"), "abcdef… (26 characters)");
        assert_eq!(hinted("hunter2"), "… (7 characters)");
    }
}
