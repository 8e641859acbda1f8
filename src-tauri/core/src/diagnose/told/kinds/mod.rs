//! The kinds of fault that products' own words name: what each means, which causes fit it, who acts, and what would prove it.

mod access;
mod logout;
mod oidc;
mod reach;
mod saml;
mod tokens;
mod trust;

use crate::diagnose::Owner;
use crate::diagnose::form::Diagnosis;

/// A kind of fault, as words tell it.
pub struct Kind {
    /// Its name in `error_texts.txt`.
    pub id: &'static str,
    /// Who most likely has to act.
    pub owner: Owner,
    /// The causes that fit, the most usual one first; none, where no cause of ours says as much as the words do.
    pub causes: &'static [&'static str],
    /// What it means, as a sentence.
    pub means: &'static str,
    /// What would prove it: what to paste next.
    pub proof: &'static str,
    /// What to change, and where; the most useful first.
    pub fixes: &'static [(&'static str, &'static str)],
    /// Who acts instead where the sentence has these words, in small letters.
    pub turns: &'static [(&'static str, Owner)],
    /// Those of the causes that count only where they are seen.
    pub only_seen: &'static [&'static str],
    /// Whether it is a fault of its own, whatever else is shown: nobody has the account.
    pub stands_alone: bool,
}

const fn kind(
    id: &'static str,
    owner: Owner,
    causes: &'static [&'static str],
    means: &'static str,
    proof: &'static str,
    fixes: &'static [(&'static str, &'static str)],
) -> Kind {
    Kind { id, owner, causes, means, proof, fixes, turns: &[], only_seen: &[], stands_alone: false }
}

impl Kind {
    /// The same, where other words beside it tell of another who has to act.
    const fn turned_by(self, turns: &'static [(&'static str, Owner)]) -> Self {
        Kind { turns, ..self }
    }

    /// The same, with causes that the words alone don't prove.
    const fn only_if_seen(self, only_seen: &'static [&'static str]) -> Self {
        Kind { only_seen, ..self }
    }

    /// The same, which no other fault explains.
    const fn standing_alone(self) -> Self {
        Kind { stands_alone: true, ..self }
    }

    /// Who has to act, by the sentence that the words stand in.
    pub(in crate::diagnose) fn owner_by(&self, sentence: &str) -> Owner {
        let sentence = sentence.to_ascii_lowercase();
        let turn = self.turns.iter().find(|(words, _)| sentence.contains(words));
        turn.map_or(self.owner, |(_, owner)| *owner)
    }

    /// A diagnosis with what to change where, and what would prove it.
    pub(in crate::diagnose) fn remedied(&self, diagnosis: Diagnosis) -> Diagnosis {
        self.remedied_at("", diagnosis)
    }

    /// The same, with the places first whose names begin so.
    pub(in crate::diagnose) fn remedied_at(&self, side: &str, diagnosis: Diagnosis) -> Diagnosis {
        let mut fixes: Vec<_> = self.fixes.iter().collect();
        fixes.sort_by_key(|(place, _)| !place.starts_with(side));
        let fixed =
            fixes.into_iter().fold(diagnosis, |diagnosis, (place, what)| diagnosis.fix(*place, *what));
        fixed.settled_by(self.proof)
    }
}

/// Every kind.
pub fn all() -> impl Iterator<Item = &'static Kind> {
    [saml::KINDS, logout::KINDS, trust::KINDS, oidc::KINDS, reach::KINDS, tokens::KINDS, access::KINDS]
        .into_iter()
        .flatten()
}

/// The kind of a name.
pub fn of(id: &str) -> Option<&'static Kind> {
    all().find(|kind| kind.id == id)
}
