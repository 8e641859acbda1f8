//! Attributes: their white space, and those that serializers drop or add by themselves.

use super::explanation::ExplanationKind::{AttributeAdded, AttributeLost, AttributeWhiteSpace};
use super::tokens::{Sort, Token};
use super::undo::{Undo, each_attribute};
use std::borrow::Cow;

const INSTANCE: &str = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
const SCHEMA: &str = " xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"";

pub(super) const UNDOS: &[Undo] = &[
    Undo {
        kind: AttributeWhiteSpace,
        says: "Line breaks or tabs came into attributes, where plain spaces were signed.",
        apply: |tokens| each_attribute(tokens, spaces_for_breaks),
    },
    Undo {
        kind: AttributeWhiteSpace,
        says: "Line breaks came into attributes, where nothing stood when it was signed.",
        apply: |tokens| each_attribute(tokens, without_breaks),
    },
    Undo {
        kind: AttributeWhiteSpace,
        says: "Spaces were put around or into the values of attributes.",
        apply: |tokens| {
            each_attribute(tokens, |value| {
                let single = value.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
                (single != value).then_some(single)
            })
        },
    },
    Undo {
        kind: AttributeWhiteSpace,
        says: "It was signed with line breaks in attributes, which are plain spaces now.",
        apply: |tokens| {
            each_attribute(tokens, |value| value.contains(' ').then(|| value.replace(' ', "&#xA;")))
        },
    },
    Undo {
        kind: AttributeLost,
        says: "The types of attribute values (xsi:type=\"xs:string\") are gone.",
        apply: |tokens| typed(tokens, INSTANCE),
    },
    Undo {
        kind: AttributeLost,
        says: "The types of attribute values (xsi:type=\"xs:string\") and their namespaces are gone.",
        apply: |tokens| typed(tokens, &[SCHEMA, INSTANCE].concat()),
    },
    Undo {
        kind: AttributeAdded,
        says: "Types were added to the attribute values (xsi:type).",
        apply: |tokens| {
            let typing = |token: &&Token<'_>| {
                token
                    .attribute()
                    .is_some_and(|(name, _)| matches!(name, "xsi:type" | "xmlns:xsi" | "xmlns:xs"))
            };
            tokens.iter().filter(|token| !typing(token)).cloned().collect()
        },
    },
];

fn spaces_for_breaks(value: &str) -> Option<String> {
    let spaced = value.replace("&#xD;", "").replace("&#xA;", " ").replace("&#x9;", " ");
    (spaced != value).then_some(spaced)
}

fn without_breaks(value: &str) -> Option<String> {
    let packed = value.replace("&#xD;", "").replace("&#xA;", "").replace("&#x9;", "");
    (packed != value).then_some(packed)
}

/// With the type that most products write on values that have none.
fn typed<'c>(tokens: &[Token<'c>], declarations: &str) -> Vec<Token<'c>> {
    let mut out = Vec::with_capacity(tokens.len() + 16);
    let mut untyped = false;
    for token in tokens {
        let is_value = token.sort == Sort::Open && token.name().ends_with("AttributeValue");
        untyped = is_value || untyped && !token.text.starts_with(" xsi:");
        if token.sort == Sort::Close && std::mem::take(&mut untyped) {
            let text = Cow::Owned(format!("{declarations} xsi:type=\"xs:string\""));
            out.push(Token { sort: Sort::Attribute, text, ..token.clone() });
        }
        out.push(token.clone());
    }
    out
}
