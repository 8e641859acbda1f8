//! Values that somebody claims, kept apart by the weight of who does.

use super::Expected;
use crate::decode::Spanned;

/// How much a word weighs, from the lightest to the heaviest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// The capture shows it of the application: a request that it sent.
    Seen,
    /// It stands in something that the person vouches for.
    Vouched,
    /// The application was set to it: its own configuration, which the person gives, has it so.
    Configured,
    /// The person names it.
    Named,
}

/// A value, who says so, and how much that weighs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim<T = String> {
    /// The value and its origin.
    pub expected: Expected<T>,
    /// How much the word weighs.
    pub weight: Weight,
}

/// All claims of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims<T = String>(Vec<Claim<T>>);

impl<T> Default for Claims<T> {
    fn default() -> Self {
        Claims(Vec::new())
    }
}

impl<T: PartialEq + Clone> Claims<T> {
    /// Adds a claim, unless the same value has the same weight already.
    pub fn add(&mut self, weight: Weight, expected: Expected<T>) {
        if !self.0.iter().any(|claim| claim.weight == weight && claim.expected.value == expected.value) {
            self.0.push(Claim { expected, weight });
        }
    }

    /// Takes over the claims of another thing where it has none of that weight itself.
    pub(super) fn or_else(&mut self, other: &Claims<T>) {
        let missing = |weight| !self.0.iter().any(|claim| claim.weight == weight);
        let taken: Vec<Claim<T>> = other.0.iter().filter(|claim| missing(claim.weight)).cloned().collect();
        self.0.extend(taken);
    }
}

impl Claims {
    /// Adds values that stand in the case, each in its place.
    pub(super) fn add_found<'v>(
        &mut self,
        values: impl IntoIterator<Item = &'v Spanned<String>>,
        weight: Weight,
        says: &str,
    ) {
        for value in values {
            self.add(weight, Expected::found(value.value.clone(), says, value.at));
        }
    }
}

impl<T> Claims<T> {
    /// What decides: the claims of the heaviest word.
    pub fn decisive(&self) -> impl Iterator<Item = &Expected<T>> {
        let heaviest = self.0.iter().map(|claim| claim.weight).max();
        self.0.iter().filter(move |claim| Some(claim.weight) == heaviest).map(|claim| &claim.expected)
    }

    /// Every claim, so that a cause can see where they disagree.
    pub fn all(&self) -> &[Claim<T>] {
        &self.0
    }

    /// Whether nobody claims anything.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first claim that decides.
    pub fn first(&self) -> Option<&Expected<T>> {
        self.decisive().next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_word_decides_and_the_others_stay_visible() {
        let mut claims = Claims::default();
        claims.add(Weight::Seen, Expected::named("https://seen".to_owned(), "the request"));
        claims.add(Weight::Vouched, Expected::named("https://vouched".to_owned(), "the metadata"));
        claims.add(Weight::Vouched, Expected::named("https://vouched".to_owned(), "the metadata again"));
        let decisive: Vec<&str> = claims.decisive().map(|expected| expected.value.as_str()).collect();
        assert_eq!(decisive, ["https://vouched"]);
        assert_eq!(claims.all().len(), 2);
    }

    #[test]
    fn audiences_default_to_entity_ids_weight_by_weight() {
        let mut audiences = Claims::default();
        audiences.add(Weight::Seen, Expected::named("own".to_owned(), "x"));
        let mut ids = Claims::default();
        ids.add(Weight::Named, Expected::named("named".to_owned(), "y"));
        ids.add(Weight::Seen, Expected::named("seen".to_owned(), "z"));
        audiences.or_else(&ids);
        let all: Vec<&str> = audiences.all().iter().map(|claim| claim.expected.value.as_str()).collect();
        assert_eq!(all, ["own", "named"]);
    }
}
