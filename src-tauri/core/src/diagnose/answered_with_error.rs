//! A server answered with an error, and nothing else in the capture tells why.

use super::ended::{self, ENDED};
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::refusals::{self, Refusal};
use super::told::kinds::{self, Kind};
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
    let refusal = refusal(&text);
    let kind = kind(look, page).filter(|_| refusal.is_none());
    let by_party = match (proxy, party) {
        (Some(_), _) => Owner::Network,
        (None, Some(PartyRole::IdentityProvider | PartyRole::Intermediary)) => Owner::IdpAdmin,
        (None, _) => Owner::SpAdmin,
    };
    let known =
        refusal.map(|refusal| (refusal.owner, refusal.means)).or(kind.map(|kind| (kind.owner, kind.means)));
    let owner = known.map_or(by_party, |(owner, _)| owner);
    let means = known.map_or(String::new(), |(_, means)| format!(" {means}"));
    let diagnosis = Diagnosis::new(Confidence::Possible, owner, format!("{}{means}", finding.says))
        .shown_by(verdicts.spans(ENDED));
    Some(match kind {
        Some(kind) => kind.remedied(diagnosis),
        None => looked_up(diagnosis, owner),
    })
}

/// Where nothing more is known than that there is an error.
fn looked_up(diagnosis: Diagnosis, owner: Owner) -> Diagnosis {
    let place = match owner {
        Owner::IdpAdmin => "Identity provider, its log at that minute",
        Owner::Network => "Proxy, gateway or filter on the way, its log at that minute",
        _ => "Application, its log at that minute",
    };
    diagnosis
        .fix(place, "Look up the request; the reason stands there.")
        .settled_by("The log of who answered, or the settings and metadata of both sides, which the messages can be held against.")
}

/// A code of its protocol that an error page has.
fn refusal(text: &str) -> Option<&'static Refusal> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words.filter(|word| word.contains('_')).find_map(refusals::of)
}

/// The kind of fault that a product's own words on an error page name.
fn kind(look: &Look, page: Seen) -> Option<&'static Kind> {
    let body = page.exchange.answer.body.as_ref().and_then(|body| body.layer);
    let on_page = look.said().iter().filter(|heard| body == Some(heard.at.layer) && heard.text.is_failure());
    on_page.filter_map(|heard| kinds::of(heard.text.kind)).next_back()
}
