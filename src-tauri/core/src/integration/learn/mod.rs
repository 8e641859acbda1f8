//! Writes a playbook from good sign-ins: what did not vary becomes a value, what varied becomes a pattern, and each line says
//! where it comes from. What was seen once is a suggestion, and a key that only the message itself brings is none at all.

pub(super) mod observed;
mod pattern;

use std::collections::BTreeSet;

use super::draft::{Draft, Entry, list, quoted};
use super::papers::Papers;
use super::trial::GivenCapture;
use crate::case::Paste;
use crate::expect::{Expectations, Keys};
use crate::instant::Clock;
use crate::report::Outcome;
use observed::Observed;

/// Why nothing is learned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LearnError {
    /// A capture has no sign-in in it.
    #[error("{0}: there is no answer of an identity provider in it, and so nothing to learn from")]
    NoAnswer(String),
    /// A capture is not a good one.
    #[error("{name}: it would be refused, and what is wrong should not be learned: {why}")]
    NotGood {
        /// The capture.
        name: String,
        /// The report's headline.
        why: String,
    },
    /// A capture stays sealed.
    #[error("{0}: its answer is encrypted; give the key with --key")]
    Sealed(String),
    /// Two captures are of different integrations.
    #[error(
        "{first} and {second} are of different integrations: {key} is {one} in the one and {other} in the other"
    )]
    Different {
        /// One capture.
        first: String,
        /// The other.
        second: String,
        /// The key that differs.
        key: &'static str,
        /// Its value in the one.
        one: String,
        /// Its value in the other.
        other: String,
    },
}

/// Learns a playbook. `support` are the files that are vouched for, as the playbook will name them.
///
/// # Errors
/// Captures without a sign-in, bad ones, sealed ones, and ones of different integrations.
pub fn learn(
    captures: Vec<GivenCapture>,
    support: &[Paste],
    keys: &Keys,
    clock: Clock,
) -> Result<Draft, LearnError> {
    let with: Vec<(String, Vec<Paste>)> = captures
        .into_iter()
        .map(|capture| (capture.name, capture.pastes.into_iter().chain(support.iter().cloned()).collect()))
        .collect();
    let mut seen = Vec::new();
    for (name, pastes) in &with {
        seen.push(observe(name, pastes, keys)?);
    }
    same_integration(&seen)?;
    for (name, pastes) in with {
        has_to_be_good(name, pastes, keys, clock)?;
    }
    let mut draft = Draft::new(format!("Learned from {}.", counted(seen.len())));
    draft.remark(
        "A value stands where it did not vary, a pattern where it did; read each line before you rely on it.",
    );
    papers(&mut draft, support, &seen);
    names(&mut draft, &seen);
    habits(&mut draft, &seen);
    values(&mut draft, &seen);
    Ok(draft)
}

fn observe(name: &str, pastes: &[Paste], keys: &Keys) -> Result<Observed, LearnError> {
    let seen = Observed::of(name.to_owned(), pastes.to_vec(), keys);
    if seen.has_answer { Ok(seen) } else { Err(LearnError::NoAnswer(name.to_owned())) }
}

fn has_to_be_good(name: String, pastes: Vec<Paste>, keys: &Keys, clock: Clock) -> Result<(), LearnError> {
    let expectations = Expectations::default().with_keys(keys.clone());
    let report = crate::examine(pastes, &expectations, clock).report;
    let sealed = report.causes.iter().any(|cause| cause.id == "encrypted_for_another_key");
    match report.verdict {
        _ if sealed => Err(LearnError::Sealed(name)),
        Outcome::Rejected => Err(LearnError::NotGood { name, why: report.headline }),
        Outcome::Accepted | Outcome::Undetermined => Ok(()),
    }
}

fn counted(sign_ins: usize) -> String {
    if sign_ins == 1 { "1 sign-in".to_owned() } else { format!("{sign_ins} sign-ins") }
}

/// What names the two sides has to be the same in all.
const IDENTITY: &[&str] = &["saml.idp.entity_id", "saml.sp.entity_id", "oidc.op.issuer", "oidc.rp.client_id"];

fn same_integration(seen: &[Observed]) -> Result<(), LearnError> {
    let Some(first) = seen.first() else { return Ok(()) };
    for other in seen {
        for key in IDENTITY {
            let (Some(one), Some(two)) = (first.values.get(key), other.values.get(key)) else { continue };
            if one.is_disjoint(two) {
                let told = |values: &BTreeSet<String>| values.iter().cloned().collect::<Vec<_>>().join(", ");
                return Err(LearnError::Different {
                    first: first.name.clone(),
                    second: other.name.clone(),
                    key,
                    one: told(one),
                    other: told(two),
                });
            }
        }
    }
    Ok(())
}

/// The files that are vouched for, under the keys that name them.
fn papers(draft: &mut Draft, support: &[Paste], seen: &[Observed]) {
    let papers = Papers::read(support.to_vec());
    let issuers: BTreeSet<&String> =
        seen.iter().filter_map(|seen| seen.values.get("saml.idp.entity_id")).flatten().collect();
    for (entity, _) in
        papers.idps().filter(|(entity, _)| entity.entity_id.as_ref().is_some_and(|id| issuers.contains(id)))
    {
        draft.put("saml.idp.metadata", quoted(&entity.paper), "given with --with");
    }
    for (entity, _) in papers.sps() {
        draft.put("saml.sp.metadata", quoted(&entity.paper), "given with --with");
    }
    if let Some(document) = papers.discoveries.first() {
        draft.put("oidc.op.discovery", quoted(&document.paper), "given with --with");
    }
    if let Some(set) = papers.key_sets.first() {
        draft.put("oidc.op.jwks", quoted(&set.paper), "given with --with");
    }
    let loose: Vec<&str> = papers.loose.iter().map(|key| key.paper.as_str()).collect();
    draft.put_list("saml.idp.certificates", &loose, "given with --with");
    let is_saml = seen.iter().any(|seen| !seen.is_oidc);
    if is_saml && papers.idps().next().is_none() && loose.is_empty() {
        let shown: Vec<&str> = seen.iter().flat_map(|seen| &seen.embedded).map(String::as_str).collect();
        draft.remark("No key of the identity provider was given with --with. A message can bring any certificate along, so");
        draft.remark(
            "none is taken from it; ask the identity provider whether its own is the one that was seen:",
        );
        let once: BTreeSet<&str> = shown.into_iter().collect();
        once.into_iter().for_each(|called| draft.remark(format!("  {called}")));
    }
    if !is_saml && papers.key_sets.is_empty() {
        draft.remark(
            "No keys of the provider were given with --with: give its JWKS, or no token can be verified.",
        );
    }
}

/// All values that were seen under a key, and in how many sign-ins.
fn under<'s>(seen: &'s [Observed], key: &str) -> (BTreeSet<&'s str>, usize) {
    let with: Vec<&BTreeSet<String>> = seen.iter().filter_map(|seen| seen.values.get(key)).collect();
    (with.iter().flat_map(|values| values.iter()).map(String::as_str).collect(), with.len())
}

fn said(count: usize, of: usize) -> String {
    format!("seen in {count} of {}", counted(of))
}

/// What names the two sides.
fn names(draft: &mut Draft, seen: &[Observed]) {
    for key in ["saml.idp.entity_id", "saml.sp.entity_id", "oidc.op.issuer", "oidc.rp.client_id"] {
        let (values, count) = under(seen, key);
        if let [value] = values.iter().copied().collect::<Vec<_>>().as_slice() {
            draft.put(key, quoted(value), said(count, seen.len()));
        }
    }
    for key in ["saml.sp.acs", "saml.sp.audience", "oidc.rp.redirect_uri"] {
        let (values, count) = under(seen, key);
        let values: Vec<&str> = values.into_iter().collect();
        draft.put_list(key, &values, &said(count, seen.len()));
    }
    if under(seen, "saml.sp.entity_id").1 == 0 {
        // No request shows it; where there is one audience, it is what the identity provider calls the application.
        if let [audience] = under(seen, "saml.sp.audience").0.into_iter().collect::<Vec<_>>().as_slice() {
            draft.put("saml.sp.entity_id", quoted(audience), "the only Audience that was seen");
        }
    }
}

/// How the two sides do it: a rule where at least two sign-ins agree, a suggestion where one shows it.
fn habits(draft: &mut Draft, seen: &[Observed]) {
    let single = [
        "saml.idp.sso_url",
        "saml.sp.signed",
        "saml.sp.encrypted",
        "saml.sp.name_id_format",
        "saml.sp.requests_signed",
        "oidc.rp.response_type",
        "oidc.rp.id_token_alg",
        "oidc.rp.id_token_encrypted",
    ];
    for key in single {
        let (values, count) = under(seen, key);
        let bare = values.iter().all(|value| matches!(*value, "true" | "false"));
        let written = |value: &str| if bare { value.to_owned() } else { quoted(value) };
        match values.iter().copied().collect::<Vec<_>>().as_slice() {
            [value] if count >= 2 && count == seen.len() => {
                draft.put(key, written(value), said(count, seen.len()))
            }
            [value] => draft.suggest(
                key,
                written(value),
                format!("{}; a rule needs two that agree", said(count, seen.len())),
            ),
            [] => {}
            several => draft.suggest(key, list(several), "it varied, so there is no rule"),
        }
    }
    for key in ["saml.sp.authn_context", "oidc.rp.acr", "oidc.rp.scopes", "crypto.algorithms"] {
        let (values, count) = under(seen, key);
        let values: Vec<&str> = values.into_iter().collect();
        match values.is_empty() {
            true => {}
            false if count >= 2 && count == seen.len() => {
                draft.put(key, list(&values), said(count, seen.len()))
            }
            false => draft.suggest(
                key,
                list(&values),
                format!("{}; a rule needs two that agree", said(count, seen.len())),
            ),
        }
    }
    let longest = seen.iter().filter_map(|seen| seen.lifetime).max();
    if let Some(longest) = longest.filter(|longest| longest.num_seconds() > 0) {
        draft.suggest(
            "time.max_lifetime",
            quoted(&format!("{}s", longest.num_seconds())),
            "the longest that was seen",
        );
    }
}

/// Attributes or claims: those that were there and filled in every sign-in are required.
fn values(draft: &mut Draft, seen: &[Observed]) {
    let names: BTreeSet<&String> = seen.iter().flat_map(|seen| seen.attributes.keys()).collect();
    let people: BTreeSet<&String> = seen.iter().filter_map(|seen| seen.person.as_ref()).collect();
    for name in names {
        let with: Vec<&Observed> = seen.iter().filter(|seen| seen.attributes.contains_key(name)).collect();
        let section = if with.iter().any(|seen| seen.is_oidc) { "oidc.claim" } else { "saml.attribute" };
        let of_each: Vec<&Vec<String>> = with.iter().filter_map(|seen| seen.attributes.get(name)).collect();
        let all: BTreeSet<&str> =
            of_each.iter().flat_map(|values| values.iter()).map(String::as_str).collect();
        let always = with.len() == seen.len()
            && of_each.iter().all(|values| values.iter().any(|value| !value.trim().is_empty()));
        let mut entries = vec![
            Entry::new("name", quoted(name), said(with.len(), seen.len())),
            Entry::new("required", always.to_string(), presence(always, seen.len())),
        ];
        if of_each.iter().any(|values| values.len() > 1) {
            entries.push(Entry::new("many", "true", "it had several values"));
        }
        entries.extend(shape(&all.into_iter().collect::<Vec<_>>(), with.len(), people.len()));
        draft.list(section, entries);
    }
}

/// Whether it was in every sign-in, and what that is worth.
fn presence(always: bool, sign_ins: usize) -> &'static str {
    match (always, sign_ins) {
        (true, 1) => {
            "it was there in the one sign-in that was given; only more would show whether it always is"
        }
        (true, _) => "it was always there",
        (false, 1) => "it was empty in the one sign-in that was given",
        (false, _) => "it was not always there, or not always filled",
    }
}

/// A value that all people share is a rule; one that a single person has is theirs, and a suggestion at most.
fn shape(values: &[&str], sign_ins: usize, people: usize) -> Option<Entry> {
    match values {
        [] => None,
        [value] if sign_ins >= 2 && people >= 2 => {
            Some(Entry::new("equals", quoted(value), format!("the same for {people} people")))
        }
        [_] => None,
        several => {
            let pattern = pattern::common(several).filter(|pattern| pattern != ".+")?;
            let entry = Entry::new(
                "pattern",
                quoted(&pattern),
                format!("{} values have it in common", several.len()),
            );
            Some(if people >= 2 { entry } else { entry.doubtful() })
        }
    }
}
