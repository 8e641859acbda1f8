//! The person signed in the way that the application wants.

use super::examined::each_assertion;
use crate::check::known::Expected;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::AuthnStatement;
use crate::decode::saml::names::short;

/// The person signed in the way that the application wants.
pub static CHECK: Check = Check {
    id: "saml/authn_context",
    title: "The person signed in another way than was asked for",
    verb: Verb::Must,
    spec: &[cite("SAML Core 2.0", "3.3.2.2.1"), cite("SAML Core 2.0", "2.7.2.2")],
    why: "Where the application asks for a certain authentication context, such as a second factor, the answer has to \
          name it. Some applications don't look.",
    remedy_idp: "Give the context that was asked for, or answer with the status NoAuthnContext.",
    remedy_sp: "Ask for a context that the identity provider gives, or for none.",
    run,
};

fn run(look: &Look) -> Verdict {
    let wanted: Vec<&Expected> = look.known.saml.authn_contexts.decisive().collect();
    if wanted.is_empty() {
        return Verdict::Silent;
    }
    each_assertion(look, |_, assertion| {
        Verdict::merge(assertion.authn_statements.iter().map(|statement| of(statement, &wanted)))
    })
}

fn of(statement: &AuthnStatement, wanted: &[&Expected]) -> Verdict {
    let names: Vec<&str> = wanted.iter().map(|expected| short(&expected.value)).collect();
    let Some(context) = &statement.authn_context else {
        let says = "The AuthnStatement does not say how the person signed in.";
        return Verdict::fail(Finding::new(says).at(statement.at).expected(names.join(" or ")));
    };
    match wanted.iter().find(|expected| expected.value == context.value) {
        Some(expected) => {
            let says = format!(
                "The person signed in by {}, as {} asks.",
                short(&context.value),
                expected.origin.says
            );
            Verdict::pass(Finding::new(says).at(context.at))
        }
        None => {
            let says = format!(
                "The person signed in by {}; {} was asked for.",
                short(&context.value),
                names.join(" or ")
            );
            let origin = wanted.first().and_then(|expected| expected.origin.at);
            let finding = Finding::new(says).at(context.at).also(origin, "what was asked for");
            Verdict::fail(finding.expected(names.join(" or ")).observed(context.value.clone()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    #[test]
    fn another_context_fails_and_no_wish_is_silent() {
        let class = "saml.sp.authn_context=urn:oasis:names:tc:SAML:2.0:ac:classes:";
        let said = |name: &str| verdict(&CHECK, RESPONSE, &[&format!("{class}{name}")]);
        assert!(matches!(said("PasswordProtectedTransport"), Verdict::Pass(_)));
        assert!(said("X509").failed());
        assert_eq!(verdict(&CHECK, RESPONSE, &[]), Verdict::Silent);
    }
}
