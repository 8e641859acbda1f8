//! A server answered with an error, and nothing else in the capture tells why.

use super::ended::{self, ENDED};
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::refusals;
use super::told::kinds;
use crate::check::Look;
use crate::check::flow::journey::Seen;
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
    let (owner, means) = reading(look, page, &text);
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

/// What the words of an error page are known to mean, and who acts then: a code of its protocol, else the product's own words.
fn reading(look: &Look, page: Seen, text: &str) -> (Option<Owner>, String) {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    if let Some(refusal) = words.filter(|word| word.contains('_')).find_map(refusals::of) {
        return (Some(refusal.owner), format!(" {}", refusal.means));
    }
    let body = page.exchange.answer.body.as_ref().and_then(|body| body.layer);
    let on_page = look.said().iter().filter(|heard| body == Some(heard.at.layer) && heard.text.is_failure());
    let known = on_page.filter_map(|heard| kinds::of(heard.text.kind)).next_back();
    known.map_or((None, String::new()), |kind| (Some(kind.owner), format!(" {}", kind.means)))
}
