//! Line ends: carriage returns that came in as references, or that were signed and are gone.

use super::explanation::ExplanationKind::{CarriageReturnsAdded, CarriageReturnsLost};
use super::undo::{Undo, each_attribute, each_text};

const RETURN: &str = "&#xD;";

pub(super) const UNDOS: &[Undo] = &[
    Undo {
        kind: CarriageReturnsAdded,
        says: "Carriage returns came into the texts, as references or doubled, as Windows writes line ends.",
        apply: |tokens| {
            let without = |text: &str| text.contains(RETURN).then(|| text.replace(RETURN, ""));
            each_attribute(&each_text(tokens, without), without)
        },
    },
    Undo {
        kind: CarriageReturnsAdded,
        says: "Line feeds were turned into carriage returns.",
        apply: |tokens| each_text(tokens, |text| text.contains(RETURN).then(|| text.replace(RETURN, "\n"))),
    },
    Undo {
        kind: CarriageReturnsLost,
        says: "It was signed with carriage returns (&#13;) before the line feeds of its texts; they are gone.",
        apply: |tokens| {
            each_text(tokens, |text| {
                let lone = text.contains('\n') && !text.contains(RETURN);
                lone.then(|| text.replace('\n', "&#xD;\n"))
            })
        },
    },
];
