//! The assertion is encrypted where the application wants it so, and only there.

use super::examined::{each_assertion, each_message};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::{Assertion, Encrypted};

/// The assertion is encrypted where the application wants it so, and only there.
pub static CHECK: Check = Check {
    id: "saml/encrypted",
    title: "The assertion is encrypted, or is not, otherwise than agreed",
    verb: Verb::Must,
    spec: &[cite("SAML Core 2.0", "6.2"), cite("SAML Core 2.0", "2.3.4")],
    why: "An application that is set to take encrypted assertions only refuses one in clear text; one that has no \
          decryption key can't read an encrypted one.",
    remedy_idp: "Switch encryption on with the application's encryption certificate, or off, as the application wants it.",
    remedy_sp: "Publish an encryption certificate in the metadata, or leave it out, as the application is set up.",
    run,
};

fn run(look: &Look) -> Verdict {
    let wanted = look.known.saml.encrypted.first();
    match wanted {
        Some(expected) if expected.value => {
            each_assertion(look, |_, assertion| of(assertion, &expected.origin.says))
        }
        Some(expected) => each_message(look, |examined| {
            let sealed = examined.saml.encrypted_assertions();
            Verdict::merge(sealed.iter().map(|sealed| unasked(sealed, &expected.origin.says)))
        }),
        None => Verdict::Silent,
    }
}

/// An encrypted assertion where none is wanted does no harm where the application can open it.
fn unasked(sealed: &Encrypted, says: &str) -> Verdict {
    if sealed.opening.is_opened() {
        let says =
            format!("The assertion is encrypted, which {says} does not want; a key that was lent opens it.");
        return Verdict::pass(Finding::new(says).at(sealed.at));
    }
    let finding = Finding::new(format!("The assertion is encrypted; {says} wants it in clear text."));
    Verdict::fail(finding.at(sealed.at).expected("an Assertion").observed("an EncryptedAssertion"))
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
