//! Limits that never bite, and pieces by their number: for inputs whose size is the point.

use ssoscope_xml::Limits;

pub(crate) fn unlimited() -> Limits {
    let many = usize::MAX / 2;
    Limits {
        bytes: many,
        depth: many,
        nodes: many,
        attributes: many,
        name: many,
        namespaces: many,
        problems: 100,
    }
}

/// So many pieces, each written by its number.
pub(crate) fn numbered(count: usize, each: impl Fn(&mut String, usize)) -> String {
    let mut text = String::new();
    (0..count).for_each(|n| each(&mut text, n));
    text
}
