//! Every reader sees the same text: no comment splits a name or a value.

use super::examined::{Examined, each_message};
use super::identify::quoted;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Spanned;
use crate::decode::saml::NameId;

/// Every reader sees the same text: no comment splits a name or a value.
pub static CHECK: Check = Check {
    id: "saml/name_id_text",
    title: "A comment splits a name or a value",
    verb: Verb::Should,
    spec: &[cite("SAML Core 2.0", "2.2.2"), cite("Canonical XML 1.0", "2.1")],
    why: "A signature does not cover comments. Readers that stop at one see a shorter name than those that read on, so \
          that the same signed assertion names two people.",
    remedy_idp: "Write names without comments; a comment here is the mark of tampering.",
    remedy_sp: "Keep the SAML library current: old ones read only up to the comment.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_message(look, |examined| {
        let texts = texts(examined);
        let split: Vec<Finding> = texts.iter().filter_map(split).collect();
        match (texts.len(), split.is_empty()) {
            (0, _) => Verdict::Silent,
            (read, true) => Verdict::pass(whole(read, examined)),
            (_, false) => Verdict::fail_all(split),
        }
    })
}

/// A text that says who or what, and what a reader sees of it who stops at a comment.
struct Text<'a> {
    called: &'static str,
    whole: &'a Spanned<String>,
    first_piece: Option<&'a str>,
}

fn texts(examined: Examined<'_>) -> Vec<Text<'_>> {
    let head = examined.saml.head().and_then(|head| head.issuer.as_ref());
    let mut texts: Vec<Text<'_>> = head.into_iter().map(|issuer| of_name("Issuer", issuer)).collect();
    for assertion in examined.saml.assertions() {
        let name_id = assertion.subject.as_ref().and_then(|subject| subject.name_id.as_ref());
        texts.extend(assertion.issuer.iter().map(|issuer| of_name("Issuer", issuer)));
        texts.extend(name_id.map(|name_id| of_name("NameID", name_id)));
        let values = assertion.attributes.iter().flat_map(|attribute| &attribute.values);
        texts.extend(values.map(|value| Text {
            called: "value of an attribute",
            whole: &value.text,
            first_piece: value.first_piece.as_deref(),
        }));
    }
    texts
}

fn of_name<'a>(called: &'static str, id: &'a NameId) -> Text<'a> {
    Text { called, whole: &id.value, first_piece: id.first_piece.as_deref() }
}

fn whole(read: usize, examined: Examined<'_>) -> Finding {
    let says = match read {
        1 => "No comment splits the one name here.".to_owned(),
        _ => format!("No comment splits any of the {read} names and values."),
    };
    Finding::new(says).at(examined.saml.tag())
}

/// What two kinds of readers make of a text that a comment splits.
fn split(text: &Text<'_>) -> Option<Finding> {
    let Text { called, whole, first_piece } = text;
    let (first, all) = (quoted((*first_piece)?), quoted(&whole.value));
    let says = format!(
        "A comment or processing instruction splits the {called}: some readers see “{first}”, others “{all}”. A consumer of the \
         family of CVE-2017-11427 would have believed “{first}”."
    );
    Some(Finding::new(says).at(whole.at).expected(all).observed(first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    #[test]
    fn both_readings_are_named() {
        assert!(matches!(verdict(&CHECK, RESPONSE, &[]), Verdict::Pass(_)));
        let said = verdict(&CHECK, &RESPONSE.replace(">alice<", ">alice<!-- x -->.evil<"), &[]);
        assert_eq!(said.findings()[0].observed.as_deref(), Some("alice"));
        assert_eq!(said.findings()[0].expected.as_deref(), Some("alice.evil"));
        assert!(verdict(&CHECK, &RESPONSE.replace(">staff<", ">staff<!-- x -->only<"), &[]).failed());
    }
}
