//! The order of names in canonical form (Canonical XML §2.3): by code point, which in UTF-8 is the order of the bytes.

use super::NamespaceId;
use crate::tree::{AttributeRow, Document};
use std::cmp::Ordering;

/// Up to this many names are compared where they stand. Of more, the first bytes of each are laid side by side before: a name that
/// is looked up for each comparison costs more than all the rest of it.
const COMPARED: usize = 16;

/// Sorts numbers by the text that each stands for; equal ones stay as they are.
pub(super) fn by_text<'t>(numbers: &mut [u32], text: impl Fn(u32) -> &'t str) {
    if numbers.len() <= COMPARED {
        return numbers.sort_by(|a, b| text(*a).cmp(text(*b)));
    }
    let mut headed: Vec<(u128, u32)> = numbers.iter().map(|number| (head(text(*number)), *number)).collect();
    headed.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| text(a.1).cmp(text(b.1))));
    numbers.iter_mut().zip(headed).for_each(|(number, (_, sorted))| *number = sorted);
}

/// The first bytes of a text as a number that is less where the text is.
fn head(text: &str) -> u128 {
    let mut head = [0; 16];
    head.iter_mut().zip(text.bytes()).for_each(|(to, from)| *to = from);
    u128::from_be_bytes(head)
}

/// The places of attributes as they are written: by namespace name, then by local name.
pub(super) fn of_attributes(document: &Document, rows: &[AttributeRow], order: &mut Vec<u32>) {
    order.clear();
    order.extend((0u32..).take(rows.len()));
    let row = |at: u32| rows.get(at as usize);
    let local = |at: u32| row(at).map_or("", |row| document.slice(row.name.local()));
    let namespace = |at: u32| row(at).map_or(NamespaceId::NONE, |row| row.name.namespace);
    if rows.len() <= COMPARED {
        return order
            .sort_by(|a, b| in_order(document, (namespace(*a), local(*a)), (namespace(*b), local(*b))));
    }
    by_text(order, local);
    if rows.iter().any(|row| row.name.namespace != namespace(0)) {
        by_namespace(document, order, namespace);
    }
}

/// Of places sorted by local name, those of one namespace side by side, the namespaces sorted by their names. A name is looked at
/// once for all of its places.
fn by_namespace(document: &Document, order: &mut Vec<u32>, namespace: impl Fn(u32) -> NamespaceId) {
    let mut grouped: Vec<(u32, u32)> = order.iter().map(|at| (namespace(*at).0, *at)).collect();
    grouped.sort_by_key(|(namespace, _)| *namespace);
    let groups: Vec<&[(u32, u32)]> = grouped.chunk_by(|a, b| a.0 == b.0).collect();
    let group = |at: u32| groups.get(at as usize).copied().unwrap_or_default();
    let mut sorted: Vec<u32> = (0u32..).take(groups.len()).collect();
    by_text(&mut sorted, |at| group(at).first().map_or("", |(id, _)| document.namespaces.text(*id)));
    order.clear();
    order.extend(sorted.into_iter().flat_map(group).map(|(_, at)| *at));
}

/// Namespace name first, then local name, each by code point.
pub(super) fn in_order(document: &Document, a: (NamespaceId, &str), b: (NamespaceId, &str)) -> Ordering {
    if a.0 == b.0 {
        return a.1.cmp(b.1);
    }
    document.namespaces.text(a.0.0).cmp(document.namespaces.text(b.0.0)).then_with(|| a.1.cmp(b.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::c14n::{Canonicalization, Method};
    use crate::tree::NodeId;

    #[test]
    fn many_names_are_sorted_as_few_are() {
        let words = [
            "a",
            "a!",
            "ab",
            "a\u{e9}",
            "abcdefghijklmnop",
            "abcdefghijklmnopq",
            "abcdefghijklmnopa",
            "",
            "b",
        ];
        let mut numbers: Vec<u32> = (0..40).map(|at| at * 7 % 40).collect();
        let text = |number: u32| words[number as usize % words.len()];
        let mut expected = numbers.clone();
        expected.sort_by(|a, b| text(*a).cmp(text(*b)));
        by_text(&mut numbers, text);
        assert_eq!(numbers, expected);
    }

    #[test]
    fn many_attributes_stand_by_namespace_and_name() {
        let of_prefix =
            |prefix: &str| (0..20).rev().map(|at| format!(" {prefix}n{at:02}='{at}'")).collect::<String>();
        let text = format!(
            "<r xmlns:p='urn:z' xmlns:q='urn:a'{}{}{}/>",
            of_prefix("p:"),
            of_prefix(""),
            of_prefix("q:")
        );
        let document = Document::read(text.as_bytes());
        let bytes = Canonicalization::new(Method::Exclusive).bytes(&document, NodeId::DOCUMENT, None);
        let written = String::from_utf8(bytes).unwrap();
        let names: Vec<&str> = written.split(' ').skip(3).filter_map(|word| word.split('=').next()).collect();
        let expected: Vec<String> = ["", "q:", "p:"]
            .iter()
            .flat_map(|prefix| (0..20).map(move |at| format!("{prefix}n{at:02}")))
            .collect();
        assert_eq!(names, expected);
    }
}
