//! Markup or JSON out of a cell of a table, with each quotation mark written twice (RFC 4180, section 2, rule 7).

use super::{Repair, repaired};
use crate::case::{Case, Layer};
use crate::peel::form::{Bid, Form};
use crate::peel::unwrapped::Unwrapped;
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "doubled_quotes",
    title: "A message out of a cell of a table, its quotation marks doubled",
    example: "<samlp:Response ID=\"\"_1\"\" Version=\"\"2.0\"\">",
    surest: 93,
    needs: b"\"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    if first(&layer.bytes).is_some() {
        Bid::new(93, "its quotation marks are doubled, as in a table")
    } else {
        None
    }
}

/// Where the first doubled mark stands, in markup or JSON in which it can be nothing else.
fn first(bytes: &[u8]) -> Option<usize> {
    let lead = bytes.len() - bytes.trim_ascii_start().len();
    let text = bytes.trim_ascii_start();
    match text.first()? {
        // Right behind an empty value no name follows: there is white space between two attributes.
        b'<' => memchr::memmem::find_iter(text, b"=\"\"")
            .find(|at| {
                text.get(at + 3)
                    .is_some_and(|next| next.is_ascii_graphic() && !matches!(next, b'/' | b'>' | b'?' | b'"'))
            })
            .map(|at| lead + at + 1),
        b'{' => {
            let name = text.get(1..)?.iter().position(|byte| !byte.is_ascii_whitespace())? + 1;
            text.get(name..)?.starts_with(b"\"\"").then_some(lead + name)
        }
        _ => None,
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let Some(first) = first(&layer.bytes) else { return Vec::new() };
    let (mut out, mut kept) = (Unwrapped::default(), 0);
    for at in memchr::memmem::find_iter(&layer.bytes, b"\"\"") {
        out.stretch(&layer.bytes, kept..at, 0);
        out.unit(b"\"", at, 2);
        kept = at + 2;
    }
    out.stretch(&layer.bytes, kept..layer.bytes.len(), 0);
    let says = "Each quotation mark stands twice, as in a cell of a table; they were read as one.".to_owned();
    repaired(case, id, Repair { id: "doubled-quotes", says, at: first..first + 2, out })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_values_are_none() {
        assert_eq!(first(b"<a b=\"\"1\"\"/>"), Some(5));
        assert_eq!(first(b"<a b=\"\" c=\"1\"/>"), None);
        assert_eq!(first(b"<a b=\"\"/>"), None);
        assert_eq!(first(b"{ \"\"a\"\":1}"), Some(2));
        assert_eq!(first(b"{\"a\":\"\"}"), None);
    }
}
