//! Entries of sign-in logs in JSON: each product's own names for time, person, application and error.

mod adfs;
mod auth0;
mod entra;
mod google;
mod keycloak;
mod okta;
mod setup;

use super::Record;
use crate::decode::Spanned;
use crate::decode::oidc::{Json, Object};
use crate::limits::Limits;

/// How a product writes an entry of its sign-in log.
pub(super) struct Product {
    /// For scripts.
    pub(super) kind: &'static str,
    /// For people.
    pub(super) title: &'static str,
    /// Members that an entry has, all of them; each a path with dots.
    pub(super) signs: &'static [&'static str],
    /// What is pulled out: what to call it, and the members that may hold it.
    pub(super) fields: &'static [(&'static str, &'static [&'static str])],
}

/// The products, each before those whose signs it would show too.
pub(super) static PRODUCTS: &[&Product] = &[
    &okta::LOG,
    &entra::SENTINEL,
    &entra::DIAGNOSTICS,
    &entra::GRAPH,
    &keycloak::EVENT,
    &google::REPORT,
    &auth0::LOG,
    &adfs::EVENT,
    &setup::OKTA,
    &setup::KEYCLOAK,
    &setup::ENTRA,
];

/// Members in which products wrap their entries.
const LISTS: &[&str] = &["value", "records", "items", "events", "logs", "hits", "data"];

/// The records that a JSON document holds: itself, the items of an array, or those of a member that wraps them.
pub(in crate::decode) fn records(json: &Spanned<Json>) -> Vec<(crate::span::Span, Record)> {
    match &json.value {
        Json::Object(object) => match record(object) {
            Some(record) => vec![(json.at, record)],
            None => LISTS.iter().filter_map(|name| object.member(name)).flat_map(items).collect(),
        },
        Json::Array(_) => items(json),
        _ => Vec::new(),
    }
}

fn items(json: &Spanned<Json>) -> Vec<(crate::span::Span, Record)> {
    let Json::Array(items) = &json.value else { return Vec::new() };
    let read = |item: &Spanned<Json>| match &item.value {
        // Elastic wraps each entry once more.
        Json::Object(object) => record(object).or_else(|| match &object.member("_source")?.value {
            Json::Object(inner) => record(inner),
            _ => None,
        }),
        _ => None,
    };
    items.iter().take(Limits::MESSAGES).filter_map(|item| Some((item.at, read(item)?))).collect()
}

fn record(object: &Object) -> Option<Record> {
    let product =
        PRODUCTS.iter().find(|product| product.signs.iter().all(|sign| found(object, sign).is_some()))?;
    let mut record = Record { kind: product.kind, title: product.title, fields: Vec::new() };
    for (name, members) in product.fields {
        let value = members.iter().find_map(|member| scalar(found(object, member)?));
        if let Some(value) = value {
            record.tell(name, value);
        }
    }
    Some(record)
}

/// The value at a path; of an array, in its first item.
fn found<'a>(object: &'a Object, path: &str) -> Option<&'a Spanned<Json>> {
    // Some exports flatten the path into the name.
    if let Some(flat) = object.member(path) {
        return Some(flat);
    }
    let (first, rest) = path.split_once('.')?;
    match &object.member(first)?.value {
        Json::Object(inner) => found(inner, rest),
        Json::Array(items) => items.iter().find_map(|item| match &item.value {
            Json::Object(inner) => found(inner, rest),
            _ => None,
        }),
        _ => None,
    }
}

fn scalar(value: &Spanned<Json>) -> Option<Spanned<String>> {
    match &value.value {
        Json::Array(items) => items.first().and_then(scalar),
        other => Some(Spanned::new(other.scalar()?.to_owned(), value.at)),
    }
}
