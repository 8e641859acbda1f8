//! The same text twice: pasted twice into one field.

use super::{Repair, repaired};
use crate::case::{Case, Layer};
use crate::peel::form::{Bid, Form};
use crate::peel::unwrapped::Unwrapped;
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "doubled",
    title: "A text that was pasted twice",
    example: "PHNhb…PT4=PHNhb…PT4=",
    surest: 97,
    needs: b"",
    bid,
    open,
};

/// Bytes of each half, at least.
const SHORTEST: usize = 40;

fn bid(layer: &Layer) -> Option<Bid> {
    if first_half(&layer.bytes).is_some() { Bid::new(97, "its second half repeats its first") } else { None }
}

/// Where the first of two like halves stands; little white space may part them.
fn first_half(bytes: &[u8]) -> Option<std::ops::Range<usize>> {
    let lead = bytes.len() - bytes.trim_ascii_start().len();
    let text = bytes.trim_ascii();
    (0..=4).filter(|gap| text.len() >= gap + 2 * SHORTEST && (text.len() - gap).is_multiple_of(2)).find_map(
        |gap| {
            let half = (text.len() - gap) / 2;
            let (first, rest) = text.split_at_checked(half)?;
            let (between, second) = rest.split_at_checked(gap)?;
            let same = first == second && between.iter().all(u8::is_ascii_whitespace);
            (same && first.iter().any(|byte| Some(byte) != first.first())).then(|| lead..lead + half)
        },
    )
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let Some(half) = first_half(&layer.bytes) else { return Vec::new() };
    let mut out = Unwrapped::default();
    out.stretch(&layer.bytes, half.clone(), 0);
    let at = half.end..layer.bytes.len();
    let says = "The same text stands here twice, as if it was pasted twice; it was read once.".to_owned();
    repaired(case, id, Repair { id: "doubled", says, at, out })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_must_be_alike() {
        let text = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2kifQ.c2lnbmF0dXJlMTIzNDU2Nzg5MA";
        assert_eq!(first_half(format!("{text}{text}").as_bytes()), Some(0..text.len()));
        assert_eq!(first_half(format!(" {text}\n\n{text}\n").as_bytes()), Some(1..1 + text.len()));
        assert_eq!(first_half(format!("{text}{text}x").as_bytes()), None);
        assert_eq!(first_half("ab".repeat(10).as_bytes()), None);
    }
}
