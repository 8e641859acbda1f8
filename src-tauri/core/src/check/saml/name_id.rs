//! The assertion says whom it speaks of.

use super::examined::{each_assertion, each_message};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::{Assertion, Encrypted, NameId, SamlBody};
use crate::span::Span;

/// The assertion says whom it speaks of.
pub static CHECK: Check = Check {
    id: "saml/name_id",
    title: "The assertion names nobody",
    verb: Verb::Should,
    spec: &[
        cite("SAML Core 2.0", "2.4.1"),
        cite("SAML Core 2.0", "2.2.2"),
        cite("SAML Core 2.0", "3.7.1"),
        cite("SAML Profiles 2.0", "4.1.4.2"),
    ],
    why: "Most applications find the account by the NameID. Some take an attribute instead.",
    remedy_idp: "Map the NameID to a field that every person has filled.",
    remedy_sp: "Where an attribute names the person, say so in the application's settings.",
    run,
};

fn run(look: &Look) -> Verdict {
    let of_logout = each_message(look, |examined| match &examined.saml.body {
        SamlBody::LogoutRequest(request) => {
            judge("The LogoutRequest", &request.name_id, &request.encrypted_id, request.head.tag)
        }
        _ => Verdict::Silent,
    });
    Verdict::merge([each_assertion(look, |_, assertion| of(assertion)), of_logout])
}

fn of(assertion: &Assertion) -> Verdict {
    match &assertion.subject {
        Some(subject) => judge("The Subject", &subject.name_id, &subject.encrypted_id, subject.at),
        None => Verdict::fail(Finding::new("The assertion has no Subject.").at(assertion.tag)),
    }
}

fn judge(of: &str, name_id: &Option<NameId>, encrypted: &Option<Encrypted>, at: Span) -> Verdict {
    match (name_id, encrypted) {
        (Some(name_id), _) if name_id.value.value.trim().is_empty() => {
            Verdict::fail(Finding::new("The NameID is empty.").at(name_id.at))
        }
        (Some(name_id), _) => Verdict::pass(Finding::new(format!("{of} has a NameID.")).at(name_id.value.at)),
        (None, Some(encrypted)) => {
            Verdict::pass(Finding::new(format!("{of} has an encrypted NameID.")).at(encrypted.at))
        }
        (None, None) => Verdict::fail(Finding::new(format!("{of} has no NameID.")).at(at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict, without};

    #[test]
    fn nobody_and_an_empty_name_fail() {
        assert!(!verdict(&CHECK, RESPONSE, &[]).failed());
        assert!(verdict(&CHECK, &RESPONSE.replace(">alice<", "> <"), &[]).failed());
        assert!(verdict(&CHECK, &without(RESPONSE, "saml:NameID"), &[]).failed());
        assert!(verdict(&CHECK, &without(RESPONSE, "saml:Subject"), &[]).failed());
    }
}
