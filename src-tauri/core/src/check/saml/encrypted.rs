//! The assertion is encrypted where the application wants it so.

use super::examined::each_assertion;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::Assertion;

/// The assertion is encrypted where the application wants it so.
pub static CHECK: Check = Check {
    id: "saml/encrypted",
    title: "The assertion is not encrypted, though it has to be",
    verb: Verb::Must,
    spec: &[cite("SAML Core 2.0", "6.2"), cite("SAML Core 2.0", "2.3.4")],
    why: "An application that is set to take encrypted assertions only refuses one in clear text.",
    remedy_idp: "Give the application's encryption certificate to the identity provider and switch encryption on.",
    remedy_sp: "Publish an encryption certificate in the metadata, or take clear assertions too.",
    run,
};

fn run(look: &Look) -> Verdict {
    let wanted = look.known.saml.encrypted.first();
    match wanted {
        Some(expected) if expected.value => {
            each_assertion(look, |_, assertion| of(assertion, &expected.origin.says))
        }
        _ => Verdict::Silent,
    }
}

fn of(assertion: &Assertion, says: &str) -> Verdict {
    match assertion.decrypted_from {
        Some(at) => {
            Verdict::pass(Finding::new(format!("The assertion was encrypted, as {says} wants it.")).at(at))
        }
        None => {
            let finding =
                Finding::new(format!("The assertion stands in clear text; {says} wants it encrypted."));
            Verdict::fail(
                finding.at(assertion.tag).expected("an EncryptedAssertion").observed("an Assertion"),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    #[test]
    fn clear_text_fails_only_where_encryption_is_wanted() {
        assert_eq!(verdict(&CHECK, RESPONSE, &[]), Verdict::Silent);
        assert_eq!(verdict(&CHECK, RESPONSE, &["saml.sp.encrypted=false"]), Verdict::Silent);
        assert!(verdict(&CHECK, RESPONSE, &["saml.sp.encrypted=true"]).failed());
    }
}
