//! What a sign-in shows otherwise than a playbook says: values that a person may take into it, each deliberately.

use serde::Serialize;
use toml_edit::{DocumentMut, Item, Table};

use super::learn::observed::Observed;
use crate::case::{Case, Paste};
use crate::expect::Keys;

/// A value that a sign-in shows and a playbook does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Offer {
    /// The key of the playbook that it would stand under, such as `saml.sp.entity_id`.
    pub key: String,
    /// The value that was observed.
    pub value: String,
    /// What the playbook says there now.
    pub stands: Vec<String>,
}

/// The values in which a case differs from a playbook's text, in the order of their keys. A key on which the playbook is
/// silent is offered nothing: that would be learning, and not a difference.
pub fn offers(text: &str, case: &Case, keys: &Keys) -> Vec<Offer> {
    let Ok(document) = text.parse::<DocumentMut>() else { return Vec::new() };
    let given = case
        .layers()
        .iter()
        .filter(|layer| layer.from.is_none())
        .map(|layer| Paste { role: layer.role, ..Paste::capture(layer.name.clone(), layer.bytes.to_vec()) });
    let seen = Observed::of(String::new(), given.collect(), keys);
    let each = seen.values.into_iter().flat_map(|(key, values)| {
        let stands = standing(document.as_table(), key);
        values.into_iter().map(move |value| Offer { key: key.to_owned(), value, stands: stands.clone() })
    });
    each.filter(|offer| !offer.stands.is_empty() && !offer.stands.contains(&offer.value)).collect()
}

/// What a text says under a key, each value as it would be accepted.
fn standing(root: &Table, key: &str) -> Vec<String> {
    let mut parts = key.split('.');
    let first = parts.next().and_then(|name| root.get(name));
    let Some(item) = parts.fold(first, |at, name| at?.get(name)) else { return Vec::new() };
    match item.as_array() {
        Some(list) => list.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect(),
        None => single(item).into_iter().collect(),
    }
}

fn single(item: &Item) -> Option<String> {
    let text = item.as_str().map(str::to_owned);
    text.or_else(|| item.as_bool().map(|flag| flag.to_string()))
        .or_else(|| item.as_integer().map(|count| count.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expect::Expectations;
    use crate::instant::Clock;

    const REQUEST: &str = concat!(
        "<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ",
        "xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_1\" Version=\"2.0\" ",
        "IssueInstant=\"2026-05-12T08:15:00Z\" AssertionConsumerServiceURL=\"https://app.example/acs\">",
        "<saml:Issuer>https://app.example/sp</saml:Issuer></samlp:AuthnRequest>"
    );

    fn offered(text: &str) -> Vec<Offer> {
        let now = chrono::DateTime::UNIX_EPOCH;
        let pastes = vec![Paste::capture("request", REQUEST)];
        let examined = crate::examine(pastes, &Expectations::default(), Clock::Now(now));
        offers(text, &examined.case, &Keys::default())
    }

    #[test]
    fn what_differs_is_offered_with_what_stands() {
        let book =
            "[saml.sp]\nentity_id = \"https://app.example/old\"\nacs = [\"https://app.example/acs\"]\n";
        let offer = Offer {
            key: "saml.sp.entity_id".into(),
            value: "https://app.example/sp".into(),
            stands: vec!["https://app.example/old".into()],
        };
        assert_eq!(offered(book), [offer]);
    }

    #[test]
    fn where_the_playbook_is_silent_or_agrees_nothing_is() {
        assert_eq!(offered("[saml.sp]\nentity_id = \"https://app.example/sp\"\n"), []);
        assert_eq!(offered("[oidc.rp]\nclient_id = \"x\"\n"), []);
        assert_eq!(offered("no toml ["), []);
    }
}
