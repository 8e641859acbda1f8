//! The answer says that the person signed in.

use super::examined::{Examined, each_message, unless_shortened};
use super::needs;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};

/// The answer says that the person signed in.
pub static CHECK: Check = Check {
    id: "saml/authn_statement",
    title: "The assertion does not say that anybody signed in",
    verb: Verb::Must,
    spec: &[cite("SAML Profiles 2.0", "4.1.4.2"), cite("SAML Core 2.0", "2.7.2")],
    why: "Attributes alone say who somebody is, not that they have signed in. At least one assertion needs an \
          AuthnStatement.",
    remedy_idp: "Issue an AuthnStatement with AuthnInstant and AuthnContext.",
    remedy_sp: "Nothing to change here.",
    run,
};

fn run(look: &Look) -> Verdict {
    unless_shortened(look, each_message(look, of))
}

fn of(examined: Examined) -> Verdict {
    let assertions = examined.saml.assertions();
    if let Some(statement) = assertions.iter().flat_map(|assertion| &assertion.authn_statements).next() {
        return Verdict::pass(Finding::new("There is an AuthnStatement.").at(statement.at));
    }
    if examined.saml.encrypted_assertions().iter().any(|encrypted| !encrypted.opening.is_opened()) {
        return Verdict::needs(needs::decryption_key());
    }
    match assertions.first() {
        Some(assertion) => {
            Verdict::fail(Finding::new("No assertion has an AuthnStatement.").at(assertion.tag))
        }
        None => Verdict::Silent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict, without};

    #[test]
    fn attributes_alone_fail() {
        assert!(!verdict(&CHECK, RESPONSE, &[]).failed());
        assert!(verdict(&CHECK, &without(RESPONSE, "saml:AuthnStatement"), &[]).failed());
    }
}
