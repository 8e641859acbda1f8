//! A server answered with an error, and nothing else in the capture tells why.

use super::ended::{self, ENDED};
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::refusals;
use crate::check::Look;
use crate::flow::{PartyRole, words, written_by_proxy};

/// A server answered with an error, and nothing else in the capture tells why.
pub static CAUSE: Cause = Cause {
    id: "answered_with_error",
    title: "A server answered with an error of its own",
    explains: ENDED,
    prevention: "Have error pages say what failed and name an ID that stands in the log too.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(ENDED).next().filter(|_| !verdicts.errs_beside(ENDED))?;
    let page = ended::page(look, verdicts)?;
    let said = words(look.case, page.exchange);
    let party = look.traffic.party_at(&page.exchange.url.value).map(|party| party.role);
    let proxy = written_by_proxy(page.exchange, said.as_ref());
    let text = said.map(|said| said.text).unwrap_or_default();
    let (owner, means) = reading(&text);
    let by_party = match (proxy, party) {
        (Some(_), _) => Owner::Network,
        (None, Some(PartyRole::IdentityProvider | PartyRole::Intermediary)) => Owner::IdpAdmin,
        (None, _) => Owner::SpAdmin,
    };
    let owner = owner.unwrap_or(by_party);
    let place = match owner {
        Owner::IdpAdmin => "Identity provider, its log at that minute",
        Owner::Network => "Proxy, gateway or filter on the way, its log at that minute",
        _ => "Application, its log at that minute",
    };
    Some(
        Diagnosis::new(Confidence::Possible, owner, format!("{}{means}", finding.says))
            .fix(place, "Look up the request; the reason stands there.")
            .shown_by(verdicts.spans(ENDED))
            .settled_by("The log of who answered, or the settings and metadata of both sides, which the messages can be held against."),
    )
}

/// What the words of an error page are known to mean, and who acts then.
fn reading(text: &str) -> (Option<Owner>, String) {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    if let Some(refusal) = words.filter(|word| word.contains('_')).find_map(refusals::of) {
        return (Some(refusal.owner), format!(" {}", refusal.means));
    }
    let lower = text.to_ascii_lowercase();
    let known = PHRASES.iter().find(|phrase| phrase.words.iter().all(|word| lower.contains(word)));
    known.map_or((None, String::new()), |phrase| (Some(phrase.owner), format!(" {}", phrase.means)))
}

/// Words that error pages of identity providers have in common.
struct Phrase {
    words: &'static [&'static str],
    owner: Owner,
    means: &'static str,
}

const UNKNOWN: &str = "The identity provider does not know the application that asks.";
const UNSIGNED: &str =
    "The identity provider wants requests of this application signed, and this one is not.";

static PHRASES: &[Phrase] = &[
    Phrase { words: &["unsigned"], owner: Owner::SpAdmin, means: UNSIGNED },
    Phrase { words: &["not signed"], owner: Owner::SpAdmin, means: UNSIGNED },
    Phrase { words: &["signature", "missing"], owner: Owner::SpAdmin, means: UNSIGNED },
    Phrase { words: &["signature", "required"], owner: Owner::SpAdmin, means: UNSIGNED },
    Phrase { words: &["metadata", "not found"], owner: Owner::IdpAdmin, means: UNKNOWN },
    Phrase { words: &["unable to locate metadata"], owner: Owner::IdpAdmin, means: UNKNOWN },
    Phrase { words: &["unknown service provider"], owner: Owner::IdpAdmin, means: UNKNOWN },
    Phrase { words: &["unknown", "entity"], owner: Owner::IdpAdmin, means: UNKNOWN },
    Phrase { words: &["no active relying party"], owner: Owner::IdpAdmin, means: UNKNOWN },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_page_tell_who_acts() {
        assert_eq!(
            reading("error: invalid_scope, sorry").0,
            refusals::of("invalid_scope").map(|known| known.owner)
        );
        assert_eq!(reading("Metadata not found for https://sp.example").0, Some(Owner::IdpAdmin));
        assert_eq!(reading("The request is not signed").0, Some(Owner::SpAdmin));
        assert_eq!(reading("Oops"), (None, String::new()));
    }
}
