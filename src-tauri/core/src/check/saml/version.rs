//! Messages and assertions are of SAML version 2.0.

use super::examined::{Examined, each_message};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Spanned;
use crate::span::Span;

/// Messages and assertions are of SAML version 2.0.
pub static CHECK: Check = Check {
    id: "saml/version",
    title: "The SAML version is not 2.0",
    verb: Verb::Must,
    spec: &[cite("SAML Core 2.0", "2.3.3"), cite("SAML Core 2.0", "3.2.1"), cite("SAML Core 2.0", "4.1.3.1")],
    why: "A consumer of SAML 2.0 refuses another version, for the same element may mean something else there.",
    remedy_idp: "Write Version=\"2.0\" on every message and every assertion.",
    remedy_sp: "Tell the identity provider to speak SAML 2.0.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_message(look, of)
}

fn of(examined: Examined) -> Verdict {
    let of_head = examined.saml.head().map(|head| judge(examined.saml.called(), &head.version, head.tag));
    let of_assertions = examined.saml.assertions().iter().map(|assertion| match &assertion.version {
        Some(version) if assertion.is_saml1() && version.value.starts_with("1.") => {
            Verdict::pass(Finding::new(format!("The Assertion is of SAML {}.", version.value)).at(version.at))
        }
        version => judge("Assertion", version, assertion.tag),
    });
    Verdict::merge(of_head.into_iter().chain(of_assertions))
}

fn judge(of: &str, version: &Option<Spanned<String>>, tag: Span) -> Verdict {
    match version {
        Some(version) if version.value == "2.0" => {
            Verdict::pass(Finding::new(format!("The {of} is of version 2.0.")).at(version.at))
        }
        Some(version) => {
            let says = format!("The {of} says version “{}”.", super::identify::quoted(&version.value));
            Verdict::fail(Finding::new(says).at(version.at).expected("2.0").observed(version.value.clone()))
        }
        None => Verdict::fail(Finding::new(format!("The {of} names no version.")).at(tag).expected("2.0")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    #[test]
    fn another_version_or_none_fails() {
        assert!(!verdict(&CHECK, RESPONSE, &[]).failed());
        assert!(verdict(&CHECK, &RESPONSE.replacen("\"2.0\"", "\"1.1\"", 1), &[]).failed());
        assert!(verdict(&CHECK, &RESPONSE.replacen("Version=\"2.0\"", "", 1), &[]).failed());
    }
}
