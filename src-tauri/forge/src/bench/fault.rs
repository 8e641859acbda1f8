//! What a fault is, and what has to be said of it.

use crate::sample::Sample;

/// What is known of a fault beforehand.
#[derive(Debug)]
pub struct Known {
    /// Its name in the table.
    pub id: &'static str,
    /// What was done, in a line.
    pub what: &'static str,
    /// The causes of which one has to be named: several only where they say the same.
    pub causes: &'static [&'static str],
    /// Who has to act: several only where the flow can't show whose fault it is.
    pub owners: &'static [&'static str],
}

/// A fault that can be put into a flow.
pub(crate) struct Fault<F: 'static> {
    pub(crate) known: Known,
    part: Part,
    /// Whether what is further down can't be seen behind it.
    hides: bool,
    /// Puts it in; `None` where the flow has no place for it.
    pub(crate) put: fn(&mut F) -> Option<()>,
}

/// A sign-in that can still be changed.
pub(crate) trait Flow: Clone {
    /// The shape's name in the table.
    fn shape(&self) -> &'static str;
    /// What a person would paste of it.
    fn sample(&self) -> Sample;
}

/// The part of a sign-in that a fault touches: two faults of one part are one fault, or undo one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Who signed, how, and what the application trusts.
    Signature,
    /// Whom it is encrypted for.
    Encryption,
    /// Who it is from.
    Issuer,
    /// Whom it is for.
    Audience,
    /// Where it is sent.
    Address,
    /// Which request it answers.
    Request,
    /// When it holds.
    Time,
    /// Who it is about.
    Subject,
    /// What it says of them.
    Attributes,
    /// How they signed in.
    Context,
    /// What the other side said.
    Answer,
    /// What the provider publishes.
    Published,
    /// What became of it on the way, in the browser and at the servers.
    Way,
}

/// A fault by its name, what was done, and what has to be said.
pub(crate) const fn fault<F>(
    id: &'static str,
    part: Part,
    what: &'static str,
    causes: &'static [&'static str],
    owners: &'static [&'static str],
    put: fn(&mut F) -> Option<()>,
) -> Fault<F> {
    Fault { known: Known { id, what, causes, owners }, part, hides: false, put }
}

impl<F> Fault<F> {
    /// Nothing further down can be seen behind it.
    pub(crate) const fn hiding(self) -> Self {
        let Fault { known, part, put, .. } = self;
        Fault { known, part, hides: true, put }
    }

    /// Whether both can be in one sign-in and be told apart.
    pub(crate) fn stands_beside(&self, other: &Self) -> bool {
        let same_cause = self.known.causes.iter().any(|cause| other.known.causes.contains(cause));
        self.part != other.part
            && !self.hides
            && !other.hides
            && !same_cause
            && !explains(self.part, other.part)
    }
}

/// Parts of which a fault in one is a reason for one in the other: then one cause for both is right, and two are not asked for.
/// What is lost on the way takes the ties to the request along; another address is another way; and an issuer and a key that
/// both are others come from one other environment.
fn explains(one: Part, other: Part) -> bool {
    const RELATED: [(Part, Part); 3] =
        [(Part::Way, Part::Request), (Part::Way, Part::Address), (Part::Issuer, Part::Signature)];
    RELATED.contains(&(one, other)) || RELATED.contains(&(other, one))
}
