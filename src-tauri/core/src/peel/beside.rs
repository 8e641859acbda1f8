//! What stands behind the first thing of a paste: an error text below a message, an answer below a command.
//!
//! Only of what somebody gave: within a value, what follows a document is a fault of the value.

use super::{
    excerpts,
    http::curl,
    json,
    logs::{log_entry, ndjson},
    printed,
};
use crate::case::{Layer, LayerKind};

/// Layers that are what somebody gave, and not a value of something larger.
const GIVEN: &[LayerKind] = &[
    LayerKind::Paste,
    LayerKind::Charset,
    LayerKind::Repaired,
    LayerKind::QuotedPrintable,
    LayerKind::ArchiveEntry,
    LayerKind::CharacterReferences,
];

/// Whether a layer is what somebody gave, or the words of an entry of a log.
pub(crate) fn is_given(layer: &Layer) -> bool {
    let words = || layer.travel.parameter.as_deref().is_some_and(log_entry::tells);
    GIVEN.contains(&layer.kind) || layer.kind == LayerKind::JsonString && words()
}

/// Whether a paste goes on behind the message, the object or the command that it starts with.
pub(super) fn goes_on(layer: &Layer) -> bool {
    let text = layer.bytes.trim_ascii();
    is_given(layer)
        && first_end(text)
            .is_some_and(|end| text.get(end..).is_some_and(|rest| !rest.trim_ascii().is_empty()))
}

/// Where the first thing ends, where it has an end.
fn first_end(text: &[u8]) -> Option<usize> {
    match text.first()? {
        b'<' => excerpts::element(text),
        b'{' if (json::starts(text) || printed::starts(text)) && !ndjson::begins(text) => {
            excerpts::object(text)
        }
        _ => curl::command_end(text),
    }
}

#[cfg(test)]
mod tests {
    use crate::Paste;
    use crate::peel::peel;

    fn opened(text: &str) -> Vec<String> {
        let case = peel(vec![Paste::capture("paste", text)]);
        let above = case.layers().iter().filter(|layer| layer.from.is_some_and(|from| from.layer.0 == 0));
        above.filter_map(|layer| layer.text().map(str::to_owned)).collect()
    }

    #[test]
    fn what_stands_behind_the_first_thing_is_found_too() {
        let assertion = "<saml:Assertion ID=\"_1\"><saml:Issuer>i</saml:Issuer></saml:Assertion>";
        assert_eq!(opened(&format!("{assertion}\n\nand then nothing happened")), [assertion]);
        let key_set = "{\"keys\":[{\"kty\":\"oct\"}]}";
        assert_eq!(opened(&format!("{key_set}\n{assertion}")), [key_set, assertion]);
        let curl = "curl -d 'grant_type=refresh_token' \\\n  https://op.example/token";
        assert_eq!(
            opened(&format!("{curl}\n{{\"error\":\"invalid_grant\"}}")),
            [curl, "{\"error\":\"invalid_grant\"}"]
        );
    }

    #[test]
    fn an_element_inside_one_of_its_own_name_ends_nothing() {
        let nested = "<md:EntitiesDescriptor><md:EntitiesDescriptor></md:EntitiesDescriptor><md:EntitiesDescriptor>\n</md:EntitiesDescriptor></md:EntitiesDescriptor>";
        assert!(opened(nested).is_empty());
        assert_eq!(opened(&format!("{nested}\nall of it")), [nested]);
    }
}
